"""Days as texts write them: full dates, and days and months without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model import BadDate, PartialDate, Span
from ..model.edtf import NO_YEAR

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan янв", "february feb фев", "march mar мар", "april apr апр", "may май мая", "june jun июн", "july jul июл",
            "august aug авг", "september sept sep сен", "october oct окт", "november nov ноя", "december dec дек",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_EN = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
_RU = r"(?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_FULL = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}[./]\s?(?P<m>\d{{1,2}})[./]\s?(?P<d>\d{{1,2}})(?!\d)",
        rf"\b(?P<mn>{_EN}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<mn>{_EN}),? {_YEAR}\b",
        rf"(?<!\d){_YEAR}\s?[년年]\s?(?P<m>\d{{1,2}})\s?[월月]\s?(?P<d>\d{{1,2}})\s?[일日]",
        rf"\b(?P<d>\d{{1,2}}) (?P<mn>{_RU}) {_YEAR}\b",
        rf"\b(?P<mn>{_EN}),? (?:of )?{_YEAR}\b",
        rf"(?<!\d){_YEAR}\s?[년年]\s?(?P<m>\d{{1,2}})\s?[월月]",
        rf"\b(?P<mn>{_RU}) {_YEAR}\b",
        rf"(?<!\d){_YEAR}\s?[년年]",
        rf"(?<![\w$€£¥₩.,/-]){_YEAR}(?![\w%/]|[.,-]\d| (?:people|workers|men|women|dollars|won|yuan|rupees|North|of the|kilomet|miles|meters|metres|tons|tonnes))",
    )
)
_YEARLESS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<mn>{_EN}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,? (?:19|20)\d\d|-?(?:percent|year))\b",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<mn>{_EN})(?!\w|,? (?:19|20)\d\d)",
        r"(?<![년年]\s)(?<![년年\d])(?P<m>\d{1,2})\s?[월月]\s?(?P<d>\d{1,2})\s?[일日]",
        rf"\b(?P<d>\d{{1,2}}) (?P<mn>{_RU})(?! (?:19|20)\d\d)\b",
    )
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in a text: as EDTF (`2016-06-08`, `2016-06`, `2016`, or `XXXX-06-08` without a year), and its characters."""

    date: PartialDate
    span: Span


def dated(text: str) -> tuple[StatedDate, ...]:
    """Every date with a year, in the order of the text; where two overlap the longer is kept."""
    return tuple(_kept(_each(_FULL, text)))


def yearless(text: str) -> tuple[StatedDate, ...]:
    """Every day of a month without a year, in the order of the text."""
    return tuple(_kept(_each(_YEARLESS, text)))


def one_date(text: str) -> PartialDate | None:
    """The date that the whole of a short text (a metadata field) gives, or None.

    >>> one_date("June 8, 2016 10:22")
    PartialDate(text='2016-06-08')
    """
    stripped = text.strip()
    if match := re.match(r"(\d{4})(\d\d)(\d\d)(?:$|T|\d{6})", stripped):
        return _edtf(int(match[1]), int(match[2]), int(match[3]))
    if re.fullmatch(r"[\dX?~%/.-]+", stripped):
        try:
            return PartialDate(stripped)
        except BadDate:
            pass
    return next((d.date for d in dated(stripped[:100])), None)


def moment(text: str) -> str | None:
    """The date of publication that metadata give, as a report keeps it: an instant as it is, other forms as EDTF; None if it is no date.

    >>> moment("2016-06-08T10:22:00+09:00"), moment("June 8, 2016 10:22")
    ('2016-06-08T10:22:00+09:00', '2016-06-08')
    """
    day = one_date(text)
    if day is None:
        return None
    return text if text[:10] == str(day) and text[10:11] == "T" else str(day)


def _each(patterns: tuple[re.Pattern[str], ...], text: str) -> Iterator[StatedDate]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = int(groups["m"]) if groups.get("m") else _month(groups.get("mn"))
            value = _edtf(
                int(groups["y"]) if groups.get("y") else None, month, int(groups["d"]) if groups.get("d") else None
            )
            if value is not None:
                yield StatedDate(value, Span(*match.span()))


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    key = name.rstrip(".").casefold()
    return _MONTHS.get(key) or _MONTHS.get(key[:3])


def _edtf(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    text = (f"{year:04d}" if year else NO_YEAR) + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    try:
        return PartialDate(text)
    except BadDate:
        return None


def _kept(found: Iterator[StatedDate]) -> Iterator[StatedDate]:
    end = 0
    for item in sorted(found, key=lambda s: (s.span.start, -s.span.end)):
        if item.span.start >= end:
            yield item
            end = item.span.end


def first_after(month: int, day: int, after: date) -> date | None:
    """The first such day on or after `after`; None for a 29 February that the next eight years do not have."""
    for year in range(after.year, after.year + 9):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate >= after:
            return candidate
    return None

"""When a report was published: as its words state it, or as far as what it names allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ..model import BadDate, How, Known, PartialDate, Region, RegionKind, Span, merged
from ..subjects import Subject
from ..subjects.adopted import Adopted, adopted
from .draft import paragraphs
from .stated import StatedDate, dated, first_after, yearless
from .words import Words, words_of

_STATUS = re.compile(r"(?:twitter|x)\.com/\w{1,30}/status/(\d{15,20})(?!\d)")
_EPOCH = 1288834974657
"""Milliseconds from the Unix epoch to the first Snowflake id (Twitter, “Announcing Snowflake”, 2010); the id's upper bits count from there."""
_SENTENCE = re.compile(r"[.!?。！？](?:[\"'”’)\]]*)\s|\n\n")
_NEXT = 40
_OPEN = "nothing in the text says by when it was published, so the year is not certain"
_FAR = timedelta(days=180)
_NEAR = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Bound:
    """A day before which the text cannot have been written, with the words that say so and a reason."""

    day: date
    span: Span
    why: str


def published_of(text: str, regions: Sequence[Region], pack: Subject, url: Known | None = None) -> Known | None:
    """The day of publication as EDTF with its reasons, or None if nothing speaks of it.

    A day that the head or foot of the text or its dateline states is STATED; one in its address is INFERRED; otherwise the bounds that follow
    from dated things it names are: `2018-04-03/..` is “not before 3 April 2018”, and a `?` marks an end that rests on custom, not on logic.

    Args:
        text: the report's text.
        regions: its regions; comments count only for the upper end, quotations and related links not for the dateline.
        pack: its provisions date the instruments that the text names.
        url: the report's address, if known.
    """
    words = words_of(pack)
    stated = _labelled(text, regions, words)
    if stated is not None:
        return stated
    if url is not None and (from_url := _in_address(url.value)):
        return from_url
    return _inferred(text, regions, pack, words)


def by_then(found: Known | None, seen: Known | None) -> Known | None:
    """A day of publication that was found, with its open end closed by the last day that it can be; that bound alone if none was found.

    Args:
        found: as `published_of` gives it.
        seen: the day by which somebody had the report, with the reason.

    >>> day = Known(value="2024-05-02", how=How.INFERRED, why="not after 2024-05-02: it was archived")
    >>> by_then(None, day).value
    '../2024-05-02'
    """
    if seen is None:
        return found
    if found is None:
        return Known(value=f"../{seen.value}", how=How.INFERRED, why=f"{seen.why}; nothing says when it was published")
    if found.how is How.INFERRED and found.value.endswith("/..") and found.value[:10] <= seen.value:
        why = found.why.removesuffix(f"; {_OPEN}")
        return Known(
            value=f"{found.value[:-2]}{seen.value}", how=How.INFERRED, why=f"{why}; {seen.why}", span=found.span
        )
    return found


def _labelled(text: str, regions: Sequence[Region], words: Words) -> Known | None:
    found = paragraphs(text)
    end = min((r.span.start for r in regions if r.kind is RegionKind.COMMENTS), default=len(text))
    found = tuple(p for p in found if p.span.start < end)
    for paragraph in (*found[:6], *found[-3:]):
        for day in dated(paragraph.text[:300]):
            if day.date.precision != "day":
                continue
            before, after = paragraph.text[: day.span.start], paragraph.text[day.span.end :]
            alone = len(before.strip()) + len(after.strip()) <= 40 and not re.search(r"[.!?]\s", before)
            label = any(m.end() == len(before) for m in words.each("published_label", before))
            if (label and len(before) <= 60) or (alone and len(paragraph.text) <= 70 and _bare(before, after)):
                return Known(
                    value=str(day.date),
                    how=How.STATED,
                    why="stated in the text",
                    span=day.span.shift(paragraph.span.start),
                )
    return _in_dateline(text, regions, words)


def _bare(before: str, after: str) -> bool:
    """Whether what surrounds a day is no more than a label, a byline or a time of day."""
    return (
        not re.search(r"\w{3,}", re.sub(r"\b\d{1,2}[:.]\d\d\b|\b[A-Z]{2,4}\b", "", after)) and len(before.split()) <= 6
    )


def _in_dateline(text: str, regions: Sequence[Region], words: Words) -> Known | None:
    for written, start in _datelines(text, regions, words):
        for day in dated(written):
            if day.date.precision == "day":
                return Known(
                    value=str(day.date), how=How.STATED, why="stated in the dateline", span=day.span.shift(start)
                )
    return None


def _datelines(text: str, regions: Sequence[Region], words: Words) -> Iterator[tuple[str, int]]:
    """What datelines give as their date, and where it begins in the text."""
    for region in regions:
        match = words.start("dateline", region.span.of(text)) if region.kind is RegionKind.BOILERPLATE else None
        if match is not None and "date" in match.re.groupindex and match["date"]:
            yield match["date"], region.span.start + match.start("date")


def _in_address(url: str) -> Known | None:
    match = re.search(r"(?<!\d)((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d{1,2}(?:\D|$))", url)
    value = f"{match[1]}-{match[2]}-{match[3]}" if match else None
    if value is None and (match := re.search(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/", url)):
        value = f"{match[1]}-{match[2]}"
    try:
        day = PartialDate(value) if value else None
    except BadDate:
        return None
    return Known(value=str(day), how=How.INFERRED, why=f"its address holds the date {day}") if day else None


def _inferred(text: str, regions: Sequence[Region], pack: Subject, words: Words) -> Known | None:
    outside = _own_text(text, regions)
    bounds = [
        *_years(outside, pack, words),
        *_instruments(outside, pack, words),
        *_posts(outside, regions, comments=False),
    ]
    lower = max(bounds, key=lambda b: (b.day, -b.span.start), default=None)
    latest = _latest_day(outside, words, lower.day if lower else None)
    dateline = _dateline_day(outside, regions, words)
    if lower is None:
        nowhere = "nothing in the text bounds the year"
        if dateline:
            why = f"the dateline gives a day without a year, and {nowhere}"
            return Known(value=str(dateline.date), how=How.STATED, why=why, span=dateline.span)
        if latest is None or not latest.told:
            return None
        day = latest.stated
        why = f"“{day.span.of(text)}” stands without a year ({latest.role}), so publication is probably of that month; {nowhere}"
        return Known(value=f"{day.date.text[:7]}?", how=How.INFERRED, why=why, span=day.span)
    reasons = [f"not before {lower.day.isoformat()}: {lower.why}"]
    earliest, span = lower.day, lower.span
    chosen = dateline or (latest.stated if latest else None)
    if chosen is not None:
        month, day_number = int(chosen.date.text[5:7]), int(chosen.date.text[8:10])
        following = first_after(month, day_number, lower.day)
        if following is not None and (dateline is not None or (latest is not None and latest.after_bound)):
            earliest, span = following, chosen.span
            role = "the dateline" if dateline else latest.role if latest else ""
            reasons.append(
                f"“{chosen.span.of(text)}” stands without a year ({role}); the first such day from then on is {following.isoformat()}"
            )
    upper = max(
        (b for b in _posts(text, regions, comments=True) if b.day >= earliest), key=lambda b: b.day, default=None
    )
    if upper is not None:
        reasons.append(
            f"{upper.why}, and comments are mostly written soon after an article: probably not after that day"
        )
        if (
            dateline is not None
            and (repeated := first_after(earliest.month, earliest.day, earliest + timedelta(days=1)))
            and repeated > upper.day
        ):
            return Known(value=f"{earliest.isoformat()}?", how=How.INFERRED, why="; ".join(reasons), span=span)
        return Known(
            value=f"{earliest.isoformat()}/{upper.day.isoformat()}?",
            how=How.INFERRED,
            why="; ".join(reasons),
            span=span,
        )
    reasons.append(_OPEN)
    return Known(value=f"{earliest.isoformat()}/..", how=How.INFERRED, why="; ".join(reasons), span=span)


def _own_text(text: str, regions: Sequence[Region]) -> str:
    """The text with comments and related links blanked out, so that offsets stay."""
    pieces: list[str] = []
    at = 0
    for hole in merged(r.span for r in regions if r.kind in (RegionKind.COMMENTS, RegionKind.RELATED)):
        pieces.extend((text[at : hole.start], " " * len(hole)))
        at = hole.end
    return "".join([*pieces, text[at:]])


def _is_telling(text: str, span: Span, words: Words) -> bool:
    """Whether a word of telling stands next to the day, in the same sentence: “told us on April 3”."""
    start = max(0, span.start - _NEXT)
    start = max((m.end() for m in _SENTENCE.finditer(text, start, span.start)), default=start)
    end = _SENTENCE.search(text, span.end, min(len(text), span.end + _NEXT))
    around = text[start : span.start], text[span.end : end.start() if end else span.end + _NEXT]
    return any(words.anywhere("telling", piece) for piece in around)


def _lies_ahead(text: str, span: Span, words: Words, reach: int = 40) -> bool:
    """Whether the words just before a date, or what its sentence says is to come, put it after the writing."""
    return words.anywhere("ahead", text[max(0, span.start - reach) : span.start]) is not None


def _years(text: str, pack: Subject, words: Words) -> Iterator[Bound]:
    for item in dated(text):
        day = item.date.earliest
        # “The text of 2094” is a resolution, not a year to come.
        numbered = item.date.precision == "year" and any(f"S/RES/{item.date} " in _names(one) for one in adopted(pack))
        if day is not None and not numbered and not _lies_ahead(text, item.span, words):
            yield Bound(
                day,
                item.span,
                f"the text speaks of {item.span.of(text)}"
                if item.date.precision != "year"
                else f"the text speaks of the year {item.date}",
            )


def _instruments(text: str, pack: Subject, words: Words) -> Iterator[Bound]:
    for instrument in words.instruments:
        for match in instrument.pattern.finditer(text):
            wanted = instrument.symbol.format(number=match["number"])
            for item in adopted(pack):
                if wanted in _names(item) and (day := item.day.earliest) is not None:
                    yield Bound(day, Span(*match.span()), f"it names {item.name}, of {day.isoformat()}")
                    break


def _names(item: Adopted) -> str:
    return f"{item.symbol} | {item.name} "


def _posts(text: str, regions: Sequence[Region], comments: bool) -> Iterator[Bound]:
    """Posts whose address tells when they were made: their ids count milliseconds."""
    rooms = [r.span for r in regions if r.kind is RegionKind.COMMENTS]
    for match in _STATUS.finditer(text):
        span = Span(*match.span())
        inside = any(room.covers(span) for room in rooms)
        instant = (int(match[1]) >> 22) + _EPOCH
        if inside is not comments or instant > 4102444800000:
            continue
        day = datetime.fromtimestamp(instant / 1000, UTC).date()
        whose = "a reader's comment links" if inside else "it links"
        yield Bound(day, span, f"{whose} a post whose number says it was made on {day.isoformat()}")


@dataclass(frozen=True, slots=True)
class _Latest:
    stated: StatedDate
    role: str
    after_bound: bool
    told: bool


def _latest_day(text: str, words: Words, lower: date | None) -> _Latest | None:
    """The day without a year that stands latest: preferably one on which something was told, and clearly not of the year before."""
    candidates: list[tuple[bool, date, StatedDate, bool]] = []
    reference = lower or date(2000, 1, 1)
    for item in yearless(text):
        if _lies_ahead(text, item.span, words, reach=25):
            continue
        month, day = int(item.date.text[5:7]), int(item.date.text[8:10])
        following = first_after(month, day, reference)
        if following is None:
            continue
        told = _is_telling(text, item.span, words)
        previous = first_after(month, day, reference - timedelta(days=366))
        gap = reference - previous if previous is not None and previous < reference else timedelta(days=366)
        after = lower is not None and gap > (_NEAR if told else _FAR)
        candidates.append((after, following, item, told))
    if not candidates:
        return None
    after, _, item, told = max(candidates, key=lambda c: (c[0], c[1], -c[2].span.start))
    role = "a day on which something was told to the press" if told else "the latest day it tells of"
    return _Latest(item, role, after, told)


def _dateline_day(text: str, regions: Sequence[Region], words: Words) -> StatedDate | None:
    for written, start in _datelines(text, regions, words):
        for item in yearless(written):
            return StatedDate(item.date, item.span.shift(start))
    return None

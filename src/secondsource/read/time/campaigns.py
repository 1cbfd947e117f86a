"""Dates that go by a name of the pack: campaigns, congresses, feast days (“before the party congress”)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ...model import Span
from ...subjects import Subject, load
from ...subjects.loader import read_yaml
from .compose import Piece
from .lexicon import any_of
from .value import Anchor, TimeKind, Value, parsed

_YEAR_AFTER = re.compile(r"(?:,?\s+(?:(?:of|in)\s*)?|,\s*)((?:19|20)\d\d)(?![\d%-])")
_YEAR_BEFORE = re.compile(r"(?<![\d-])((?:19|20)\d\d)\s+$")


@dataclass(frozen=True)
class Campaign:
    """A named stretch of time; several may bear one name.

    Args:
        dates: EDTF, or `XXXX-MM-DD` for what comes every year.
        years: for what comes every year, the years in which it bears the name (`2018/..`); empty for all.
    """

    id: str
    name: str
    dates: str
    years: str
    names: dict[str, tuple[str, ...]]
    citations: tuple[str, ...]

    @property
    def every_year(self) -> bool:
        """Whether it is a day of the year."""
        return self.dates.startswith("XXXX-")

    def in_year(self, year: int) -> bool:
        """Whether it bears its names in that year."""
        first, _, last = self.years.partition("/")
        return (not first.isdigit() or int(first) <= year) and (not last.isdigit() or year <= int(last))


@lru_cache(maxsize=8)
def campaigns(pack: Subject) -> tuple[Campaign, ...]:
    """The pack's `campaigns/*.yaml`, in order of file name."""
    out = []
    for path in sorted((pack.folder / "campaigns").glob("*.yaml")):
        row: dict[str, Any] = read_yaml(path)
        names = {language: tuple(words) for language, words in row["names"].items()}
        out.append(
            Campaign(
                row["id"], row["name"], str(row["dates"]), str(row.get("years", "")), names, tuple(row["citations"])
            )
        )
    return tuple(out)


@lru_cache(maxsize=16)
def _names(pack: Subject, language: str) -> tuple[re.Pattern[str], dict[str, tuple[Campaign, ...]]] | None:
    table: dict[str, list[Campaign]] = {}
    for campaign in campaigns(pack):
        for name in campaign.names.get(language, ()):
            table.setdefault(_folded(name), []).append(campaign)
    if not table:
        return None
    edge = r"(?!\w)" if language != "ko" else ""
    return re.compile(rf"(?<!\w){any_of(table)}{edge}", re.I), {name: tuple(found) for name, found in table.items()}


def _folded(name: str) -> str:
    return re.sub(r"\s+", " ", name.lower().replace("’", "'"))


def campaign_dates(text: str, part: Span, anchor: Anchor | None, language: str, pack: Subject | None) -> list[Piece]:
    """The pack's named times in a part of the text.

    Of several that bear one name, the one nearest to the anchor counts; without an anchor the name stays open.
    """
    table = _names(pack or load(), language)
    if table is None:
        return []
    pattern, known = table
    out: list[Piece] = []
    for match in pattern.finditer(text.replace("’", "'"), part.start, part.end):
        named = known.get(_folded(match[0]))
        if named is None:
            continue  # letters that are ours only without case (“ſ”)
        start, end, year = (
            _year_beside(text, match.start(), match.end(), part) if named[0].every_year else (*match.span(), None)
        )
        if out and start < out[-1].end:
            start, end, year = *match.span(), None
        found = _choose(named, Anchor(year) if year else anchor)
        if found:
            campaign, edtf = found
            why = f"“{match[0]}” is {campaign.name}, {campaign.dates}"
            if year is None and campaign.every_year and edtf[0].isdigit():
                why += f"; year from the publication date ({edtf[:4]})"
            out.append(Piece(start, end, Value(TimeKind.DATE, edtf, edtf, why)))
    return out


def _year_beside(text: str, start: int, end: int, part: Span) -> tuple[int, int, int | None]:
    """The span widened by a year before or after it (“the 2012 Day of the Sun”), and that year."""
    if after := _YEAR_AFTER.match(text, end, part.end):
        return start, after.end(), int(after[1])
    if before := _YEAR_BEFORE.search(text[max(part.start, start - 10) : start]):
        return start - len(before[0]), end, int(before[1])
    return start, end, None


def _choose(found: Sequence[Campaign], anchor: Anchor | None) -> tuple[Campaign, str] | None:
    if anchor is None:
        return (found[0], found[0].dates) if len(found) == 1 else None
    if len(found) > 1:
        found = [c for c in found if not c.every_year or c.in_year(anchor.year)]
    now = anchor.year * 12 + (anchor.month or 6)

    def dated(campaign: Campaign) -> str:
        return _of_year(campaign, anchor) if campaign.every_year else campaign.dates

    def away(campaign: Campaign) -> int:
        start = parsed(dated(campaign))
        first = start.earliest if start else None
        return abs(first.year * 12 + first.month - now) if first else 1_000_000

    best = min(found, key=away, default=None)
    return (best, dated(best)) if best else None


def _of_year(campaign: Campaign, anchor: Anchor) -> str:
    """The day in the year of publication, or in the year next to it where that is nearer by far."""
    month = int(campaign.dates[5:7])
    if anchor.month is None:
        return f"{anchor.year:04}{campaign.dates[4:]}"
    year = anchor.year + (1 if month + 8 < anchor.month else -1 if month - 8 > anchor.month else 0)
    return f"{year:04}{campaign.dates[4:]}"

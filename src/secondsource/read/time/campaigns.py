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


@dataclass(frozen=True)
class Campaign:
    """A named stretch of time. `dates` is EDTF, or `XXXX-MM-DD` for what comes every year; several may bear one name."""

    id: str
    name: str
    dates: str
    names: dict[str, tuple[str, ...]]
    citations: tuple[str, ...]


@lru_cache(maxsize=8)
def campaigns(pack: Subject) -> tuple[Campaign, ...]:
    """The pack's `campaigns/*.yaml`, in order of file name."""
    out = []
    for path in sorted((pack.folder / "campaigns").glob("*.yaml")):
        row: dict[str, Any] = read_yaml(path)
        names = {language: tuple(words) for language, words in row["names"].items()}
        out.append(Campaign(row["id"], row["name"], str(row["dates"]), names, tuple(row["citations"])))
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
    out = []
    for match in pattern.finditer(text.replace("’", "'"), part.start, part.end):
        found = _choose(known[_folded(match[0])], anchor)
        if found:
            campaign, edtf = found
            out.append(
                Piece(
                    match.start(),
                    match.end(),
                    Value(TimeKind.DATE, edtf, edtf, f"“{match[0]}” is {campaign.name}, {campaign.dates}"),
                )
            )
    return out


def _choose(found: Sequence[Campaign], anchor: Anchor | None) -> tuple[Campaign, str] | None:
    if len(found) == 1 and found[0].dates.startswith("XXXX-"):
        month = int(found[0].dates[5:7])
        if anchor is None:
            return found[0], found[0].dates
        year = anchor.year + (1 if month + 8 < (anchor.month or 1) else -1 if month - 8 > (anchor.month or 12) else 0)
        return found[0], f"{year:04}{found[0].dates[4:]}"
    if anchor is None:
        return (found[0], found[0].dates) if len(found) == 1 else None
    now = anchor.year * 12 + (anchor.month or 6)

    def away(campaign: Campaign) -> int:
        start = parsed(campaign.dates)
        first = start.earliest if start else None
        return abs(first.year * 12 + first.month - now) if first else 1_000_000

    best = min(found, key=away)
    return best, best.dates

"""Which of the bearers of a place's name is meant: by what follows it, by what the text names besides, by people."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from ..model import Span
from .gazetteer import Entry, Gazetteer, gazetteer
from .place_found import Candidate, FoundPlace

_BOUND = 24
_KIND = {"N": "country", "D": "nationality", "R": "bloc", "A": "region", "C": "county", "P": "city"}


def qualifier(text: str, span: Span, known: Gazetteer) -> Entry | None:
    """The state or country told right after a name (“Paris, Texas”)."""
    match = re.match(r",\s+((?:[A-Z][\w.]+(?:\s|$)?){1,3})", text[span.end : span.end + _BOUND])
    if not match:
        return None
    words = match[1].split(" ")
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count]).strip()
        for one in (name, name.rstrip(".,")):
            entries = known.find(one) if one in known else ()
            if entries and entries[0].feature in "NA":
                return entries[0]
    return None


def resolved(text: str, candidates: list[Candidate]) -> Iterator[FoundPlace]:
    """One place per candidate, one sense per document."""
    known = gazetteer()
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for candidate in candidates:
        top = candidate.entries[0]
        candidate.within = qualifier(text, candidate.span, known)
        if top.feature == "N" and top.country:
            countries[top.country] += 1
        elif top.feature == "A" and top.population > 300_000 and top.country:
            countries[top.country] += 1
            regions[top.country, top.region] += 2
    tally: Counter[tuple[str, str]] = Counter()
    for words in sorted({c.words for c in candidates}):
        bearers = {(e.country or "", e.region) for e in known.find(words) if e.feature in "PCA"}
        for bearer in sorted(bearers):
            tally[bearer] += 1
    chosen: dict[str, tuple[Entry, str]] = {}
    for candidate in candidates:
        if candidate.within:
            fitting = [e for e in candidate.entries if _inside(e, candidate.within)]
            if fitting:
                chosen.setdefault(
                    candidate.words, (max(fitting, key=lambda e: e.population), f"“{candidate.within.name}” follows")
                )
    for candidate in candidates:
        entry, why = chosen.get(candidate.words) or _best(candidate.entries, countries, regions, tally)
        chosen.setdefault(candidate.words, (entry, why))
        yield FoundPlace(
            span=candidate.span, name=candidate.words if entry.feature != "N" else entry.name, country=entry.country, lat=entry.lat, lon=entry.lon,
            kind="nationality" if entry.feature == "N" and _is_adjective(candidate.words, entry) else _KIND[entry.feature], why=why,
        )  # fmt: skip


def _is_adjective(words: str, entry: Entry) -> bool:
    return (
        words != entry.name
        and words.endswith(("n", "ns", "ese", "ish", "i", "is", "ch", "s"))
        and not words.startswith("United")
    )


def _inside(entry: Entry, outer: Entry) -> bool:
    if entry.country != outer.country:
        return False
    return outer.feature == "N" or entry.region == outer.region


def _best(
    entries: tuple[Entry, ...],
    countries: Counter[str],
    regions: Counter[tuple[str, str]],
    tally: Counter[tuple[str, str]],
) -> tuple[Entry, str]:
    if len(entries) == 1 or entries[0].feature in "NR":
        return entries[0], "the only one of that name" if len(
            entries
        ) == 1 else "a country or large region of that name"

    def score(entry: Entry) -> float:
        value = math.log10(entry.population + 10)
        if entry.feature == "A":
            value += 2.0 if entry.population > 300_000 else 0.3
        if entry.country and countries[entry.country]:
            value += 1.0
        key = (entry.country or "", entry.region)
        if regions[key] >= 2:
            value += 1.6
        return value + 0.35 * min(tally[key] - 1, 5)

    best = max(entries, key=lambda e: (score(e), e.population, e.lat or 0.0))
    return best, f"the likeliest of {len(entries)}: by people and by what the text names besides"

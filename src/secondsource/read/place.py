"""Where: names of places in a text and the points they mean.

The pack's own places come first (sites, routes, Korean and old spellings); then the gazetteer. A name with several bearers goes to the
one that the text around it speaks for: a state or country named right after it or elsewhere in the document, then the most people. One
sense per document. What no gazetteer knows keeps its name and no point: nothing is guessed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Span
from ..subjects import Subject, load
from .gazetteer import Entry, Gazetteer, gazetteer
from .place_pack import pack_places

_WORDS = re.compile(r"[^\W\d_][\w’'&]*(?:[-.](?=\w)[\w’']+)*|T&T")
_LOCATIVE = re.compile(
    r"\b(?:in|at|from|near|to|outside|around|toward|towards|across|through|throughout|into|of|north|south|east|west|downtown|visit|visited|leaving|left)\s+(?:the\s+)?$",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Prof|Judge|Justice|President|Minister|Senator|Mayor|Coach|Chief|Officer|Sheriff|Sir|Lord|Lady|King|Queen|Prince|Princess|Pope|St)\.?\s+$"
)
_PERSON_AFTER = re.compile(
    r"^(?:,?\s+(?:Jr|Sr)\b|,\s+\d\d?,|\s+(?:said|says|told|added|explained|noted|added|wrote|recalled|who|whose)\b)"
)
_BOUND = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place named in a text.

    Args:
        span: its words.
        name: the gazetteer's or the pack's name for it, or the words.
        country: ISO 3166-1 alpha-2, or None.
        lat: degrees north, or None: a name without a point stays without one.
        lon: degrees east, or None.
        kind: `country`, `region`, `county`, `city`, `site`, `route`, `bloc`, `nationality` or `named` (no gazetteer knows it).
        why: on what the choice rests.
    """

    span: Span
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    kind: str
    why: str


_KIND = {"N": "country", "D": "nationality", "R": "bloc", "A": "region", "C": "county", "P": "city"}


@dataclass(slots=True)
class _Candidate:
    span: Span
    words: str
    entries: tuple[Entry, ...]
    within: Entry | None = None


def find_places(
    text: str, *, language: str = "en", spans: Sequence[Span] | None = None, pack: Subject | None = None
) -> tuple[FoundPlace, ...]:
    """The places a text names, left to right, never overlapping.

    Args:
        text: the whole text; spans found are offsets into it.
        language: with a Latin script all names are looked for; otherwise the pack's.
        spans: the parts to read; None reads all.
        pack: whose places come first.

    >>> [(p.name, p.country) for p in find_places("They left Doha for Vladivostok.")]
    [('Doha', 'QA'), ('Vladivostok', 'RU')]
    """
    parts = list(spans) if spans is not None else ([Span(0, len(text))] if text else [])
    out: list[FoundPlace] = []
    for part in parts:
        for span, place, why in pack_places(text, part, language, pack or load()):
            out.append(
                FoundPlace(
                    span=span,
                    name=place.name,
                    country=place.country,
                    lat=place.lat,
                    lon=place.lon,
                    kind=place.kind,
                    why=why,
                )
            )
    if language in ("ko", "zh", "ja", "ru"):
        return tuple(out)
    for found in _resolved(text, _candidates(text, parts, gazetteer())):
        if not any(found.span.overlaps(p.span) for p in out):
            out.append(found)
    return tuple(sorted(out, key=lambda p: p.span))


def places(text: str) -> list[dict[str, object]]:
    """Places with points as `start`, `end`, `lat`, `lon`, of the gazetteer alone; for comparison with other programs."""
    spans = [Span(0, len(text))] if text else []
    return [
        {"start": p.span.start, "end": p.span.end, "lat": p.lat, "lon": p.lon}
        for p in _resolved(text, _candidates(text, spans, gazetteer()))
        if p.lat is not None
    ]


def _candidates(text: str, parts: Sequence[Span], known: Gazetteer) -> list[_Candidate]:
    out: list[_Candidate] = []
    for part in parts:
        words = [(m.start(), m.end()) for m in _WORDS.finditer(text, part.start, part.end)]
        at = 0
        while at < len(words):
            found = _longest(text, words, at, known)
            if found is None:
                at += 1
                continue
            count, end, name = found
            span = Span(words[at][0], end)
            entries = known.find(name)
            if _plausible(text, span, name, entries, words, at, count, known):
                out.append(_Candidate(span, name, entries))
            at += count
    return out


def _longest(text: str, words: list[tuple[int, int]], at: int, known: Gazetteer) -> tuple[int, int, str] | None:
    start = words[at][0]
    if not text[start].isupper():
        return None
    for count in range(min(known.longest, len(words) - at), 0, -1):
        end = words[at + count - 1][1]
        if end - start > 40 or not text[words[at + count - 1][0]].isupper():
            continue
        gap = text[start:end]
        if "\n" in gap or ";" in gap or (count > 1 and "," in gap):
            continue
        bare = re.sub(r"[’']s$", "", gap)
        for name, stop in ((text[start : end + 1], end + 1), (bare, start + len(bare))):
            if name.endswith((".",)) or stop <= end:
                if name in known:
                    return count, stop, name
                if name.isupper() and len(name) > 4 and name.title() in known:
                    return count, stop, name.title()
    return None


def _plausible(
    text: str,
    span: Span,
    name: str,
    entries: tuple[Entry, ...],
    words: list[tuple[int, int]],
    at: int,
    count: int,
    known: Gazetteer,
) -> bool:
    """Whether the capitals name a place here, and not a person, a firm or the first word of a sentence."""
    top = entries[0]
    before = text[max(0, span.start - 30) : span.start]
    after = text[span.end : span.end + 30]
    locative = bool(_LOCATIVE.search(before))
    qualified = bool(re.match(r",\s+[A-Z]", after)) and _qualifier(text, span, known) is not None
    previous = (
        text[words[at - 1][0] : words[at - 1][1]] if at and text[words[at - 1][1] : span.start].strip() == "" else ""
    )
    following = (
        text[words[at + count][0] : words[at + count][1]]
        if at + count < len(words) and text[span.end : words[at + count][0]] == " "
        else ""
    )
    if len(name) < 3 and not (name.isupper() and top.feature in "NR"):
        return False
    if _TITLE.search(before):
        return False
    if top.feature == "N" or (top.feature == "R" and name not in known.seldom):
        return not (
            name in ("Turkey", "Chad", "Jordan", "Georgia", "Mali", "Togo") and following[:1].isupper() and not locative
        )
    if _PERSON_AFTER.match(after) and not locative:
        return False
    neighbour = (previous[:1].isupper() and not _sentence_start(text, words[at - 1][0] if at else 0)) or (
        following[:1].isupper()
        and following not in ("County",)
        and not (following in known and _weighty(known.find(following)[0]))
    )
    if name in known.seldom:
        return qualified or (locative and not neighbour and (top.population > 100_000 or top.feature == "A"))
    if top.feature == "A" and count >= 1 and top.population > 500_000 and not neighbour:
        return True
    if qualified:
        return True
    if neighbour:
        return locative and top.population > 300_000 and not following[:1].isupper()
    if locative:
        return True
    return (
        top.population > 60_000
        or top.feature == "A"
        or (top.feature == "C" and name.endswith("County"))
        or (count > 1 and top.population > 5_000)
    )


def _weighty(entry: Entry) -> bool:
    """A country, a region or a city of some size: next to a name it is rather a second place than a surname."""
    return entry.feature in "NAC" or entry.population > 15_000


def _sentence_start(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in '.!?:”"—'


def _qualifier(text: str, span: Span, known: Gazetteer) -> Entry | None:
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


def _resolved(text: str, candidates: list[_Candidate]) -> Iterator[FoundPlace]:
    known = gazetteer()
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for candidate in candidates:
        top = candidate.entries[0]
        candidate.within = _qualifier(text, candidate.span, known)
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

"""Where: names of places in a text and the points they mean.

The pack's own places come first (sites, routes, Korean and old spellings); then the gazetteer. A name with several bearers goes to the
one that the text around it speaks for: a state or country named right after it or elsewhere in the document, then the most people. One
sense per document. What no gazetteer knows keeps its name and no point: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Span
from ..subjects import Subject, load
from .gazetteer import Entry, Gazetteer, gazetteer
from .place_choice import qualifier, resolved
from .place_found import Candidate, FoundPlace
from .place_korean import named_korean
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
    if language == "ko":
        for part in parts:
            out += named_korean(text, part, tuple(out), pack or load())
        return tuple(sorted(out, key=lambda p: p.span))
    if language in ("zh", "ja", "ru"):
        return tuple(out)
    for found in resolved(text, _candidates(text, parts, gazetteer())):
        if not any(found.span.overlaps(p.span) for p in out):
            out.append(found)
    return tuple(sorted(out, key=lambda p: p.span))


def places(text: str) -> list[dict[str, object]]:
    """Places with points as `start`, `end`, `lat`, `lon`, of the gazetteer alone; for comparison with other programs."""
    spans = [Span(0, len(text))] if text else []
    return [
        {"start": p.span.start, "end": p.span.end, "lat": p.lat, "lon": p.lon}
        for p in resolved(text, _candidates(text, spans, gazetteer()))
        if p.lat is not None
    ]


def _candidates(text: str, parts: Sequence[Span], known: Gazetteer) -> list[Candidate]:
    out: list[Candidate] = []
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
                out.append(Candidate(span, name, entries))
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
    qualified = bool(re.match(r",\s+[A-Z]", after)) and qualifier(text, span, known) is not None
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

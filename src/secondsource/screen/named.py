"""Everything in a case that may be held against lists, with where it stands; and how many names of private people were left out.

Comments, captions, bylines and masked characters are never looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import LinkKind, PersonalKind, Reading, Ref, Report, Span, masked
from ..subjects import Subject
from . import korean
from .alike import Kind
from .officials import key_of, officials
from .spots import JOSA, OPENERS, Spot, Taken, runs, spots

_BLOT = "█"
_KOREAN = re.compile(
    r"(?=(?<![\w-])([A-Z][A-Za-z'’]{1,9}(?: [A-Z][A-Za-z'’-]{1,14}){2}|[A-Z][A-Za-z'’]{1,9} [A-Z][A-Za-z'’-]{1,14})(?![\w-]))"
    rf"|(?<![가-힣])([가-힣]{{3}})(?=\s?씨{JOSA}?(?![가-힣]))"
)
"""What may be a Korean name, from each capitalised word on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person in public life, body, ship or aircraft that the case names.

    Args:
        key: the name's words in small letters; with the kind, what a decision about it is kept under.
        name: as the case first writes it.
        why: why it is screened.
        entity: the pack's entity of that name, or None.
        refs: where it stands, in the order of the case.
    """

    key: str
    name: str
    kind: Kind
    why: str
    entity: str | None
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What a case names.

    Args:
        found: what is screened, by kind and name.
        perhaps: capitalised words that may be a body's name, though no word says so; shown only where a list has such a body.
        left_out: how many names of people are not screened.
        private: their keys, to refuse a question about one of them; they are never shown or kept.
    """

    found: tuple[Named, ...]
    perhaps: tuple[Named, ...]
    left_out: int
    private: frozenset[str]


def names_in(readings: Iterable[Reading], pack: Subject, letters: Iterable[str] = ()) -> Names:
    """What the case names and how many people are left out.

    Args:
        readings: all readings of the case.
        pack: the subject pack: offices, roles and words of private life.
        letters: ids of reports that are somebody's letters: no person in one is screened.
    """
    mail = frozenset(letters)
    readings = tuple(readings)
    bylines = {key_of(r.report.byline.value) for r in readings if r.report.byline}
    bylines |= {key for r in readings if r.report.id in mail for key in _hidden(r.report)}
    groups: defaultdict[tuple[Kind, str], list[tuple[Ref, Spot]]] = defaultdict(list)
    unsure: defaultdict[tuple[Kind, str], list[tuple[Ref, Spot]]] = defaultdict(list)
    left: set[str] = set()
    for reading in readings:
        report = reading.report
        text = _visible(report)
        things = spots(text, pack)
        people, out = officials(text, things, pack)
        hidden = _hidden(report)
        never = hidden | bylines | out
        kept = [] if report.id in mail else [spot for spot in people if key_of(spot.name) not in never]
        again = list(_again(text, kept))
        taken = {key_of(spot.name) for spot in kept}
        left |= out | hidden | {key_of(spot.name) for spot in people} - taken
        left |= {key for key in _people(reading, report.text, things) if key not in taken}
        for spot in (*things, *kept, *again):
            groups[spot.kind, key_of(spot.name)].append((Ref(report.id, spot.span), spot))
        named = Taken(
            text,
            (
                *(spot.span for spot in (*things, *people, *again)),
                *_tellers(reading),
                *(span for span, _ in _korean(text)),
            ),
        )
        for spot in runs(text, pack):
            if key_of(spot.name) not in never and spot.span not in named:
                unsure[spot.kind, key_of(spot.name)].append((Ref(report.id, spot.span), spot))
    found = [_named(kind, key, rows) for (kind, key), rows in groups.items()]
    perhaps = [
        _named(kind, key, rows) for (kind, key), rows in unsure.items() if (kind, key) not in groups and key not in left
    ]
    public = {named.key for named in found if named.kind is Kind.PERSON}
    private = frozenset(key for key in left - public if key)
    return Names(found=_sorted(found), perhaps=_sorted(perhaps), left_out=len(private), private=private)


def _sorted(found: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(found, key=lambda n: (n.kind, n.key)))


def _tellers(reading: Reading) -> list[Span]:
    """Where the people stand who tell something in the report."""
    links = (link for statement in reading.statements for link in statement.chain.each)
    return [link.span for link in links if link.kind is LinkKind.PERSON]


def _hidden(report: Report) -> set[str]:
    """Keys of the people whom the report's text is masked for."""
    return {key_of(p.span.of(report.text)) for p in report.personal if p.kind is PersonalKind.PRIVATE_PERSON}


def _named(kind: Kind, key: str, rows: list[tuple[Ref, Spot]]) -> Named:
    first = rows[0][1]
    return Named(
        key=key,
        name=first.name,
        kind=kind,
        why=first.why,
        entity=next((spot.entity for _, spot in rows if spot.entity), None),
        refs=tuple(sorted({ref for ref, _ in rows})),
    )


def _visible(report: Report) -> str:
    """The report's text with its noise and its personal data blotted out, every character in its place."""
    text = list(masked(report.text, report.personal))
    for span in report.noise():
        for at in range(span.start, min(span.end, len(text))):
            if text[at] != "\n":
                text[at] = _BLOT
    return "".join(text)


def _again(text: str, people: Iterable[Spot]) -> Iterator[Spot]:
    """Where the same name stands in the same report without the office."""
    there = Taken(text, (spot.span for spot in people))
    for name in sorted({spot.name for spot in people}):
        first = next(spot for spot in people if spot.name == name)
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![A-Za-z0-9-])", text):
            span = Span(*match.span())
            if span not in there:
                yield Spot(span=span, name=name, kind=Kind.PERSON, why=first.why)


def _people(reading: Reading, text: str, things: Iterable[Spot]) -> Iterator[str]:
    """Keys of the people that a report names in any way: tellers, and names that read as Korean ones."""
    for statement in reading.statements:
        for link in statement.chain.each:
            if link.kind is LinkKind.PERSON and " " in link.name and not any(True for _ in _korean(link.name)):
                yield key_of(link.name)
    bodies = Taken(text, (spot.span for spot in things))
    yield from (key for span, key in _korean(text) if span not in bodies)


def _korean(text: str) -> Iterator[tuple[Span, str]]:
    past = 0
    for match in _KOREAN.finditer(text):
        span = Span(*match.span(1 if match[1] else 2))
        key = key_of(span.of(text))
        if key.split()[0].capitalize() in OPENERS:
            continue
        if span.start >= past and any(len(name) == 3 for name in korean.person(tuple(key.split()))):
            past = span.end
            yield span, key

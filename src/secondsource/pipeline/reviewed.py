"""How right the reader was, held against what people decided on what it read: by field, with how sure that is.

A statement that was accepted was right in all its fields, and so were its events, unless one was decided on by itself. A correction says what
was wrong; the fields it leaves alone were looked at and right. A rejected statement or event was none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from secondsource.model import Decision, DecisionKind, Mention, Reading, Report, Span, Statement
from secondsource.model.correction import corrected

_Z = 1.959963984540054
"""Of a normal distribution, what 95 in 100 lie within on either side."""
_ALIKE = 0.5
"""Share of characters, of all that either has, from which two readings of a text tell of the same words."""
EXISTS = "is one"
"""The field that asks whether there is such a statement or event at all."""
FOUND = "found"
"""The field that asks whether a reader finds what people left standing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A statement or an event as it was read and as people left it.

    Args:
        report: what it stands in.
        read: as the reader has it; None if it has none there.
        truth: as decided; None if it was rejected.
    """

    report: Report
    read: Statement | Mention | None
    truth: Statement | Mention | None

    @property
    def kind(self) -> str:
        """`statement` or `event`."""
        return "statement" if isinstance(self.read or self.truth, Statement) else "event"

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields that people changed; `is one` where they rejected it, `found` where the reader has none."""
        if self.truth is None:
            return (EXISTS,) if self.read is not None else ()
        if self.read is None:
            return (FOUND,)
        return tuple(name for name, of in _FIELDS[self.kind].items() if of(self.read) != of(self.truth))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often a field was right.

    Args:
        low, high: between which the share lies, 95 in 100 times, if what was reviewed stands for the rest (Wilson 1927).
    """

    kind: str
    field: str
    right: int
    of: int
    low: float
    high: float


_FIELDS: Mapping[str, Mapping[str, Callable[[Any], object]]] = {
    "statement": {
        "content": lambda s: s.content,
        "cue": lambda s: s.cue,
        "speaker": lambda s: s.speaker,
        "chain": lambda s: tuple(s.chain.names),
        "basis": lambda s: s.basis,
        "anonymity": lambda s: s.anonymity,
        "factuality": lambda s: s.factuality,
    },
    "event": {
        "type": lambda m: m.type,
        "trigger": lambda m: m.trigger,
        "when": lambda m: m.when.date if m.when else None,
        "place": lambda m: m.place.name if m.place else None,
        "country": lambda m: m.place.country if m.place else None,
        "number": lambda m: frozenset((q.what, q.range) for q in m.quantities),
        "factuality": lambda m: m.factuality,
    },
}


def reviewed(readings: Sequence[Reading], decisions: Iterable[Decision]) -> tuple[Judged, ...]:
    """What people decided on, in the order of the reports.

    Args:
        readings: as they were read, without corrections.
        decisions: those in force.
    """
    kinds: defaultdict[str, set[DecisionKind]] = defaultdict(set)
    decided = tuple(decisions)
    for decision in decided:
        kinds[decision.object].add(decision.kind)
    out = []
    for reading, after in zip(readings, corrected(readings, decided), strict=True):
        statements = {s.id: s for s in after.statements}
        mentions = {m.id: m for m in after.mentions}
        out += [
            Judged(report=reading.report, read=s, truth=statements.get(s.id))
            for s in reading.statements
            if kinds[s.id] & _JUDGING
        ]
        for m in reading.mentions:
            whole = kinds[m.statement] if m.statement else set()
            if kinds[m.id] & _JUDGING or (DecisionKind.ACCEPT in whole and DecisionKind.REJECT not in whole):
                out.append(Judged(report=reading.report, read=m, truth=mentions.get(m.id)))
    return tuple(out)


_JUDGING = frozenset({DecisionKind.ACCEPT, DecisionKind.CORRECT, DecisionKind.REJECT})


def read_anew(judged: Iterable[Judged], readings: Iterable[Reading]) -> tuple[Judged, ...]:
    """The same texts as another reader has them: of what it found, whatever tells of the same words.

    Args:
        judged: what people decided on.
        readings: by the other reader, of the same reports.
    """
    found = {r.report.id: r for r in readings}
    out = []
    for one in judged:
        reading, old = found.get(one.report.id), one.truth or one.read
        if reading is None or old is None:
            continue
        every: Sequence[Statement | Mention] = reading.statements if one.kind == "statement" else reading.mentions
        scored = [(_alike(_spans(old), _spans(new)), -n) for n, new in enumerate(every)]
        best = max(scored, default=(0.0, 0))
        out.append(Judged(report=one.report, read=every[-best[1]] if best[0] >= _ALIKE else None, truth=one.truth))
    return tuple(out)


def tallies(judged: Iterable[Judged]) -> tuple[Tally, ...]:
    """How often each field was right, statements first.

    `found` is counted over what people left standing, `is one` over what the reader has, the fields over what is both.
    """
    right: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in judged:
        wrong = one.wrong
        for field in _asked(one):
            right[one.kind, field].append(field not in wrong)
    order = [(kind, field) for kind, fields in _FIELDS.items() for field in (FOUND, EXISTS, *fields)]
    return tuple(_tally(kind, field, right[kind, field]) for kind, field in order if right[kind, field])


def _asked(one: Judged) -> Iterator[str]:
    if one.truth is not None:
        yield FOUND
    if one.read is not None:
        yield EXISTS
    if one.read is not None and one.truth is not None:
        yield from _FIELDS[one.kind]


def _tally(kind: str, field: str, answers: Sequence[bool]) -> Tally:
    of, hits = len(answers), sum(answers)
    low, high = wilson(hits, of)
    return Tally(
        kind=kind,
        field=field,
        right=hits,
        of=of,
        low=round(low, 4),
        high=round(high, 4),
    )


def wilson(hits: int, of: int, z: float = _Z) -> tuple[float, float]:
    """The interval of a share that was seen `hits` times in `of`, one at least (Wilson 1927); `z` of 1.96 is 19 times in 20."""
    share, wide = hits / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / wide
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / wide
    return max(0.0, middle - half), min(1.0, middle + half)


def _spans(item: Statement | Mention) -> tuple[Span, ...]:
    return item.content if isinstance(item, Statement) else (item.trigger,)


def _alike(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Characters that both have, of those that either has."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    either = sum(s.end - s.start for s in (*one, *other)) - both
    return both / either if either else 0.0

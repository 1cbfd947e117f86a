"""The names of a case asked of every list: as of each event they are told of with, and as of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Claim, PartialDate, Reading, Ref, Span
from .alike import THRESHOLD, Kind
from .decided import Decided
from .named import Named
from .spots import sentence
from .standing import Standing
from .suggest import Register, Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A claim that a name is told of with: `told` is `sentence`, or `paragraph` where no sentence holds both."""

    claim: str
    title: str
    when: PartialDate | None
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where an entry stood on a list as of an event, or as of today (`event` is None then)."""

    event: Event | None
    list: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A suggestion for a name, where its entry stood, and what a person decided, if anybody did."""

    suggestion: Suggestion
    at: tuple[At, ...]
    decided: Decided | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A name of the case with what it may mean on the lists. No match is no proof of anything."""

    named: Named
    events: tuple[Event, ...]
    matches: tuple[Match, ...]


def events_of(
    named: Iterable[Named], readings: Iterable[Reading], claims: Iterable[Claim]
) -> dict[tuple[Kind, str], tuple[Event, ...]]:
    """The claims that each name is told of with, by kind and key, in the order of the claims."""
    by_mention = {mention: claim for claim in claims for mention in claim.mentions}
    order = {claim.id: at for at, claim in enumerate(claims)}
    told: dict[str, list[tuple[Span, Span, Claim]]] = {}
    for reading in readings:
        rows = told.setdefault(reading.report.id, [])
        for mention in reading.mentions:
            if (claim := by_mention.get(mention.id)) is not None:
                near = sentence(reading.report.text, mention.trigger)
                rows.append((near, _paragraph(reading.report.text, near), claim))
    out: dict[tuple[Kind, str], tuple[Event, ...]] = {}
    for name in named:
        found: dict[str, Event] = {}
        for ref in name.refs:
            for claim, how in _with(ref, told.get(ref.report, ())):
                if how == "sentence" or claim.id not in found:
                    found[claim.id] = Event(claim=claim.id, title=claim.title, when=claim.when, told=how)
        out[name.kind, name.key] = tuple(sorted(found.values(), key=lambda e: order[e.claim]))
    return out


def _with(ref: Ref, rows: Sequence[tuple[Span, Span, Claim]]) -> list[tuple[Claim, str]]:
    near = [(claim, "sentence") for close, _, claim in rows if close.overlaps(ref.span)]
    return near or [(claim, "paragraph") for _, wide, claim in rows if wide.overlaps(ref.span)]


def _paragraph(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", max(span.end - 1, span.start))
    return Span(start, max(end if end != -1 else len(text), span.end))


def screened(
    named: Iterable[Named],
    events: Mapping[tuple[Kind, str], tuple[Event, ...]],
    register: Register,
    today: date,
    decisions: Mapping[tuple[Kind, str, str], Decided],
    threshold: float = THRESHOLD,
) -> tuple[Screened, ...]:
    """Every name with its suggestions, in the order given.

    Args:
        named: what the case names.
        events: see `events_of`.
        register: the lists and the pack.
        today: the day that is asked beside those of the events.
        decisions: what people decided, see `decided`; an entry that a person said it is stands there whatever the likeness.
        threshold: likeness from which an entry is suggested.
    """
    now = PartialDate.on(today)
    out = []
    for name in named:
        told = events.get((name.kind, name.key), ())
        suggestions = list(register.suggest(name.name, name.kind, threshold))
        suggestions += _said(name, register, decisions, {s.ref for s in suggestions})
        matches = []
        for suggestion in suggestions:
            at = [
                At(event=event, list=which, standing=found)
                for event in told
                for which, found in register.standing(suggestion, event.when)
            ]
            at += [At(event=None, list=which, standing=found) for which, found in register.standing(suggestion, now)]
            matches.append(
                Match(suggestion=suggestion, at=tuple(at), decided=decisions.get((name.kind, name.key, suggestion.ref)))
            )
        out.append(Screened(named=name, events=told, matches=tuple(matches)))
    return tuple(out)


def _said(
    name: Named, register: Register, decisions: Mapping[tuple[Kind, str, str], Decided], there: set[str]
) -> list[Suggestion]:
    """Entries that a person said the name means, though the names are not alike."""
    out = []
    for (kind, key, ref), found in sorted(decisions.items()):
        which, _, identifier = ref.rpartition(":")
        if (
            (kind, key) == (name.kind, name.key)
            and found.same
            and ref not in there
            and (entry := register.entry(which, identifier))
        ):
            out.append(
                Suggestion(
                    list=which,
                    id=identifier,
                    name=entry.name,
                    by=entry.name,
                    score=0.0,
                    why=("a person decided it",),
                    about=entry.about,
                )
            )
    return out

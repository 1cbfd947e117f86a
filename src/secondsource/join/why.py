"""Why mentions stand in one claim, and why the claims nearest to it are other ones: the reasons of the comparison, pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim, Decision, DecisionKind, Reading
from ..subjects import Subject
from .compare import JOIN_FROM, NEVER, reasons
from .facts import Facts, facts
from .rules import Rules, rules

_MOST = 200
"""Mentions of one claim that are looked at; those of a larger one repeat each other."""
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Bond:
    """What speaks for and against two mentions being of one event.

    Args:
        mention: id of the one.
        other: id of the other.
        claim: id of the claim of the other.
        points: the sum of what speaks for and against; far below zero where they contradict each other.
        because: the reasons, those that weigh most first.
    """

    mention: str
    other: str
    claim: str
    points: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a claim is what it is.

    Args:
        joined: for each mention but one, what binds it most to the others.
        apart: for the nearest other claims, what keeps the two mentions that come closest from being one event.
    """

    joined: tuple[Bond, ...]
    apart: tuple[Bond, ...]


def why(
    claim: Claim,
    claims: Sequence[Claim],
    readings: Sequence[Reading],
    pack: Subject,
    decisions: Sequence[Decision] = (),
) -> Why:
    """The reasons of the join for one claim.

    Args:
        claim: which.
        claims: all claims of the case.
        readings: what was read in each report.
        pack: the subject pack.
        decisions: those in force: who merged or split has a reason of his own.
    """
    known = rules(pack)
    by_id = {f.id: f for f in facts(readings, pack)}
    mine = [by_id[m] for m in claim.mentions if m in by_id][:_MOST]
    told = sorted((d for d in decisions if d.kind in (DecisionKind.MERGE, DecisionKind.SPLIT)), key=lambda d: d.at)
    return Why(
        joined=tuple(_bound(sorted(mine, key=lambda f: (*f.order, f.id)), claim, known, told)),
        apart=tuple(_kept_apart(mine, claim, claims, by_id, known, told)),
    )


def _bound(mine: Sequence[Facts], claim: Claim, known: Rules, decisions: Sequence[Decision]) -> Iterable[Bond]:
    """The strongest way to reach every mention from the first (a maximum spanning tree, Prim 1957)."""
    best: dict[str, tuple[float, Facts]] = {}
    waiting = list(mine[1:])
    newest = mine[0] if mine else None
    while waiting and newest is not None:
        for f in waiting:
            points = _points(newest, f, known)
            if f.id not in best or points > best[f.id][0]:
                best[f.id] = (points, newest)
        nearest = max(waiting, key=lambda f: best[f.id][0])
        waiting.remove(nearest)
        points, other = best[nearest.id]
        yield Bond(nearest.id, other.id, claim.id, points, _why_joined(nearest, other, points, known, decisions))
        newest = nearest


def _why_joined(a: Facts, b: Facts, points: float, known: Rules, decisions: Sequence[Decision]) -> tuple[str, ...]:
    for remark in (a, b):
        if remark.type in known.remarks:
            return (f"a {remark.type.lower()} belongs to the event told nearest to it in the same report",)
    if points <= NEVER / 2:
        merged = next((d for d in reversed(decisions) if d.kind is DecisionKind.MERGE), None)
        if merged is not None:
            return (f"{merged.who} merged them on {merged.at[:10]}: {merged.why}",)
        return ("one report relays the other and errs", *_ranked(a, b, known))
    return _ranked(a, b, known)


def _kept_apart(
    mine: Sequence[Facts],
    claim: Claim,
    claims: Sequence[Claim],
    by_id: Mapping[str, Facts],
    known: Rules,
    decisions: Sequence[Decision],
) -> list[Bond]:
    kinds = frozenset().union(*(f.families for f in mine)) if mine else frozenset()
    found: list[tuple[tuple[bool, float, str], Bond]] = []
    for other in claims:
        theirs = [by_id[m] for m in other.mentions if m in by_id and by_id[m].families & kinds][:_MOST]
        if other.id == claim.id or not theirs:
            continue
        points, near, a, b = max(
            ((_points(a, b, known), _near(a, b), a, b) for a in mine for b in theirs), key=lambda p: p[:2]
        )
        because = _why_apart(a, b, points, known, decisions)
        found.append(
            (
                (points <= NEVER / 2, -points if points > NEVER / 2 else -near, other.id),
                Bond(a.id, b.id, other.id, points, because),
            )
        )
    return [bond for _, bond in sorted(found, key=lambda item: item[0])[:_NEAREST]]


def _near(a: Facts, b: Facts) -> float:
    """How near two mentions stand that contradict each other: in the same country first, then in time."""
    days = abs((a.low or 0) - (b.low or 0))
    return (1.0 if a.country and a.country == b.country else 0.0) - min(days, 10**6) / 10**6


def _why_apart(a: Facts, b: Facts, points: float, known: Rules, decisions: Sequence[Decision]) -> tuple[str, ...]:
    against = [text for value, text in sorted(reasons(a, b, known)) if value < 0]
    if points <= NEVER / 2:
        return tuple(against)
    if points >= JOIN_FROM:
        split = next((d for d in reversed(decisions) if d.kind is DecisionKind.SPLIT), None)
        if split is not None:
            return (f"{split.who} split them on {split.at[:10]}: {split.why}",)
        return (*against, "these two are alike, but over all of their mentions the two claims are not")
    return (*against, "too little speaks for one event") if against else ("too little speaks for one event",)


def _points(a: Facts, b: Facts, known: Rules) -> float:
    return sum(points for points, _ in reasons(a, b, known))


def _ranked(a: Facts, b: Facts, known: Rules) -> tuple[str, ...]:
    ranked = sorted(reasons(a, b, known), key=lambda r: -abs(r[0]))
    return tuple(text if value > 0 else f"against it: {text}" for value, text in ranked if value)

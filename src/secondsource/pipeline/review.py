"""What waits for a person's eye, ordered by what would change: support first, then outcomes of law, then what was read with little confidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from secondsource.model import DecisionKind, Finding, Outcome, Statement
from secondsource.store import CaseView

_DONE = frozenset({DecisionKind.ACCEPT, DecisionKind.CORRECT, DecisionKind.REJECT})
_GRAVE = frozenset({Outcome.BREACH, Outcome.BREACH_IF_CONFIRMED, Outcome.CONDITIONAL, Outcome.PRESUMPTION})
_SURE = 0.7
"""Confidence from which an attribution is not listed for its confidence alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A statement that waits for review.

    Args:
        statement: its id.
        claims: ids of the claims that it tells of.
        weight: what depends on it; the greatest comes first.
        because: why it waits, in plain words.
    """

    statement: str
    claims: tuple[str, ...]
    weight: float
    because: tuple[str, ...]


def queue(view: CaseView) -> tuple[Waiting, ...]:
    """The statements of claims that nobody has decided on yet, the most important first; a fixed order for equal weight.

    Args:
        view: the case.
    """
    claims_of = _claims_of(view)
    only, grave = _only_ways(view), _resting(view)
    out = []
    for statement in view.statements:
        claims = claims_of.get(statement.id)
        if not claims or any(d.kind in _DONE for d in view.decided(statement.id)):
            continue
        reasons = list(_reasons(statement, claims, only, grave))
        if reasons:
            out.append(
                Waiting(
                    statement=statement.id,
                    claims=claims,
                    weight=round(sum(weight for weight, _ in reasons), 4),
                    because=tuple(dict.fromkeys(said for _, said in reasons)),
                )
            )
    return tuple(sorted(out, key=lambda w: (-w.weight, w.statement)))


def _claims_of(view: CaseView) -> dict[str, tuple[str, ...]]:
    out: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for mention in view.mentions:
        claim = view.claim_of(mention.id)
        if mention.statement and claim:
            out[mention.statement][claim] = None
    return {statement: tuple(claims) for statement, claims in out.items()}


def _only_ways(view: CaseView) -> dict[tuple[str, str], list[str]]:
    """By claim and report: the origins to which only that report leads."""
    out: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for support in view.supports:
        for origin in support.origins:
            first = {path[0] for path in origin.paths if path}
            if len(first) == 1:
                out[support.claim, first.pop()].append(origin.name)
    return out


def _resting(view: CaseView) -> dict[str, list[tuple[Finding, int, int]]]:
    """By report: the findings that say something against somebody, with the places of the words they rest on."""
    out: defaultdict[str, list[tuple[Finding, int, int]]] = defaultdict(list)
    for finding in view.findings:
        if finding.outcome in _GRAVE:
            for element in finding.elements:
                for ref in element.refs if element.fact in finding.deciding else ():
                    out[ref.report].append((finding, ref.span.start, ref.span.end))
    return out


def _reasons(
    statement: Statement,
    claims: tuple[str, ...],
    only: dict[tuple[str, str], list[str]],
    grave: dict[str, list[tuple[Finding, int, int]]],
) -> Iterator[tuple[float, str]]:
    for claim in claims:
        for origin in only.get((claim, statement.report), ()):
            yield 3.0, f"the only way to an origin of its claim ({origin}): without it support would change"
    hull = statement.hull
    for finding, start, end in grave.get(statement.report, ()):
        if finding.claim in claims and hull.start <= start and end <= hull.end:
            yield 2.0, f"{finding.provision} turns on its words"
    if statement.confidence < _SURE:
        yield 1.0 - statement.confidence, f"read with little confidence ({statement.confidence:.2f})"

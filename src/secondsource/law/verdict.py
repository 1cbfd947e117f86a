"""One provision on one day: the ten steps of the law vocabulary's precedence, in their order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Outcome, Truth
from .conditions import Condition
from .given import DayFacts
from .rule import ExceptionRule, Rule, Version

START = "provision.in_force_from"
SETTLED_MET = "if what is still open is settled so that the elements are met"
SETTLED_FAILED = "if it is settled so that they are not met"
"""How the usual two readings of an open outcome are told."""
_LOWERED = {Outcome.BREACH: Outcome.BREACH_IF_CONFIRMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a provision says of an event on one day.

    Args:
        doubts: unknown facts on which it turns (for `conditional`).
        deciding: facts on which it turned.
        version: the wording that was looked at; None where no wording was in force.
        if_settled: the outcome when every open point is met, and the other ways it could come out with their condition.
        open_exceptions: exceptions that must be invoked and of which nothing is known.
    """

    outcome: Outcome
    deciding: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    version: Version | None = None
    if_settled: tuple[tuple[Outcome, str], ...] = ()
    exception: ExceptionRule | None = None
    open_exceptions: tuple[str, ...] = ()


def verdict(rule: Rule, facts: DayFacts, effect: str, event_type: str) -> Verdict:
    """The outcome of a provision that names the event's type (step 1 is the caller's).

    Args:
        rule: the provision.
        facts: the facts on the day on which it is asked.
        effect: of the event's factuality: `none`, `lower`, `deny` or `no_event`.
        event_type: the event's type.
    """
    scope = rule.scope.truth(facts)
    if scope is Truth.FAILED:
        return Verdict(outcome=Outcome.NOT_APPLICABLE, deciding=failing(rule.scope, facts))
    force, version = in_force(rule, facts)
    if version is None:
        return Verdict(outcome=Outcome.NOT_IN_FORCE, deciding=(START,))
    inner = _in_force(rule, version, scope, facts, effect, event_type)
    if force is Truth.MET or not inner.outcome.adverse:
        return inner
    readings = inner.if_settled or ((inner.outcome, "if the rule had begun by then"),)
    return Verdict(
        outcome=Outcome.CONDITIONAL,
        deciding=_once((*inner.doubts, START)),
        doubts=_once((*inner.doubts, START)),
        version=version,
        if_settled=(*readings, (Outcome.NOT_IN_FORCE, "if the rule had not begun by then")),
        open_exceptions=inner.open_exceptions,
    )


def in_force(rule: Rule, facts: DayFacts) -> tuple[Truth, Version | None]:
    """Whether it was in force on the day, and in which wording; (FAILED, None) if it was not."""
    window = rule.window.holds(facts.day)
    best: tuple[Truth, Version | None] = (Truth.FAILED, None)
    if window is Truth.FAILED:
        return best
    for version in rule.versions:
        truth = window & version.window.holds(facts.day)
        if truth > best[0]:
            best = (truth, version)
    return best


def _in_force(rule: Rule, version: Version, scope: Truth, facts: DayFacts, effect: str, event_type: str) -> Verdict:
    if effect == "deny":
        return Verdict(outcome=Outcome.NOT_APPLICABLE, deciding=("event.factuality",), version=version)
    elements = version.elements.truth(facts)
    if elements is Truth.FAILED:
        return Verdict(outcome=Outcome.NOT_APPLICABLE, deciding=failing(version.elements, facts), version=version)
    deciding_open: list[ExceptionRule] = []
    ignored: list[ExceptionRule] = []
    for exception in version.exceptions:
        truth = exception.test.truth(facts) & exception.window.holds(facts.day)
        if truth is Truth.MET:
            names = _once(leaf.fact.name for leaf in exception.test.leaves() if leaf.truth(facts) is Truth.MET)
            return Verdict(outcome=Outcome.EXCEPTION, deciding=names, version=version, exception=exception)
        if truth is Truth.UNKNOWN:
            (deciding_open if exception.decides else ignored).append(exception)
    not_excluded = tuple(exception.id for exception in ignored)
    preparatory = event_type in rule.preparatory
    if preparatory or effect == "no_event":
        turned = ("event.type",) if preparatory else ("event.factuality",)
        return Verdict(outcome=Outcome.NO_EVENT_YET, deciding=turned, version=version, open_exceptions=not_excluded)
    base = _LOWERED.get(rule.base, rule.base) if effect == "lower" else rule.base
    running = bool(rule.deadline and facts.day <= rule.deadline.day)
    grace = rule.deadline.applies_if.truth(facts) if rule.deadline and running else Truth.FAILED
    settled = Outcome.DUTY_RUNNING if grace is Truth.MET else base
    doubts = [*rule.scope.doubts(facts), *version.elements.doubts(facts)]
    readings: list[tuple[Outcome, str]] = []
    if doubts:
        readings += [
            (settled, SETTLED_MET),
            (Outcome.NOT_APPLICABLE, SETTLED_FAILED),
        ]
    for exception in deciding_open:
        doubts += exception.test.doubts(facts)
        readings += [(settled, "if no exception applies")] if not readings else []
        readings.append((Outcome.EXCEPTION, f"if this applies: {exception.text}"))
    if grace is Truth.UNKNOWN and rule.deadline:
        doubts += rule.deadline.applies_if.doubts(facts)
        readings += [(Outcome.DUTY_RUNNING, f"if the time allowed until {rule.deadline.day} applies")]
        readings += [(base, "if that time does not apply")]
    if doubts or scope is Truth.UNKNOWN or elements is Truth.UNKNOWN or deciding_open:
        names = _once(doubts)
        return Verdict(
            outcome=Outcome.CONDITIONAL, deciding=names, doubts=names, version=version, if_settled=tuple(readings),
            open_exceptions=not_excluded,
        )  # fmt: skip
    turned = (*meeting(version.elements, facts), *(("event.date",) if rule.deadline else ()))
    return Verdict(outcome=settled, deciding=turned, version=version, open_exceptions=not_excluded)


def failing(condition: Condition, facts: DayFacts) -> tuple[str, ...]:
    """The facts whose tests fail, in order."""
    return _once(leaf.fact.name for leaf in condition.leaves() if leaf.truth(facts) is Truth.FAILED)


def meeting(condition: Condition, facts: DayFacts) -> tuple[str, ...]:
    """The facts whose tests are met, in order."""
    return _once(leaf.fact.name for leaf in condition.leaves() if leaf.truth(facts) is Truth.MET)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

"""Provisions made ready for checking: their conditions read, their dates as days, by the event types they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ..model import BadDate, BadPack, Outcome, PartialDate, Truth
from ..subjects import Subject
from ..subjects.files import alike
from ..subjects.placed import placed
from ..subjects.schema import Provision
from .conditions import Condition, Leaf, turning_days
from .vocabulary import Vocabulary, vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From when to when something holds, both inclusive; the start may be known only to lie between two days."""

    first: date | None
    sure: date
    last: date

    def holds(self, day: date) -> Truth:
        """Whether it holds on the day; unknown where the start may, but need not, have come."""
        if day > self.last:
            return Truth.FAILED
        if day >= self.sure:
            return Truth.MET
        return Truth.FAILED if self.first is not None and day < self.first else Truth.UNKNOWN

    def turning_days(self) -> Iterable[date]:
        """The days at which it opens and closes."""
        return [day for day in (self.first, self.sure, self.last) if day is not None and date.min < day < date.max]


@dataclass(frozen=True, eq=False)
class ExceptionRule:
    """An exception of a provision; `decides` if, unknown, it leaves the outcome open (when_unknown: conditional)."""

    id: str
    text: str
    test: Condition
    decides: bool
    window: Window


@dataclass(frozen=True, eq=False)
class Version:
    """The wording of a provision between dates."""

    window: Window
    elements: Condition
    exceptions: tuple[ExceptionRule, ...]
    note: str = ""


@dataclass(frozen=True, eq=False)
class Deadline:
    """The last day on which a duty is still in time, and the cases to which the grace extends."""

    day: date
    what: str
    applies_if: Condition


@dataclass(frozen=True, eq=False)
class Rule:
    """A provision ready for checking."""

    provision: Provision
    base: Outcome
    out_of_play: bool
    types: frozenset[str]
    preparatory: frozenset[str]
    scope: Condition
    window: Window
    versions: tuple[Version, ...]
    deadline: Deadline | None
    days: tuple[date, ...]
    daily_facts: frozenset[str]
    depends_on_day: bool

    @property
    def id(self) -> str:
        """The provision's id."""
        return self.provision.id

    def names(self, event_type: str) -> bool:
        """Whether it regulates such events, or those that prepare them."""
        return event_type in self.types or event_type in self.preparatory

    def speaks_of(self, event_type: str) -> bool:
        """Whether such events regulate, prepare or fulfil what it asks."""
        return self.names(event_type) or event_type in self.provision.discharging_event_types

    def leaves(self) -> Iterable[Leaf]:
        """All single tests, also those of exceptions and of the deadline."""
        yield from self.scope.leaves()
        for version in self.versions:
            yield from version.elements.leaves()
            for exception in version.exceptions:
                yield from exception.test.leaves()
        if self.deadline:
            yield from self.deadline.applies_if.leaves()


@lru_cache(maxsize=8)
def rules(pack: Subject) -> Mapping[str, Rule]:
    """All provisions of the pack, checked and ready, by id. Raises BadPack naming file, line and field."""
    words = vocabulary(pack)
    out = {}
    for item in pack.provisions.values():
        try:
            out[item.id] = rule_of(item, words)
        except BadPack as error:
            raise placed(pack.folder, "provisions", item.id, error) from error
    return MappingProxyType(out)


@lru_cache(maxsize=8)
def rules_by_type(pack: Subject) -> Mapping[str, tuple[Rule, ...]]:
    """The provisions that can say something of an event type."""
    ready = rules(pack).values()
    return MappingProxyType(
        {kind: tuple(r for r in ready if not r.out_of_play and r.names(kind)) for kind in pack.event_types}
    )


def rule_of(item: Provision, words: Vocabulary) -> Rule:
    """One provision made ready. Raises BadPack naming the provision and the field."""
    at = f"provisions: {item.id}"
    terms = words.terms
    base = words.base_outcome(item.kind, item.legal_force, at)
    if item.outcome_if_met is not None and item.outcome_if_met != base:
        raise BadPack(f"{at}: outcome_if_met is {item.outcome_if_met}, but kind and legal_force give {base}.")
    for name in ("event_types", "preparatory_event_types", "discharging_event_types"):
        for kind in getattr(item, name):
            if kind not in terms.known["event_type"]:
                raise BadPack(
                    f"{at}.{name}: there is no event type {kind!r} in event_types/.{alike(kind, terms.known['event_type'])}"
                )
    window = _window(item.in_force_from, item.in_force_to, f"{at}.in_force_from")
    if window.first is not None and window.last < window.first:
        raise BadPack(f"{at}.in_force_to: “{item.in_force_to}” lies before in_force_from. Correct one of the two.")
    elements = terms.condition(item.elements, f"{at}.elements")
    exceptions = _exceptions(item.exceptions, words, f"{at}.exceptions")
    versions = tuple(
        Version(
            _window(raw.get("from"), raw.get("to"), f"{at}.versions[{n}]"),
            terms.condition(raw["elements"], f"{at}.versions[{n}].elements") if "elements" in raw else elements,
            _exceptions(raw["exceptions"], words, f"{at}.versions[{n}].exceptions")
            if "exceptions" in raw
            else exceptions,
            raw.get("note", ""),
        )
        for n, raw in enumerate(item.versions)
    ) or (Version(_window(None, None, at), elements, exceptions),)
    deadline = None
    if item.duty_deadline:
        raw = item.duty_deadline
        deadline = Deadline(
            _day(raw.get("date"), f"{at}.duty_deadline.date"),
            raw.get("what", ""),
            terms.condition(raw.get("applies_if"), f"{at}.duty_deadline.applies_if"),
        )
    scope = terms.condition(item.scope, f"{at}.scope")
    rule = Rule(
        item, base, base is Outcome.NOT_APPLICABLE, frozenset(item.event_types), frozenset(item.preparatory_event_types), scope,
        window, versions, deadline, (), frozenset(), False,
    )  # fmt: skip
    daily = frozenset(r.fact for r in words.rules if r.daily) & {leaf.fact.name for leaf in rule.leaves()}
    days = tuple(sorted(set(_days(rule))))
    return Rule(
        item, base, rule.out_of_play, rule.types, rule.preparatory, scope, window, versions, deadline, days, daily, bool(days or daily),
    )  # fmt: skip


def _days(rule: Rule) -> Iterable[date]:
    yield from rule.window.turning_days()
    yield from turning_days(rule.scope)
    for version in rule.versions:
        yield from version.window.turning_days()
        yield from turning_days(version.elements)
        for exception in version.exceptions:
            yield from exception.window.turning_days()
            yield from turning_days(exception.test)
    if rule.deadline:
        yield rule.deadline.day
        yield from turning_days(rule.deadline.applies_if)


def _exceptions(items: Iterable[Mapping[str, Any]], words: Vocabulary, where: str) -> tuple[ExceptionRule, ...]:
    out = []
    for item in items:
        at = f"{where}.{item.get('id')}"
        if not item.get("id"):
            raise BadPack(f"{where}: an exception needs an id, a text, a test and when_unknown.")
        if item.get("when_unknown") not in ("ignore", "conditional"):
            raise BadPack(f"{at}: when_unknown is ignore or conditional, not {item.get('when_unknown')!r}.")
        if not item.get("test") or not item.get("text"):
            raise BadPack(f"{at}: an exception needs a text and a test.")
        test = words.terms.condition(item["test"], at)
        window = _window(item.get("from"), item.get("to"), at)
        out.append(ExceptionRule(item["id"], item["text"], test, item["when_unknown"] == "conditional", window))
    return tuple(out)


def _window(start: Any, end: Any, where: str) -> Window:
    last = date.max if end is None else _day(end, where)
    if start is None:
        return Window(first=date.min, sure=date.min, last=last)
    try:
        when = PartialDate(str(start))
    except BadDate as error:
        raise BadPack(f"{where}: {error}") from error
    if when.latest is None:
        raise BadPack(
            f"{where}: the start {start!r} has no last day on which it is sure. Write a day or an interval with an end."
        )
    return Window(first=when.earliest, sure=when.latest, last=last)


def _day(text: Any, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise BadPack(f"{where}: {text!r} is not a day (YYYY-MM-DD).") from error

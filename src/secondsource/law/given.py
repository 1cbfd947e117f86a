"""The facts of one event as conditions see them: what is stated, what follows from it, and what follows on a given day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..model import LegalFact, PartialDate, Ref
from ..subjects import Subject
from .event import BadEvent, Event
from .values import Given, Unfit
from .vocabulary import Derivation, ListingRule, vocabulary


@dataclass(frozen=True, eq=False)
class Grounds:
    """Why a fact has its value: the words that give it, and the rule if it follows from other facts."""

    value: str
    refs: tuple[Ref, ...]
    why: str


class EventFacts:
    """The facts of an event, apart from the day on which the law is asked.

    Stated facts win over what would follow from others, also where they are stated to be unknown (law vocabulary:
    derivation_order).

    Raises:
        BadEvent: if a fact is not in the vocabulary, or its value does not fit.
    """

    def __init__(self, event: Event, pack: Subject) -> None:
        words = vocabulary(pack)
        self.event = event
        self.listings: dict[str, ListingRule] = {}
        self.rules: dict[str, Derivation | ListingRule] = {}
        base: dict[str, Given | None] = {"event.type": (event.type,)}
        if event.country is not None:
            base["event.country"] = (event.country,)
        for name, fact in event.facts.items():
            if name not in words.terms.facts:
                raise BadEvent(
                    f"{event.id}: {name} is no fact of the vocabulary. `secondsource law facts` lists the names."
                )
            try:
                base[name] = words.terms.facts[name].given(fact.value, words.terms.known)
            except Unfit as error:
                raise BadEvent(f"{event.id}: {error}") from error
        self.base = base
        for rule in words.rules:
            if rule.fact in base:
                continue
            if isinstance(rule, ListingRule):
                self.listings[rule.fact] = rule
                self.rules[rule.fact] = rule
                continue
            value = rule.value(DayFacts(self, date.min))
            if value is not None:
                base[rule.fact] = value
                self.rules[rule.fact] = rule

    def on(self, day: date) -> DayFacts:
        """The facts with the event taken to happen on that day."""
        return DayFacts(self, day)

    def grounds(self, name: str, day: date) -> Grounds:
        """Why the fact has the value it has on the day."""
        event = self.event
        fact = event.facts.get(name) or event.grounds.get(name)
        if fact is not None:
            prefix = "assumed: " if fact.assumed else ""
            return Grounds(shown(fact), fact.refs, f"{prefix}{fact.why}")
        rule = self.rules.get(name)
        if rule is not None:
            value = DayFacts(self, day).get(name)
            refs = tuple(ref for source in _sources(rule) for ref in self._refs(source))
            if value is None:
                return Grounds("unknown", (), "")
            return Grounds(_shown(value[0]), refs, f"follows: {rule.why}")
        plain = {"event.type": event.type, "event.country": event.country, "event.date": event.date}.get(name)
        return Grounds("unknown", (), "") if plain is None else Grounds(str(plain), (), "given with the event")

    def _refs(self, name: str) -> tuple[Ref, ...]:
        fact = self.event.facts.get(name) or self.event.grounds.get(name)
        return fact.refs if fact else ()


class DayFacts:
    """The facts of an event on one day: what `conditions` are evaluated against."""

    __slots__ = ("_facts", "day")

    def __init__(self, facts: EventFacts, day: date) -> None:
        self._facts = facts
        self.day = day

    def get(self, name: str) -> Given | None:
        """The alternatives for a fact, or None if it is unknown."""
        base = self._facts.base
        if name in base:
            return base[name]
        if name == "event.date":
            return ((self.day, self.day),)
        rule = self._facts.listings.get(name)
        return None if rule is None else rule.value(self)


def _sources(rule: Derivation | ListingRule) -> list[str]:
    if isinstance(rule, ListingRule):
        return [rule.entity]
    return list(dict.fromkeys(leaf.fact.name for condition, _ in rule.cases for leaf in condition.leaves()))


def shown(fact: LegalFact) -> str:
    """The value of a fact as a reader sees it.

    >>> shown(LegalFact(name="cash.amount_usd", value={"min": 135000, "max": 165000}))
    '135,000 to 165,000'
    """
    return _shown(fact.value)


def _shown(value: object) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) and "one_of" in value:
        return " or ".join(_shown(item) for item in value["one_of"])
    if isinstance(value, Mapping):
        low, high = (None if end is None else _shown(end) for end in (value.get("min"), value.get("max")))
        if low is None:
            return f"at most {high}"
        return f"at least {low}" if high is None else f"{low} to {high}"
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, (int, float)):
        return f"{value:,.0f}" if value == int(value) else f"{value:,}"
    return str(value)

"""Condition trees of provisions: read once, checked against the closed vocabulary, evaluated in Kleene's logic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

from ..model import BadPack, PartialDate, Truth, all_of, any_of
from ..subjects.files import alike
from .values import DATE, OPERATORS, Compare, FactType, Given, Unfit, comparison, days_of, greater, over, unanimous


class Facts(Protocol):
    """What conditions are evaluated against: facts on one day."""

    day: date

    def get(self, name: str) -> Given | None:
        """The alternatives for a fact, or None if it is unknown."""


class Condition(Protocol):
    """A condition; `doubts` names the unknown facts that leave it undecided (law vocabulary: turns_on)."""

    def truth(self, facts: Facts) -> Truth:
        """Whether it holds."""

    def doubts(self, facts: Facts) -> Iterator[str]:
        """The facts on which an undecided condition turns; nothing if it is decided."""

    def leaves(self) -> Iterator[Leaf]:
        """Its single tests, in order."""


@dataclass(frozen=True, eq=False)
class Leaf:
    """One test of one fact."""

    fact: FactType
    op: str
    value: Any
    compare: Compare | None
    assumed: Truth | None = None
    assume: Any = None
    reason: str = ""
    other: FactType | None = None
    group: Group | None = None

    def truth(self, facts: Facts) -> Truth:
        """Whether it holds; an unknown fact is unknown unless the condition says what to assume."""
        given = facts.get(self.fact.name)
        if self.other is not None:
            second = facts.get(self.other.name)
            return Truth.UNKNOWN if given is None or second is None else greater(given, second)
        if given is None:
            return Truth.UNKNOWN if self.assumed is None else self.assumed
        if self.group is not None:
            day, group = facts.day, self.group
            return unanimous(Truth.of(group.holds(str(country), day)) for country in given)
        assert self.compare is not None
        return over(given, self.compare)

    def doubts(self, facts: Facts) -> Iterator[str]:
        """Its fact; of a comparison of two facts those missing, or both if neither is."""
        if self.truth(facts) is not Truth.UNKNOWN:
            return
        if self.other is None:
            yield self.fact.name
            return
        names = (self.fact.name, self.other.name)
        missing = [name for name in names if facts.get(name) is None]
        yield from missing or names

    def leaves(self) -> Iterator[Leaf]:
        """Itself."""
        yield self

    def takes_assumption(self, facts: Facts) -> bool:
        """Whether its truth rests on an assumption, not on a fact."""
        return self.assumed is not None and facts.get(self.fact.name) is None


@dataclass(frozen=True, eq=False)
class Several:
    """Conditions of which the first with the truth `settled_by` decides; `otherwise` is what they come to if all have the other one."""

    settled_by: ClassVar[Truth]
    otherwise: ClassVar[Truth]
    parts: tuple[Condition, ...]

    def truth(self, facts: Facts) -> Truth:
        """Unknown where no part settles it and one is unknown (Kleene); the parts after the one that settles it are not asked."""
        found = self.otherwise
        for part in self.parts:
            truth = part.truth(facts)
            if truth is self.settled_by:
                return truth
            if truth is Truth.UNKNOWN:
                found = truth
        return found

    def doubts(self, facts: Facts) -> Iterator[str]:
        """The doubts of its undecided parts, if no part settles it."""
        if self.truth(facts) is Truth.UNKNOWN:
            for part in self.parts:
                yield from part.doubts(facts)

    def leaves(self) -> Iterator[Leaf]:
        """The tests of its parts."""
        for part in self.parts:
            yield from part.leaves()


class AllOf(Several):
    """A conjunction: the least of its parts."""

    settled_by, otherwise = Truth.FAILED, Truth.MET


class AnyOf(Several):
    """A disjunction: the greatest of its parts."""

    settled_by, otherwise = Truth.MET, Truth.FAILED


@dataclass(frozen=True, eq=False)
class Not:
    """A negation."""

    part: Condition

    def truth(self, facts: Facts) -> Truth:
        """The other way round."""
        return ~self.part.truth(facts)

    def doubts(self, facts: Facts) -> Iterator[str]:
        """The doubts of what it negates."""
        return self.part.doubts(facts)

    def leaves(self) -> Iterator[Leaf]:
        """The tests of what it negates."""
        return self.part.leaves()


ALWAYS = AllOf(())
_TREE, _TEST = ("all_of", "any_of", "not"), ("fact", "op", "value", "assume", "assume_reason")


def truth_taking(condition: Condition, facts: Facts, unknown: Truth) -> Truth:
    """The condition's truth where every test of a fact that is not given has the truth `unknown`, whatever it would assume."""
    if isinstance(condition, Leaf):
        return unknown if facts.get(condition.fact.name) is None else condition.truth(facts)
    if isinstance(condition, Not):
        return ~truth_taking(condition.part, facts, unknown)
    assert isinstance(condition, Several)
    parts = (truth_taking(part, facts, unknown) for part in condition.parts)
    return any_of(parts) if isinstance(condition, AnyOf) else all_of(parts)


@dataclass(frozen=True, slots=True)
class Group:
    """Countries that belong together between dates, both inclusive."""

    name: str
    members: frozenset[str]
    since: Mapping[str, date]
    until: Mapping[str, date]

    def holds(self, country: str, day: date) -> bool:
        """Whether the country belongs to it on the day."""
        if country not in self.members and country not in self.until and country not in self.since:
            return False
        return self.since.get(country, date.min) <= day <= self.until.get(country, date.max)


@dataclass(frozen=True, slots=True)
class Terms:
    """What conditions may speak of: the facts, the country groups, the ids of event types and entities."""

    facts: Mapping[str, FactType]
    groups: Mapping[str, Group]
    known: Mapping[str, frozenset[str]]

    def condition(self, raw: Any, where: str) -> Condition:
        """Reads a condition tree; null is a condition that always holds.

        Args:
            raw: `{all_of: [...]}`, `{any_of: [...]}`, `{not: ...}` or `{fact, op, value, assume?, assume_reason?}`.
            where: file, provision and field, for the error.

        Raises:
            BadPack: if it is not a condition of the closed vocabulary.
        """
        if raw is None:
            return ALWAYS
        if not isinstance(raw, Mapping):
            raise BadPack(
                f"{where}: a condition is a group of fields, as {{fact: ..., op: ..., value: ...}}, or null; not {raw!r}."
            )
        keys = set(raw)
        for name, kind in (("all_of", AllOf), ("any_of", AnyOf)):
            if keys == {name}:
                if not isinstance(raw[name], list) or not raw[name]:
                    raise BadPack(f"{where}: {name} needs a list with at least one condition.")
                return kind(tuple(self.condition(part, where) for part in raw[name]))
        if keys == {"not"}:
            return Not(self.condition(raw["not"], where))
        return self._leaf(raw, keys, where)

    def _leaf(self, raw: Mapping[str, Any], keys: set[str], where: str) -> Leaf:
        if not {"fact", "op", "value"} <= keys or keys - set(_TEST):
            near = next((hint for key in sorted(keys) if (hint := alike(key, {*_TREE, *_TEST} - keys))), "")
            raise BadPack(
                f"{where}: a condition is all_of, any_of, not, or a test with fact, op and value (and assume with assume_reason); "
                f"here stands {', '.join(sorted(map(str, keys)))}.{near}"
            )
        fact = self._fact(raw["fact"], where)
        op, value = raw["op"], raw["value"]
        if op not in OPERATORS[fact.kind]:
            raise BadPack(
                f"{where}: the operator {op!r} does not fit {fact.name} ({fact.kind}); one of {', '.join(sorted(OPERATORS[fact.kind]))}."
            )
        if op == "gt_fact":
            return Leaf(fact, op, value, None, other=self._fact(value, where))
        if op == "in_group":
            if value not in self.groups:
                raise BadPack(f"{where}: there is no country group {value!r}; one of {', '.join(sorted(self.groups))}.")
            return Leaf(fact, op, value, None, group=self.groups[value])
        compare = comparison(op, self._operand(fact, op, value, where))
        if "assume" not in raw:
            return Leaf(fact, op, value, compare)
        if not raw.get("assume_reason"):
            raise BadPack(f"{where}: {fact.name} is assumed without assume_reason. Say why.")
        assumed = self._operand(fact, "eq", raw["assume"], where)
        return Leaf(fact, op, value, compare, over(assumed, compare), raw["assume"], raw["assume_reason"])

    def _fact(self, name: Any, where: str) -> FactType:
        if name not in self.facts:
            raise BadPack(
                f"{where}: the vocabulary has no fact {name!r}.{alike(name, self.facts)} Correct it or add it to law_vocabulary.yaml."
            )
        return self.facts[name]

    def _operand(self, fact: FactType, op: str, value: Any, where: str) -> Given:
        if op in ("in", "not_in") and not isinstance(value, list):
            raise BadPack(f"{where}: {op} on {fact.name} needs a list.")
        try:
            given = [fact.given(item, self.known) for item in (value if op in ("in", "not_in") else [value])]
        except Unfit as error:
            raise BadPack(f"{where}: {error}.") from error
        if any(item is None or isinstance(value, Mapping) for item in given):
            raise BadPack(f"{where}: {fact.name} needs a plain value, not {value!r}.")
        return tuple(atom for item in given if item is not None for atom in item)


def turning_days(condition: Condition) -> Iterator[date]:
    """Days on which the truth can change with nothing but the day: dates in tests of the event's date, and of groups."""
    for leaf in condition.leaves():
        if leaf.group is not None:
            yield from leaf.group.since.values()
            yield from leaf.group.until.values()
        elif leaf.fact.kind == DATE and leaf.fact.name == "event.date":
            yield from days_of(PartialDate(str(leaf.value)))

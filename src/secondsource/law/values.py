"""Values of facts as claims give them, and the comparisons a provision may make (law vocabulary: fact_values, operators).

A claim may leave open which of several values is right: rival accounts, a range of sums, a date known only to the year. A
comparison is then true (false) only if it is true (false) for every value left open, else unknown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model import BadDate, PartialDate, Truth

Days = tuple[date, date]
Numbers = tuple[float, float]
Atom = str | bool | frozenset[str] | Days | Numbers
Given = tuple[Atom, ...]
"""The alternatives; one alone is a plain value. Dates and numbers are closed intervals."""

BOOLEAN, ENUM, COUNTRY, EVENT_TYPE, ENTITY, NUMBER, INTEGER, DATE = (
    "boolean",
    "enum",
    "country",
    "event_type",
    "entity",
    "number",
    "integer",
    "date",
)
_WORDS = frozenset({"eq", "ne", "in", "not_in"})
_NUMBERS = frozenset({"eq", "ne", "gt", "ge", "lt", "le", "gt_fact"})
OPERATORS: Mapping[str, frozenset[str]] = {
    BOOLEAN: frozenset({"is"}),
    ENUM: _WORDS,
    EVENT_TYPE: _WORDS,
    ENTITY: _WORDS,
    COUNTRY: _WORDS | {"in_group"},
    NUMBER: _NUMBERS,
    INTEGER: _NUMBERS,
    DATE: frozenset({"before", "after", "on_or_before", "on_or_after"}),
}
"""Which operators fit which type of fact."""


class Unfit(ValueError):
    """A value does not fit its fact; whoever reads the file adds where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactType:
    """A fact of the vocabulary: `kind` is one of the types above, `values` the closed list of an enum."""

    name: str
    kind: str
    meaning: str
    values: tuple[str, ...] = ()
    many: bool = False
    unit: str = ""
    from_event: bool = False

    def given(self, raw: Any, known: Mapping[str, frozenset[str]]) -> Given | None:
        """The alternatives that a raw value leaves open, or None for unknown.

        Args:
            raw: plain value, `{"one_of": [...]}`, `{"min":, "max":}`, a list for a many-valued fact, or None.
            known: ids of `event_type` and `entity`.

        Raises:
            Unfit: if the value is not of the fact's type.
        """
        if raw is None:
            return None
        if isinstance(raw, Mapping) and set(raw) == {"one_of"}:
            if not isinstance(raw["one_of"], (list, tuple)) or not raw["one_of"]:
                raise Unfit(f"{self.name}: one_of needs a list of values")
            return tuple(dict.fromkeys(self._atom(item, known) for item in raw["one_of"]))
        return (self._atom(raw, known),)

    def _atom(self, raw: Any, known: Mapping[str, frozenset[str]]) -> Atom:
        if self.kind == DATE:
            return self._days(raw)
        if self.kind in (NUMBER, INTEGER):
            return self._range(raw)
        if self.many and isinstance(raw, (list, tuple)):
            return frozenset(str(self._word(item, known)) for item in raw)
        word = self._word(raw, known)
        return frozenset({word}) if self.many and isinstance(word, str) else word

    def _word(self, raw: Any, known: Mapping[str, frozenset[str]]) -> str | bool:
        if self.kind == BOOLEAN:
            if not isinstance(raw, bool):
                raise Unfit(f"{self.name}: {raw!r} is not true or false")
            return raw
        fits = isinstance(raw, str) and (
            raw in self.values
            if self.kind == ENUM
            else raw in known[self.kind]
            if self.kind in (EVENT_TYPE, ENTITY)
            else len(raw) == 2 and raw.isalpha() and raw.isupper()
        )
        if not fits:
            hint = f"; one of {', '.join(self.values)}" if self.values else ""
            hint = "; write its two capital letters of ISO 3166, as DE" if self.kind == COUNTRY else hint
            raise Unfit(f"{self.name}: {raw!r} is no {self.kind} that the vocabulary knows{hint}")
        return str(raw)

    def _range(self, raw: Any) -> Numbers:
        if isinstance(raw, Mapping) and raw and set(raw) <= {"min", "max"}:
            low, high = raw.get("min"), raw.get("max")
        else:
            low = high = raw
            if raw is None:
                raise Unfit(f"{self.name}: a number is missing")
        least = -math.inf if low is None else self._number(low, raw)
        most = math.inf if high is None else self._number(high, raw)
        if least > most:
            raise Unfit(f"{self.name}: the range runs backwards ({raw!r})")
        return least, most

    def _number(self, end: Any, raw: Any) -> float:
        try:
            number = float(end) if isinstance(end, (int, float)) and not isinstance(end, bool) else math.nan
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            plain = "; numbers stand without quotation marks" if isinstance(end, str) else ""
            raise Unfit(f"{self.name}: {raw!r} is not a number, nor a range with min and max{plain}")
        if self.kind == INTEGER and number != int(number):
            raise Unfit(f"{self.name}: {raw!r} is not a whole number")
        return number

    def _days(self, raw: Any) -> Days:
        try:
            value = raw if isinstance(raw, PartialDate) else PartialDate(str(raw))
        except BadDate as error:
            raise Unfit(f"{self.name}: {error}") from error
        return days_of(value)


def days_of(value: PartialDate) -> Days:
    """The first and last day it can mean; an open end, or a year not said, reaches to the end of time."""
    return value.earliest or date.min, value.latest or date.max


Compare = Callable[[Atom], Truth]


def comparison(op: str, operand: Given) -> Compare:
    """A function that compares one alternative with the operand of a condition.

    Raises:
        KeyError: if the operator is none of those that compare with a value (`in_group` and `gt_fact` need more).

    >>> comparison("gt", ((10000.0, 10000.0),))((9000.0, 12000.0))
    <Truth.UNKNOWN: 1>
    """
    if op in _ORDERED:
        (low, high), (truth, low_side) = _interval(operand[0]), _ORDERED[op]
        return lambda value: truth(_interval(value), (low, high), low_side)
    if op == "is":
        return lambda value: Truth.of(value == operand[0])
    words = frozenset(word for atom in operand for word in (atom if isinstance(atom, frozenset) else (atom,)))
    wanted = op in ("eq", "in")
    if op not in ("eq", "ne", "in", "not_in"):
        raise KeyError(op)
    if isinstance(operand[0], tuple):
        return lambda value: _same_number(value, operand[0], wanted)
    return lambda value: Truth.of(
        (not words.isdisjoint(value) if isinstance(value, frozenset) else value in words) == wanted
    )


def over(value: Given, compare: Compare) -> Truth:
    """The truth of a comparison over all alternatives."""
    if len(value) == 1:
        return compare(value[0])
    return unanimous(compare(atom) for atom in value)


def unanimous(truths: Iterable[Truth]) -> Truth:
    """What all agree on, else unknown."""
    seen = set(truths)
    return seen.pop() if len(seen) == 1 else Truth.UNKNOWN


def greater(a: Given, b: Given) -> Truth:
    """Whether one fact is greater than another, over all alternatives of both."""
    return unanimous(_greater(_interval(x), _interval(y), False) for x in a for y in b)


def _interval(value: Any) -> tuple[Any, Any]:
    if not isinstance(value, tuple):
        raise TypeError(f"{value!r} has no order")
    return value[0], value[1]


def _greater(a: tuple[Any, Any], b: tuple[Any, Any], or_equal: bool) -> Truth:
    if (a[0] >= b[1]) if or_equal else (a[0] > b[1]):
        return Truth.MET
    return Truth.FAILED if ((a[1] < b[0]) if or_equal else (a[1] <= b[0])) else Truth.UNKNOWN


def _less(a: tuple[Any, Any], b: tuple[Any, Any], or_equal: bool) -> Truth:
    return _greater(b, a, or_equal)


def _same_number(value: Any, operand: Any, wanted: bool) -> Truth:
    if value == operand and value[0] == value[1]:
        return Truth.of(wanted)
    if value[1] < operand[0] or value[0] > operand[1]:
        return Truth.of(not wanted)
    return Truth.UNKNOWN


_ORDERED: Mapping[str, tuple[Callable[[Any, Any, bool], Truth], bool]] = {
    "gt": (_greater, False),
    "ge": (_greater, True),
    "lt": (_less, False),
    "le": (_less, True),
    "after": (_greater, False),
    "on_or_after": (_greater, True),
    "before": (_less, False),
    "on_or_before": (_less, True),
}

"""Whether a provision reaches acts in a country on a day, before anything is known of them but where they are done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..model import Truth
from ..subjects import Subject
from .conditions import Condition, Leaf, Not, Several, truth_taking
from .country import country_facts
from .rule import Rule
from .values import Given
from .words import element_words


@dataclass(frozen=True, slots=True)
class Reach:
    """A provision reaches acts in a country: surely, or only where `only_if` holds (plain words, one for each open point)."""

    only_if: tuple[str, ...] = ()


@dataclass(slots=True)
class _Somewhere:
    """All that is known of an act: where and when it is done, and what follows from that."""

    day: date
    known: Mapping[str, Given]

    def get(self, name: str) -> Given | None:
        """What is known of the place and the day."""
        return self.known.get(name)


def reach(rule: Rule, country: str, day: date, pack: Subject) -> Reach | None:
    """Whether the provision reaches acts in the country on the day; None if it cannot.

    What a condition would assume of an unknown fact is not assumed: asked is whether the rule can reach such an act.

    >>> from secondsource.law.rule import rules
    >>> from secondsource.subjects import load
    >>> pack = load("dprk_labour")
    >>> reach(rules(pack)["PL-2016-VISA"], "PL", date(2017, 10, 1), pack)
    Reach(only_if=())
    >>> reach(rules(pack)["PL-2016-VISA"], "QA", date(2017, 10, 1), pack) is None
    True
    """
    known: dict[str, Given] = {"event.country": (country,), "event.date": ((day, day),)}
    known |= {fact.name: (fact.value,) for fact in country_facts(country, day, day, pack)}
    facts = _Somewhere(day, known)
    if truth_taking(rule.scope, facts, Truth.UNKNOWN) is Truth.FAILED:
        return None
    return Reach(tuple(dict.fromkeys(element_words(leaf) for leaf in _open(rule.scope, facts))))


def _open(condition: Condition, facts: _Somewhere) -> Iterator[Leaf]:
    """The tests that leave it undecided; what type of event it is, whoever asks has not said."""
    if truth_taking(condition, facts, Truth.UNKNOWN) is not Truth.UNKNOWN:
        return
    if isinstance(condition, Leaf):
        if condition.fact.name != "event.type":
            yield condition
    elif isinstance(condition, Not):
        yield from _open(condition.part, facts)
    elif isinstance(condition, Several):
        for part in condition.parts:
            yield from _open(part, facts)

"""What claims can be chosen by, with the number of claims that each choice would leave beside all else that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_

from secondsource.publish.names import LANGUAGES
from secondsource.publish.tongue import noted, say, say_as
from secondsource.publish.words import word, words
from secondsource.store.held import Latest

from .index import Index
from .listing import FACETS, LONGEST, NO_GRADE, NO_LAW, SORTS, SUPPORT, Row, Wish
from .vocabulary import Texts

MOST = 500
"""Values of a facet to be chosen from at most, those of most claims; of other outlets one asks by name or by words."""
SHOWN = 60
"""Characters of a value that is asked for and that no claim has."""
REVIEWED = {"yes": noted("every statement"), "some": noted("some statements"), "no": noted("no statement")}
"""What can be asked of review, by the value of the parameter."""
_ORDERED = ("support", "law", "factuality", "reviewed")
"""Facets whose values have an order of their own; those of the others stand by name."""
_WHOLE = ("support", "reviewed")
"""Facets whose every value is shown, also one that leaves nothing."""
_KEPT = 64
"""Texts and days whose rows are remembered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value in addresses, its name, and how many claims it would leave."""

    value: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What there is to choose from beside a wish. `letters`, `digits` and `grades` are three ways to ask for a grade."""

    kinds: tuple[Choice, ...]
    countries: tuple[Choice, ...]
    supports: tuple[Choice, ...]
    laws: tuple[Choice, ...]
    outlets: tuple[Choice, ...]
    letters: tuple[Choice, ...]
    digits: tuple[Choice, ...]
    grades: tuple[Choice, ...]
    factualities: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    reviews: tuple[Choice, ...]
    sorts: Mapping[str, str]


class Facets:
    """The rows of a state of the case, ordered by their values once, so that counting costs next to nothing.

    A set of rows is a whole number, a bit for each row: what several conditions leave is their `&`.

    Args:
        index: the columns of the list of claims.
        texts: the words of the rows at some places.
        kinds: names of the kinds of event by type, and `states` of the countries by code, where they are others than those of the index.
    """

    def __init__(
        self,
        index: Index,
        texts: Texts,
        kinds: Mapping[str, str] | None = None,
        states: Mapping[str, str] | None = None,
    ) -> None:
        self._index, self._texts = index, texts
        self._kinds = index.kinds if kinds is None else kinds
        self._states = index.states if states is None else states
        self._kept = Latest[tuple[str, str, str], int](_KEPT)

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Facets:
        """What these rows can be chosen by."""
        return cls(Index.of(rows), lambda places: (rows[at].words for at in places))

    def named(self, kind: Callable[[str], str], state: Callable[[str], str]) -> Facets:
        """The same with other names: those of the language spoken."""
        kinds = {value: kind(value) for value in self._index.kinds}
        return Facets(self._index, self._texts, kinds, {value: state(value) for value in self._index.states})

    def beside(self, wish: Wish) -> Choices:
        """The choices with the number of claims that each would leave if it were asked for in place of its own facet's, all else as it is.

        What is asked for is always among them; else only what would leave something.
        """
        asked = {name: self._of(name, value) for name in FACETS if (value := getattr(wish, name))}
        others = self._others(wish)
        counted = {
            name: self._counted(
                name,
                reduce(and_, (rows for other, rows in asked.items() if other != name), others),
                getattr(wish, name),
            )
            for name in FACETS
        }
        grades = counted["grade"]
        return Choices(
            kinds=counted["type"],
            countries=counted["country"],
            supports=counted["support"],
            laws=counted["law"],
            outlets=counted["outlet"],
            letters=tuple(c for c in grades if len(c.value) == 1 and not c.value.isdigit()),
            digits=tuple(c for c in grades if c.value.isdigit()),
            grades=tuple(c for c in grades if len(c.value) > 1),
            factualities=counted["factuality"],
            languages=counted["language"],
            reviews=counted["reviewed"],
            sorts={value: say(name) for value, name in SORTS.items()},
        )

    def _counted(self, name: str, rest: int, asked: str) -> tuple[Choice, ...]:
        out = [
            Choice(value, self._said(name, value), number)
            for value, rows in self._sets[name].items()
            if (number := (rows & rest).bit_count()) or value == asked or name in _WHOLE
        ]
        if asked and asked not in self._sets[name]:
            out.append(Choice(asked, self._said(name, asked[:SHOWN]), (self._of(name, asked) & rest).bit_count()))
        return tuple(out)

    def _of(self, name: str, asked: str) -> int:
        """The rows that have a value, also one that is not offered."""
        known = self._sets[name].get(asked)
        return self._index.bits(self._index.having(name, asked)) if known is None else known

    def _others(self, wish: Wish) -> int:
        """The rows that fit what is asked beside the facets: words and days."""
        key = (wish.text[:LONGEST], wish.since, wish.until)
        return self._kept.of([key], lambda _: {key: self._index.bits(self._index.beside_facets(wish, self._texts))})[
            key
        ]

    @cached_property
    def _sets(self) -> Mapping[str, Mapping[str, int]]:
        """The rows of each value, by facet, in the order in which the values are shown."""
        out = {}
        for name, values in self._index.values.items():
            held = {value: len(values.get(value, ())) for value in (self._names[name] if name in _WHOLE else ())}
            held.update((value, len(places)) for value, places in values.items())
            offered = sorted(held.items(), key=lambda item: -item[1])[:MOST]
            offered.sort(key=self._order(name))
            out[name] = {value: self._index.bits(self._index.having(name, value)) for value, _ in offered}
        return out

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """How values are said, by facet; those of the ordered ones in their order."""
        return {
            "type": self._kinds,
            "country": self._states,
            "support": {value: say(name) for value, name in SUPPORT.items()},
            "law": {**words()["groups"], NO_LAW: say("No rule that speaks to it")},
            "factuality": words()["factuality"],
            "language": {code: say_as("language", name) for code, name in LANGUAGES.items()},
            "reviewed": {value: say(name) for value, name in REVIEWED.items()},
        }

    def _said(self, name: str, value: str) -> str:
        return _grade(value) if name == "grade" else self._names.get(name, {}).get(value, value)

    def _order(self, name: str) -> Callable[[tuple[str, object]], tuple[int, str, str]]:
        own = [*self._names[name]] if name in _ORDERED else []

        def key(item: tuple[str, object]) -> tuple[int, str, str]:
            value = item[0]
            return own.index(value) if value in own else len(own), self._said(name, value), value

        return key


def _grade(value: str) -> str:
    """A grade, or a half of one, in words.

    >>> _grade("B"), _grade("B2")
    ('B: usually reliable', 'B2')
    """
    if value == NO_GRADE:
        return say("not graded")
    if value.isdecimal() and int(value) in words()["digits"]:
        return f"{value}: {word('digits', int(value))}"
    return f"{value}: {word('letters', value)}" if value in words()["letters"] else value

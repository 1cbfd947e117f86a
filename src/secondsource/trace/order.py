"""What a report tells, in order, as it can be compared across languages: its numbers, its places, its kinds of event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from ..model import numbers_in
from ..subjects.names import folded
from .case import Case

_YEARS = range(1900, 2100)
_MONTH = re.compile(r"\d{1,2}\s?월")
_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NAMED = re.compile(
    rf"\b(?P<name>{'|'.join(n.title() for n in _NAMES if n != 'may')}|May(?=\s\d)|(?<=[Ii]n )May|(?<=[Ss]ince )May)\b|(?<!\d)(?P<number>1[0-2]|[1-9])\s?월(?!드컵|급)"
)
"""A month by its name or its number."""
_OF_ONE_EVENT = 3
"""How many, on which day, in which month: the numbers that two witnesses of one event may share."""
LONGEST = 120
"""Marks of a report that are compared; a longer one has told its story by then."""
AT_HAND = 8192
"""Reports whose marks are kept at hand; of a large case as many as readings."""
Mark = tuple[str, str]


class Order:
    """The marks of every report of a case, taken out when first asked for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._known = lru_cache(maxsize=max(AT_HAND, case.at_hand))(self._read)

    def marks(self, report: str) -> tuple[Mark, ...]:
        """Numbers above one that are no years or months, months told in any way, places with words of the text, kinds of event, left to right."""
        return self._known(report)

    def _read(self, report: str) -> tuple[Mark, ...]:
        reading = self.case.by_id[report]
        out: list[tuple[int, Mark]] = []
        for piece in reading.report.body():
            text = piece.of(reading.report.text)
            for at, value in numbers_in(text):
                if value > 1 and value not in _YEARS and not _MONTH.match(text, at):
                    out.append((piece.start + at, ("n", f"{value:g}")))
            for match in _NAMED.finditer(text):
                number = int(match["number"]) if match["number"] else _NAMES.index(match["name"].lower()) + 1
                out.append((piece.start + match.start(), ("m", str(number))))
        for mention in reading.mentions:
            out.append((mention.trigger.start, ("e", mention.type)))
            when = mention.when
            if when is not None and when.span is not None and when.date.has_year:
                out += [(when.span.start, ("d", end[:7])) for end in when.date.text.split("/") if end[:4].isdigit()]
            place = mention.place
            if place is not None and place.span is not None:
                out.append((place.span.start, ("p", place.country or folded(place.name))))
        return tuple(dict.fromkeys(mark for _, mark in sorted(out)))[:LONGEST]

    def shared(self, taker: str, giver: str) -> Alike:
        """What two reports share."""
        return Alike(self.marks(taker), self.marks(giver))


def _counted(mark: Mark) -> str:
    kind, value = mark
    if kind == "n":
        return value
    return f"month {int(value.rpartition('-')[2])}" if kind in ("d", "m") and value[-1:].isdigit() else ""


class Alike:
    """How far one report follows another.

    Args:
        taker: marks of the one that may follow.
        giver: marks of the one that may be followed.
    """

    def __init__(self, taker: Sequence[Mark], giver: Sequence[Mark]) -> None:
        self.taker = taker
        self.giver = giver
        self.both = frozenset(taker) & frozenset(giver)

    @property
    def numbers(self) -> int:
        """How many numbers and months both give, a month once however it is told."""
        return len({_counted(mark) for mark in self.both} - {""})

    @property
    def more_than_one_event(self) -> bool:
        """Whether they agree in more than any two who tell one event: in two kinds of event, in two months, or in four numbers."""
        kinds = sum(kind == "e" for kind, _ in self.both)
        months = {c for mark in self.both if (c := _counted(mark)).startswith("month")}
        return kinds > 1 or len(months) > 1 or self.numbers > _OF_ONE_EVENT

    @property
    def share(self) -> float:
        """Share of the taker's marks that the giver has, 0 to 1."""
        return len(self.both) / len(self.taker) if self.taker else 0.0

    @property
    def numbers_share(self) -> float:
        """Share of the taker's numbers and months that the giver has; 1 where it has none."""
        mine = len({_counted(mark) for mark in self.taker} - {""})
        return self.numbers / mine if mine else 1.0

    @cached_property
    def in_order(self) -> int:
        """Marks that stand in the same order in both: the longest common subsequence."""
        mine = [m for m in self.taker if m in self.both]
        theirs = [m for m in self.giver if m in self.both]
        row = [0] * (len(theirs) + 1)
        for a in mine:
            before = 0
            for at, b in enumerate(theirs, 1):
                kept = row[at]
                row[at] = before + 1 if a == b else max(row[at], row[at - 1])
                before = kept
        return row[-1]

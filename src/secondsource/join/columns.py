"""All mentions of a case as columns of numbers: what tells which of them meet, without opening any."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from .anchors import anchors
from .facts import Facts
from .keys import by_report_and_number, by_year, narrow, timed
from .rules import Rules

KINDS = ("timed", "by_year", "by_report_and_number")
"""The kinds of blocks."""
NEW = -1
"""Stands for what was joined to nothing yet."""
NONE = 10**7
"""Stands, with a minus for the first, for a day that is not given."""
ONE: Mapping[str, str] = {
    "low": "i8",
    "high": "i8",
    "wide": "?",
    "place": "i8",
    "amount": "i8",
    "outlet": "i8",
    "name": "i8",
    "anchor": "i8",
    "remark": "?",
    "part": "i8",
    "group": "i8",
    "home": "i8",
}
"""Columns with one value a mention: first and last day; whether it meets by the year; numbers of its place's name, its amount and its outlet; the number
in the id that a claim has whose first mention it is; for a remark, the place in its report of the event it is about; what it was joined to."""
MANY = (*KINDS, "cites", "links")
"""Columns with several values a mention: numbers of its blocks, of its sources' keys, of their names."""
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Table:
    """Texts, each with a number."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = list(texts)
        self._numbers = {text: at for at, text in enumerate(self.texts)}

    def of(self, text: str) -> int:
        """The number of a text, the next one if it is new."""
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number

    def ranks(self) -> Whole:
        """By number, the place of the text among all in their order."""
        out = np.empty(len(self.texts), dtype=np.int64)
        out[sorted(range(len(self.texts)), key=self.texts.__getitem__)] = np.arange(len(self.texts))
        return out


@dataclass
class Tables:
    """The texts that columns give by number."""

    place: Table = field(default_factory=Table)
    amount: Table = field(default_factory=Table)
    source: Table = field(default_factory=Table)
    link: Table = field(default_factory=Table)


@dataclass
class Columns:
    """The mentions in order of publication, report and text.

    Args:
        reports: stamp and id of each report, in order.
        counts: how many mentions each report has.
        one: by name, a column with a value for each mention.
        many: by name, values and the positions of the mentions that have them.
        tables: texts by number.
    """

    reports: list[tuple[str, str]]
    counts: Whole
    one: dict[str, npt.NDArray[Any]]
    many: dict[str, tuple[Whole, Whole]]
    tables: Tables

    @property
    def size(self) -> int:
        """How many mentions there are."""
        return len(self.one["low"])

    def starts(self) -> Whole:
        """The position of the first mention of each report, and the end."""
        return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(self.counts)])

    def rank(self) -> Whole:
        """By position, the place in an order in which mentions of one event stand near each other: by days, place and amount."""
        low, high = (np.where(np.abs(self.one[name]) == NONE, 0, self.one[name]) for name in ("low", "high"))
        place = self.tables.place.ranks()[self.one["place"]]
        amount = self.tables.amount.ranks()[self.one["amount"]]
        out = np.empty(self.size, dtype=np.int64)
        out[np.lexsort((amount, place, high, low))] = np.arange(self.size)
        return out

    def report_at(self) -> Whole:
        """By position, the place of the report."""
        return np.repeat(np.arange(len(self.reports)), self.counts)


def columns_of(told: Iterable[Sequence[Facts]], known: Rules, tables: Tables | None = None) -> Columns:
    """The columns of mentions that were joined to nothing yet.

    Args:
        told: the facts of whole reports, each in order of the text, the reports in order of publication and id; none may be empty.
        known: the pack's rules of joining.
        tables: texts that have numbers already.
    """
    held = tables or Tables()
    reports: list[tuple[str, str]] = []
    counts: list[int] = []
    one: dict[str, list[Any]] = {name: [] for name in ONE}
    many: dict[str, tuple[list[int], list[int]]] = {name: ([], []) for name in MANY}
    for mine in told:
        reports.append((mine[0].stamp, mine[0].report))
        counts.append(len(mine))
        for f, anchor in zip(mine, anchors(mine, known), strict=True):
            at = len(one["low"])
            for name, value in _row(f, anchor, known, held).items():
                one[name].append(value)
            for name, values in _rows(f, known, held).items():
                many[name][0].extend(values)
                many[name][1].extend([at] * len(values))
    return Columns(
        reports,
        np.array(counts, dtype=np.int64),
        {name: np.array(values, dtype=ONE[name]) for name, values in one.items()},
        {name: (_whole(values), _whole(members)) for name, (values, members) in many.items()},
        held,
    )


def _whole(values: Sequence[int]) -> Whole:
    return np.array(values, dtype=np.int64)


def _row(f: Facts, anchor: int, known: Rules, tables: Tables) -> dict[str, object]:
    return {
        "low": -NONE if f.low is None else f.low,
        "high": NONE if f.high is None else f.high,
        "wide": not narrow(f) or f.type in known.states,
        "place": tables.place.of(f.place),
        "amount": tables.amount.of(str(f.amounts[:1])),
        "outlet": tables.source.of(f.outlet),
        "name": name_of(f.id),
        "anchor": anchor,
        "remark": f.type in known.remarks,
        "part": NEW,
        "group": NEW,
        "home": NEW,
    }


def _rows(f: Facts, known: Rules, tables: Tables) -> dict[str, list[int]]:
    links = [tables.link.of(name) for name in f.links]
    if f.type in known.remarks:
        return {"links": links}
    return {
        "timed": list(timed(f)),
        "by_year": list(by_year(f, known)),
        "by_report_and_number": list(by_report_and_number(f, known)),
        "cites": [tables.source.of(key) for key in sorted(f.cites)],
        "links": links,
    }


def name_of(mention: str) -> int:
    """The number in the id of the claim whose first mention has this id."""
    return int.from_bytes(hashlib.sha256(mention.encode()).digest()[:6])


def spliced(old: Columns, gone: Flags, fresh: Columns) -> tuple[Columns, Whole, Flags]:
    """The columns without some reports and with others.

    Args:
        old: columns as they were.
        gone: by place of the report in `old`, which ones leave.
        fresh: columns of other reports, with the same tables.

    Returns:
        The columns; for each old position the new one, -1 where it is gone; by new position, which ones are fresh.
    """
    stays = np.flatnonzero(~gone)
    entries = [
        *((old.reports[at], at) for at in stays.tolist()),
        *zip(fresh.reports, range(-len(fresh.reports), 0), strict=True),
    ]
    entries.sort()
    source = np.array([at for _, at in entries], dtype=np.int64)
    counts = np.concatenate([old.counts, fresh.counts])[source]
    starts = np.concatenate([old.starts()[:-1], fresh.starts()[:-1] + old.size])[source]
    taken = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    moved = np.full(old.size + fresh.size, -1, dtype=np.int64)
    moved[taken] = np.arange(len(taken))
    one = {name: np.concatenate([old.one[name], fresh.one[name]])[taken] for name in ONE}
    many = {}
    for name in MANY:
        values = np.concatenate([old.many[name][0], fresh.many[name][0]])
        members = moved[np.concatenate([old.many[name][1], fresh.many[name][1] + old.size])]
        many[name] = values[members >= 0], members[members >= 0]
    out = Columns([report for report, _ in entries], counts, one, many, fresh.tables)
    return out, moved[: old.size], taken >= old.size

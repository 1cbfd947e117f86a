"""What join keeps beside the claims, so that a few more reports need not bring back all the others: columns, and facts by report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

import msgspec
import numpy as np

from ..model import Kept
from .columns import MANY, ONE, Columns, Table, Tables, Whole
from .compared import Compared
from .facts import Facts

_COLUMNS, _FACTS, _ABOUT = "columns/", "facts/", "about"
_PAIRS, _SCORES = "pairs/codes", "pairs/scores"
_BATCH = 2_000
"""Reports whose facts are fetched together."""
_PACKED = msgspec.msgpack.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class About:
    """What the columns were made with: the outlets of the case, and the numbers of the claims that people decided on."""

    outlets: tuple[str, ...]
    decided: tuple[int, ...]


def load(kept: Kept) -> tuple[Columns, About, Compared] | None:
    """The columns, what they were made with and what pairs score, or None if they are not all there."""
    names = [
        _COLUMNS + name for name in ("reports", "counts", "tables", *ONE, *(f"{n}/{p}" for n in MANY for p in "vm"))
    ]
    names += [_PAIRS, _SCORES]
    found = kept.get([_ABOUT, *names])
    if len(found) != len(names) + 1:
        return None

    def whole(name: str, kind: str = "i8") -> np.ndarray[tuple[int], np.dtype[Any]]:
        return np.frombuffer(found[_COLUMNS + name], dtype=kind).copy()

    reports = msgspec.msgpack.decode(found[_COLUMNS + "reports"], type=list[tuple[str, str]])
    tables = msgspec.msgpack.decode(found[_COLUMNS + "tables"], type=list[list[str]])
    columns = Columns(
        reports,
        whole("counts"),
        {name: whole(name, kind) for name, kind in ONE.items()},
        {name: (whole(f"{name}/v"), whole(f"{name}/m")) for name in MANY},
        Tables(*map(Table, tables)),
    )
    compared = Compared(
        columns.size, np.frombuffer(found[_PAIRS], dtype="i8"), np.frombuffer(found[_SCORES], dtype="f8")
    )
    return columns, msgspec.msgpack.decode(found[_ABOUT], type=About), compared


def save(kept: Kept, columns: Columns, about: About, compared: Compared) -> None:
    """Keeps the columns, what they were made with and what pairs score."""
    tables = columns.tables
    texts = [tables.place.texts, tables.amount.texts, tables.source.texts, tables.link.texts]
    values: dict[str, bytes] = {
        "reports": _PACKED.encode(columns.reports),
        "counts": columns.counts.tobytes(),
        "tables": _PACKED.encode(texts),
    }
    values.update({name: column.tobytes() for name, column in columns.one.items()})
    for name, (numbers, members) in columns.many.items():
        values[f"{name}/v"], values[f"{name}/m"] = numbers.tobytes(), members.tobytes()
    kept.put(
        {_COLUMNS + name: value for name, value in values.items()}
        | {_ABOUT: _PACKED.encode(about), _PAIRS: compared.codes.tobytes(), _SCORES: compared.scores.tobytes()}
    )


class Held:
    """The facts of all mentions, by report.

    Args:
        kept: where they are.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def put(self, reports: Iterable[Sequence[Facts]]) -> Iterator[Sequence[Facts]]:
        """Keeps the facts of some reports, and hands them on."""
        waiting: dict[str, bytes | None] = {}
        for mine in reports:
            waiting[_FACTS + mine[0].report] = _PACKED.encode(mine)
            if len(waiting) >= _BATCH:
                self._kept.put(waiting)
                waiting = {}
            yield mine
        self._kept.put(waiting)

    def drop(self, reports: Iterable[str]) -> None:
        """Lets go of the facts of some reports."""
        self._kept.put({_FACTS + report: None for report in reports})

    def at(self, columns: Columns, positions: Whole) -> dict[int, Facts]:
        """The facts of the mentions at some positions, which are sorted, by position."""
        report_at, starts = columns.report_at()[positions], columns.starts()
        out: dict[int, Facts] = {}
        places = np.unique(report_at)
        for first in range(0, len(places), _BATCH):
            batch = places[first : first + _BATCH]
            ids = [columns.reports[at][1] for at in batch.tolist()]
            found = self._kept.get([_FACTS + report for report in ids])
            chosen = slice(*np.searchsorted(report_at, [batch[0], batch[-1] + 1]))
            wanted = positions[chosen]
            told = {at: _opened(found[_FACTS + report]) for at, report in zip(batch.tolist(), ids, strict=True)}
            for position, at in zip(wanted.tolist(), report_at[chosen].tolist(), strict=True):
                out[position] = told[at][position - int(starts[at])]
        return out


def _opened(data: bytes) -> list[Facts]:
    """Facts with their words shared: a million mentions use the same few thousand."""
    found = msgspec.msgpack.decode(data, type=list[Facts])
    words: dict[str | None, frozenset[str]] = {}
    for f in found:
        mine = words.get(f.statement) if f.statement is not None else None
        if mine is None:
            mine = words[f.statement] = frozenset(map(intern, f.words))
        msgspec.structs.force_setattr(f, "words", mine)
    return found

"""Events from mentions: what is worth comparing is scored, and each set of mentions that can come together is clustered by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from .blocks import Whole, pairs
from .cluster import cluster
from .compare import JOIN_FROM, NEVER, comparable, compare
from .completed import ATTACH_FROM, MARGIN, completed
from .components import components
from .facts import Facts
from .held import held
from .rules import Rules

BRIDGE = min(JOIN_FROM, ATTACH_FROM - MARGIN)
"""Score below which a pair brings nothing together: a mean that reaches `JOIN_FROM` has a pair that does."""
_CHUNK = 100_000
"""Pairs that are taken out of their array at a time: as Python numbers they need ten times the memory."""
Scores = npt.NDArray[np.float64]


def grouped(events: Sequence[Facts], known: Rules) -> list[list[int]]:
    """Positions of the mentions by event, each group sorted, in order of their first member. `events` must be sorted."""
    met = pairs(events, known)
    scores = _scored(met, events, known)
    parts = components(len(events), _each(met[scores >= BRIDGE]))
    part_of = np.empty(len(events), dtype=np.int64)
    for number, part in enumerate(parts):
        part_of[part] = number
    within = part_of[met[:, 0]] == part_of[met[:, 1]]
    met, scores = met[within], scores[within]
    order = np.argsort(part_of[met[:, 0]], kind="stable")
    met, scores = met[order], scores[order]
    starts = np.searchsorted(part_of[met[:, 0]], np.arange(len(parts) + 1))
    out: list[list[int]] = []
    for number, part in enumerate(parts):
        if len(part) == 1:
            out.append(part)
        else:
            mine = slice(starts[number], starts[number + 1])
            out += _clustered(part, events, known, met[mine], scores[mine])
    return sorted(out)


def _scored(met: Whole, events: Sequence[Facts], known: Rules) -> Scores:
    return np.fromiter((compare(events[i], events[j], known) for i, j in _each(met)), dtype=np.float64, count=len(met))


def _each(met: Whole) -> Iterator[tuple[int, int]]:
    for start in range(0, len(met), _CHUNK):
        yield from zip(*met[start : start + _CHUNK].T.tolist(), strict=True)


def _clustered(
    part: Sequence[int], events: Sequence[Facts], known: Rules, met: Whole, scores: Scores
) -> list[list[int]]:
    """The groups within one part, as positions in `events`."""
    at = {i: k for k, i in enumerate(part)}
    mine = [events[i] for i in part]
    found: dict[tuple[int, int], float] = {}
    never: list[tuple[int, int]] = []
    for (i, j), score in zip(met.tolist(), scores.tolist(), strict=True):
        if score <= NEVER / 2:
            never.append((at[i], at[j]))
        else:
            found[at[i], at[j]] = score
    told = {(i, j): comparable(mine[i], mine[j]) for i, j in found}
    summaries = [held(f, known) for f in mine]
    groups = completed(cluster(summaries, found, never, JOIN_FROM, told), mine, summaries, found, never)
    return [[part[k] for k in group] for group in groups]

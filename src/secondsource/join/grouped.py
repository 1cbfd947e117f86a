"""Events from mentions: what is worth comparing is scored, and each set of mentions that can come together is clustered by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from .blocks import pairs
from .cluster import cluster
from .columns import NEW, Columns, Flags, Whole
from .compare import JOIN_FROM, NEVER, comparable
from .compared import Compared, Scores, each, one_by_one
from .completed import ATTACH_FROM, MARGIN, completed
from .components import components
from .facts import Facts
from .held import held
from .rules import Rules

BRIDGE = min(JOIN_FROM, ATTACH_FROM - MARGIN)
"""Score below which a pair brings nothing together: a mean that reaches `JOIN_FROM` has a pair that does."""
FactsAt = Callable[[Whole], Mapping[int, Facts]]
"""Gives the facts of the mentions at some positions, by position."""


def group(columns: Columns, loose: Flags, facts_at: FactsAt, known: Rules, compared: Compared) -> None:
    """Sets anew in `part` and `group` what the loose mentions come together to: the part that can come together, and the event.

    Args:
        columns: of all mentions.
        loose: by position; all mentions of a part are loose, or none.
        facts_at: gives facts.
        known: the pack's rules of joining.
        compared: what pairs score; what is compared here is noted there.
    """
    wanted = loose & ~columns.one["remark"]
    at = np.flatnonzero(wanted)
    if not len(at):
        return
    facts = facts_at(at)
    met = pairs(columns, wanted)
    scores = compared.of(met, facts, known)
    met = np.searchsorted(at, met)
    parts = components(len(at), each(met[scores >= BRIDGE]))
    part_of = np.empty(len(at), dtype=np.int64)
    for number, part in enumerate(parts):
        part_of[part] = number
    within = part_of[met[:, 0]] == part_of[met[:, 1]]
    met, scores = met[within], scores[within]
    order = np.argsort(part_of[met[:, 0]], kind="stable")
    met, scores = met[order], scores[order]
    starts = np.searchsorted(part_of[met[:, 0]], np.arange(len(parts) + 1))
    columns.one["part"][at] = part_of + 1 + columns.one["part"].max(initial=NEW)
    next_group = 1 + columns.one["group"].max(initial=NEW)
    for number, part in enumerate(parts):
        mine = slice(starts[number], starts[number + 1])
        places = at[part]
        found = (
            [[0]]
            if len(part) == 1
            else _clustered(part, [facts[i] for i in places.tolist()], known, met[mine], scores[mine])
        )
        for together in found:
            columns.one["group"][places[together]] = next_group
            next_group += 1


def _clustered(part: Sequence[int], mine: Sequence[Facts], known: Rules, met: Whole, scores: Scores) -> list[list[int]]:
    """The groups within one part, as places in it."""
    at = np.searchsorted(np.array(part, dtype=np.int64), met)
    apart = scores <= NEVER / 2
    never, told, points = at[apart], at[~apart], scores[~apart]
    weights: dict[float, float] = {}  # there are few, and each is in memory once

    def scored() -> Iterator[tuple[int, int, float, float]]:
        for (i, j), score in zip(each(told), one_by_one(points), strict=True):
            weight = comparable(mine[i], mine[j])
            yield i, j, score, weights.setdefault(weight, weight)

    summaries = [held(f, known) for f in mine]
    groups = cluster(summaries, scored(), never, JOIN_FROM)
    return completed(groups, mine, summaries, told, points, never)

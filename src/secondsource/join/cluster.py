"""Average-linkage clustering over a sparse set of scored pairs, with pairs that must never stand together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import numpy as np

from .columns import Whole


class Summary(Protocol):
    """What a group of mentions holds together; two groups whose sum is None must not become one."""

    def plus(self: S, other: S) -> S | None:
        """Both together; None if they contradict each other."""


S = TypeVar("S", bound=Summary)


def cluster(
    summaries: Sequence[S], scored: Iterable[tuple[int, int, float, float]], never: Whole, join_from: float
) -> list[list[int]]:
    """Groups of positions, each sorted, in order of their first member.

    Args:
        summaries: one for each thing.
        scored: the compared pairs, smaller position first, each once: what it scores, and how much there was to compare, above 0.
        never: pairs that contradict each other, an array of two columns.
        join_from: the weighted mean over the compared pairs of two groups from which they become one.
    """
    size = len(summaries)
    held: list[S] = list(summaries)
    links: list[dict[int, tuple[float, float]]] = [{} for _ in range(size)]
    heap: list[tuple[float, int, int]] = []
    for i, j, score, weight in scored:
        links[i][j] = links[j][i] = (score * weight, weight)
        if score >= join_from:
            heap.append((-(score * weight) / weight, i, j))
    foes = Foes(size, never)
    members: list[list[int]] = [[i] for i in range(size)]
    heapq.heapify(heap)
    while heap:
        minus, i, j = heapq.heappop(heap)
        total, count = links[i].get(j, (0.0, 0))
        # an entry is stale once its groups are gone, have become foes or meet in more pairs than it knew
        if not count or -total / count != minus or foes.are(i, j, members):
            continue
        both = held[i].plus(held[j])
        if both is None:
            foes.add(i, j)
            continue
        if len(links[i]) < len(links[j]):
            i, j = j, i
        held[i] = both
        foes.merge(i, j, members)
        members[i] += members[j]
        members[j] = []
        # only what the smaller one brings has changed: near-linear even where thousands of copies become one group
        mine = links[i]
        del mine[j], links[j][i]
        for k in sorted(links[j]):
            before, brought = mine.get(k, (0.0, 0)), links[j][k]
            total, count = before[0] + brought[0], before[1] + brought[1]
            del links[k][j]
            mine[k] = links[k][i] = (total, count)
            if total / count >= join_from:
                heapq.heappush(heap, (-total / count, min(i, k), max(i, k)))
        links[j] = {}
    return sorted((sorted(m) for m in members if m), key=lambda m: m[0])


class Foes:
    """Which groups must not become one: those of which two things contradict each other, and those that were found to.

    Of each thing its foes stand in a slice of one array: in a crowd there are dozens for everyone, and sets of them would need ten times the memory.

    Args:
        size: how many things there are.
        never: pairs that contradict each other, an array of two columns.
    """

    def __init__(self, size: int, never: Whole) -> None:
        every = np.concatenate([never, never[:, ::-1]]).astype(np.int32)
        order = np.argsort(every[:, 0], kind="stable")
        self._of = every[order, 1]
        self._starts = np.searchsorted(every[order, 0], np.arange(size + 1)).tolist()
        self._group = np.arange(size, dtype=np.int32)
        self._found: dict[int, set[int]] = defaultdict(set)

    def are(self, i: int, j: int, members: Sequence[Sequence[int]]) -> bool:
        """Whether two groups are foes."""
        if j in self._found.get(i, ()):
            return True
        few, other = (i, j) if len(members[i]) <= len(members[j]) else (j, i)
        starts = self._starts
        return any(
            starts[at] < starts[at + 1] and bool((self._group[self._of[starts[at] : starts[at + 1]]] == other).any())
            for at in members[few]
        )

    def add(self, i: int, j: int) -> None:
        """Notes that two groups were found to be foes."""
        self._found[i].add(j)
        self._found[j].add(i)

    def merge(self, i: int, j: int, members: Sequence[Sequence[int]]) -> None:
        """Lets the second group become part of the first."""
        self._group[members[j]] = i
        for other in self._found.pop(j, ()):
            self._found[other].discard(j)
            self._found[other].add(i)
            self._found[i].add(other)

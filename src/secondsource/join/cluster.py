"""Average-linkage clustering over a sparse set of scored pairs, with pairs that must never stand together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar


class Summary(Protocol):
    """What a group of mentions holds together; two groups whose sum is None must not become one."""

    def plus(self: S, other: S) -> S | None:
        """Both together; None if they contradict each other."""


S = TypeVar("S", bound=Summary)


def cluster(
    summaries: Sequence[S], scores: Mapping[tuple[int, int], float], never: Iterable[tuple[int, int]], join_from: float
) -> list[list[int]]:
    """Groups of positions, each sorted, in order of their first member.

    Args:
        summaries: one for each thing.
        scores: points of the compared pairs, smaller position first.
        never: pairs that contradict each other.
        join_from: the mean over the compared pairs of two groups from which they become one.
    """
    size = len(summaries)
    held: list[S] = list(summaries)
    links: list[dict[int, tuple[float, int]]] = [{} for _ in range(size)]
    for (i, j), score in scores.items():
        links[i][j] = links[j][i] = (score, 1)
    foes: dict[int, set[int]] = defaultdict(set)
    for i, j in never:
        foes[i].add(j)
        foes[j].add(i)
    members: list[list[int]] = [[i] for i in range(size)]
    age = [0] * size
    heap = [(-score, i, j, 0, 0) for (i, j), score in scores.items() if score >= join_from and j not in foes[i]]
    heapq.heapify(heap)
    while heap:
        _, i, j, age_i, age_j = heapq.heappop(heap)
        if not members[i] or not members[j] or age[i] != age_i or age[j] != age_j:
            continue
        both = held[i].plus(held[j])
        if both is None:
            foes[i].add(j)
            foes[j].add(i)
            continue
        if len(links[i]) < len(links[j]):
            i, j = j, i
        held[i] = both
        members[i] += members[j]
        members[j] = []
        age[i] += 1
        foes[i] |= foes.pop(j, set())
        for other in foes[i]:
            foes[other].discard(j)
            foes[other].add(i)
        merged = links[i]
        for k, (total, count) in links[j].items():
            before = merged.get(k, (0.0, 0))
            merged[k] = (before[0] + total, before[1] + count)
            links[k].pop(j, None)
        merged.pop(i, None)
        merged.pop(j, None)
        links[j] = {}
        for k in sorted(merged):
            total, count = merged[k]
            links[k][i] = (total, count)
            if total / count >= join_from and k not in foes[i]:
                low, high = min(i, k), max(i, k)
                heapq.heappush(heap, (-total / count, low, high, age[low], age[high]))
    return sorted((sorted(m) for m in members if m), key=lambda m: m[0])

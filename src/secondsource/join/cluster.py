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
    summaries: Sequence[S],
    scores: Mapping[tuple[int, int], float],
    never: Iterable[tuple[int, int]],
    join_from: float,
    weights: Mapping[tuple[int, int], float] | None = None,
) -> list[list[int]]:
    """Groups of positions, each sorted, in order of their first member.

    Args:
        summaries: one for each thing.
        scores: points of the compared pairs, smaller position first.
        never: pairs that contradict each other.
        join_from: the weighted mean over the compared pairs of two groups from which they become one.
        weights: how much there was to compare in each pair, above 0; 1 where it is left out.
    """
    size = len(summaries)
    held: list[S] = list(summaries)
    links: list[dict[int, tuple[float, float]]] = [{} for _ in range(size)]
    for (i, j), score in scores.items():
        weight = weights.get((i, j), 1.0) if weights else 1.0
        links[i][j] = links[j][i] = (score * weight, weight)
    foes: dict[int, set[int]] = defaultdict(set)
    for i, j in never:
        foes[i].add(j)
        foes[j].add(i)
    members: list[list[int]] = [[i] for i in range(size)]
    heap = [(-links[i][j][0] / links[i][j][1], i, j) for (i, j), score in scores.items() if score >= join_from]
    heapq.heapify(heap)
    while heap:
        minus, i, j = heapq.heappop(heap)
        total, count = links[i].get(j, (0.0, 0))
        # an entry is stale once its groups are gone, have become foes or meet in more pairs than it knew
        if not count or -total / count != minus or j in foes[i]:
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
        for other in foes.pop(j, ()):
            foes[other].discard(j)
            foes[other].add(i)
            foes[i].add(other)
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

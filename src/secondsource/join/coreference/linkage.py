"""Average linkage: the two groups whose members are most alike on average become one, as long as they are alike enough."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]


def merges(scores: Scores, join_from: float) -> Iterator[tuple[float, int, int]]:
    """The merges from the best down, as (mean score, a, b): group b goes into group a, a < b (Sokal and Michener 1958).

    Args:
        scores: (n, n), symmetric; minus infinity holds two mentions apart for good.
        join_from: the least mean score.
    """
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    size = np.ones(len(scores))
    best = scores.max(axis=1, initial=-np.inf)
    while len(scores) and best.max() >= join_from:
        a = int(best.argmax())
        b = int(scores[a].argmax())
        a, b = min(a, b), max(a, b)
        yield float(best[a]), a, b
        mean = (scores[a] * size[a] + scores[b] * size[b]) / (size[a] + size[b])
        mean[[a, b]] = -np.inf
        stale = (best == scores[:, a]) | (best == scores[:, b])
        scores[a], scores[:, a] = mean, mean
        scores[b], scores[:, b] = -np.inf, -np.inf
        size[a] += size[b]
        best = np.maximum(best, mean)
        stale[[a, b]] = True
        best[stale] = scores[stale].max(axis=1)


def linked(scores: Scores, join_from: float) -> list[list[int]]:
    """The groups, each sorted, those of one included."""
    groups = [[k] for k in range(len(scores))]
    for _, a, b in merges(scores, join_from):
        groups[a] += groups[b]
        groups[b] = []
    return [sorted(group) for group in groups if group]

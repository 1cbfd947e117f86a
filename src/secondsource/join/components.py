"""Which mentions can come together at all, directly or through others: each such set is joined by itself."""

from __future__ import annotations

from collections.abc import Iterable


def components(size: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The sets of positions that edges connect, each sorted, in order of their first member.

    >>> components(4, [(0, 2), (2, 3)])
    [[0, 2, 3], [1]]
    """
    above = list(range(size))

    def top(at: int) -> int:
        while above[at] != at:
            above[at] = at = above[above[at]]
        return at

    for i, j in edges:
        a, b = top(i), top(j)
        if a != b:
            above[max(a, b)] = min(a, b)
    out: dict[int, list[int]] = {}
    for at in range(size):
        out.setdefault(top(at), []).append(at)
    return [out[first] for first in sorted(out)]

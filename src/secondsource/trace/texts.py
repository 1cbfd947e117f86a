"""Brings the runs of a case's texts up to date, and says whose wording is to be compared with that of others than before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..model import Reading
from ..model.shelf import Shelf
from .moved import Moved
from .own_text import own_text
from .runs import Runs

_TOGETHER = 500
"""Readings that are fetched together."""


def aligned(runs: Runs, moved: Moved, whole: bool) -> frozenset[str]:
    """The reports that now share enough words with others than before, or with one whose text or place has moved.

    Args:
        runs: as they were; they are changed in place.
        moved: what has moved.
        whole: whether they are filled anew.
    """
    now = moved.now

    def text(report: str) -> str:
        return own_text(now.by_id[report].report)

    if whole:
        runs.fill(now.ids, _one_by_one(now.ids, text, now.by_id))
        return frozenset()
    gone = moved.changed & moved.old.cards.keys()
    fresh = sorted(moved.changed & now.cards.keys(), key=now.order.__getitem__)
    if not gone and not fresh:
        return frozenset()
    others = runs.change(gone, fresh, text, moved.old.order, now.order)
    return others | {report for pair in runs.partners(frozenset(fresh), now.order) for report in pair}


def _one_by_one(ids: Sequence[str], text: Callable[[str], str], readings: Mapping[str, Reading]) -> Iterator[str]:
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        if isinstance(readings, Shelf):
            readings.ahead(some)
        yield from map(text, some)

"""Brings the runs of a case's texts up to date, and says whose wording is to be compared with that of others than before."""

from __future__ import annotations

from .moved import Moved
from .own_text import own_text
from .runs import Runs


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
        runs.fill(now.ids, map(text, now.ids))
        return frozenset()
    gone = moved.changed & moved.old.cards.keys()
    fresh = sorted(moved.changed & now.cards.keys(), key=now.order.__getitem__)
    if not gone and not fresh:
        return frozenset()
    others = runs.change(gone, fresh, text, moved.old.order, now.order)
    return others | {report for pair in runs.partners(frozenset(fresh), now.order) for report in pair}

"""Instants, as people read them."""

from __future__ import annotations

from secondsource.publish.words import said_date


def said_instant(at: str) -> str:
    """An instant in words.

    >>> said_instant("2026-03-02T06:10:38Z")
    '2 March 2026, 06:10:38 UTC'
    """
    day, _, time = at.partition("T")
    return said_date(day) + (f", {time.removesuffix('Z')} UTC" if time.endswith("Z") else "")

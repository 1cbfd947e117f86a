"""Moments in UTC, as the office keeps them: `2026-01-31T09:00:00Z`. As text they sort in time."""

from __future__ import annotations

from datetime import datetime


def instant(moment: datetime) -> str:
    """A moment in UTC as it is kept.

    >>> instant(datetime(2026, 1, 31, 9))
    '2026-01-31T09:00:00Z'
    """
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def moment(text: str) -> datetime:
    """The moment that was kept."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))

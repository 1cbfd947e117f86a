"""When an address is looked at again: sooner while it is new, later the longer it stands; later still if it fails."""

from __future__ import annotations

from datetime import datetime, timedelta

from secondsource.store.watching import SourceKind

SOONEST = timedelta(hours=6)
LATEST = timedelta(days=30)
ENDS = timedelta(days=366)
"""How long after it was found an article is still looked at. Corrections mostly come in the first days, retractions may take months."""
_CACHE = timedelta(days=7)
_TRY = timedelta(minutes=15)
_REFUSED = timedelta(days=7)
GIVEN_UP = 3
"""Refusals in a row after which an address that an index named is left alone."""
_OWN = frozenset({SourceKind.PAGE, SourceKind.LIST})
"""Sources whose pages the user named: they are looked at as often as the source is, for as long as it is watched."""


def after_success(kind: SourceKind, every: int, found: datetime, at: datetime, fresh: float = 0.0) -> datetime | None:
    """When a page that answered is looked at next; None for never again.

    Args:
        kind: of its source.
        every: seconds between two looks at the source.
        found: when the page was first found.
        at: the present.
        fresh: seconds for which the answer says that it holds.

    >>> day = datetime(2026, 3, 1)
    >>> after_success(SourceKind.FEED, 3600, day, day), after_success(SourceKind.FEED, 3600, day, day + timedelta(days=3))
    (datetime.datetime(2026, 3, 1, 6, 0), datetime.datetime(2026, 3, 7, 0, 0))
    """
    holds = min(timedelta(seconds=fresh), _CACHE)
    if kind in _OWN:
        return at + max(timedelta(seconds=every), holds)
    age = at - found
    if age > ENDS:
        return None
    return at + max(min(max(age, SOONEST), LATEST), holds)


def after_failure(at: datetime, failures: int, after: float | None = None) -> datetime:
    """When what failed is tried again: after a quarter of an hour, then each time twice as long, at most a day, or what the server asks for.

    Args:
        at: the present.
        failures: tries in a row that failed, this one among them.
        after: seconds that the server asks for.
    """
    wait = min(_TRY * (1 << min(max(failures - 1, 0), 10)), timedelta(days=1))
    return at + max(wait, min(timedelta(seconds=after or 0.0), _CACHE))


def after_refusal(kind: SourceKind, every: int, at: datetime, failures: int) -> datetime | None:
    """When what was refused is tried again: in a week, and after some refusals never, unless the user named the page."""
    if kind in _OWN:
        return at + max(timedelta(seconds=every), timedelta(days=1))
    return at + _REFUSED if failures < GIVEN_UP else None


def of_source(every: int, at: datetime, failures: int = 0, after: float | None = None, fresh: float = 0.0) -> datetime:
    """When a source is looked at next: after its own time, doubled for each failure up to a day; what the server asks for counts.

    Args:
        every: seconds between two looks.
        at: the present.
        failures: looks in a row that failed.
        after: seconds that the server asks for after a failure.
        fresh: seconds for which the answer says that it holds.
    """
    own = timedelta(seconds=every)
    wait = min(own * (1 << min(failures, 10)), max(own, timedelta(days=1)))
    return at + max(wait, min(timedelta(seconds=max(after or 0.0, fresh)), timedelta(days=1)))

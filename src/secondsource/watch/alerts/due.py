"""Deadlines of the law that come near or have passed: one alert for each duty, whatever number of States it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from secondsource import law
from secondsource.law.deadlines import Standing
from secondsource.store import CaseView
from secondsource.subjects import Subject

from .alert import Alert, Told
from .kinds import Kind

NEAR = timedelta(days=14)
"""How long before it runs out somebody wants to know; a weekly digest then still comes in time."""
LATE = timedelta(days=30)
"""How long after it ran out it is still told, where nobody looked meanwhile."""


def due(view: CaseView, pack: Subject, day: date) -> Iterator[Alert]:
    """The deadlines that are near on a day or have passed, each the same for all days on which it is told.

    A State of which something was reported on the duty is not among those it is about.
    """
    running: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    asks: dict[str, str] = {}
    for duty in law.track(pack, day, None, view.claims, view.readings, view.supports):
        if not duty.deadline or duty.state is None or duty.standing not in (Standing.RUNNING, Standing.NOTHING_KNOWN):
            continue
        left = date.fromisoformat(duty.deadline) - day
        if -LATE <= left <= NEAR:
            running[duty.provision, duty.deadline].append(duty.state)
            asks[duty.provision] = duty.asks
    for (provision, deadline), states in sorted(running.items()):
        step = "passed" if deadline < day.isoformat() else "near"
        told = Told(kind=Kind.DEADLINE, of=provision, was=deadline, now=step, states=tuple(sorted(states)))
        yield Alert(title=asks[provision], told=(told,))

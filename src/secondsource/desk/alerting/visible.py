"""What of the alerts somebody may see: nothing that rests on what is closed to them, and of searches only what theirs find."""

from __future__ import annotations

from dataclasses import replace

from secondsource.publish.chapter import heading
from secondsource.store.office import Office
from secondsource.store.watching import Kept, Watching
from secondsource.watch.alerts.alert import Alert, alert_of
from secondsource.watch.alerts.audience import DESK, OPEN
from secondsource.watch.alerts.feed import Entry
from secondsource.watch.alerts.kinds import Kind, Level
from secondsource.watch.alerts.words import said

from ..shelf import Shown
from ..staff.panel import keeps
from ..visiting import visitor

MOST = 2_000
"""Alerts that are looked through at most, the latest first."""


def listed(
    shown: Shown, watching: Watching, office: Office, *, every: bool = False, since: str = ""
) -> tuple[tuple[Kept, Alert], ...]:
    """The alerts that whoever asks may see, the latest first.

    Args:
        shown: the case as they see it.
        watching: where alerts are kept.
        office: for the searches that are theirs.
        every: also what is told only to who asks for it by name.
        since: only after this instant, ISO 8601 in UTC.
    """
    closed = visitor().closed
    mine = {search.query for search in office.searches.of(visitor().id)} if keeps() else set()
    out = []
    for kept in watching.alerts.listed(OPEN if closed else DESK, since=since, most=MOST):
        alert = _theirs(alert_of(kept), mine)
        # a report that was closed since the alert was made is closed to it as well; its other versions are not in `sources` either
        known = not closed or all(report in shown.sources for report in alert.reports)
        if alert.told and known and (every or alert.level is not Level.ASKED):
            out.append((kept, alert))
    return tuple(out)


def entries(shown: Shown, found: tuple[tuple[Kept, Alert], ...]) -> tuple[Entry, ...]:
    """The same in words, in the language spoken."""
    return tuple(
        Entry(id=kept.id, at=kept.at, alert=alert, said=said(alert, shown.pack, _title(shown, alert)))
        for kept, alert in found
    )


def _theirs(alert: Alert, mine: set[str]) -> Alert:
    if mine & set(alert.searches):
        return alert
    return replace(alert, told=tuple(told for told in alert.told if told.kind is not Kind.REPORT))


def _title(shown: Shown, alert: Alert) -> str:
    claim = shown.view.claim(alert.claim) if alert.claim else None
    return heading(claim, shown.pack) if claim else ""

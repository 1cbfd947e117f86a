"""For whom what is counted: nobody is told of what they may not see, not even by a number that only it explains.

There is one audience for who may see everything at the desk, one for who may not see closed reports, and one for each strictest marking
that a subscription takes. A subscription is nobody in particular, so what is closed at the desk is closed to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from secondsource.model import Marking
from secondsource.store import CaseView
from secondsource.store.office import Office
from secondsource.store.watching import Subscription
from secondsource.subjects import Subject
from secondsource.trace.versions import versions

DESK = "desk"
"""Who may see everything."""
OPEN = "open"
"""Who may see everything but closed reports."""


def audience_of(subscription: Subscription) -> str:
    """The audience that a subscription belongs to."""
    return f"up to {subscription.up_to}"


def audiences(subscriptions: Iterable[Subscription]) -> tuple[str, ...]:
    """All audiences of a case, those of the desk first."""
    return (DESK, OPEN, *sorted({audience_of(subscription) for subscription in subscriptions}))


def hidden(view: CaseView, closed: frozenset[str], audience: str) -> frozenset[str]:
    """The reports that an audience may not know of.

    Args:
        view: the whole case.
        closed: reports that are closed at the desk, with their other versions.
        audience: one of `audiences`.
    """
    if audience == DESK:
        return frozenset()
    if audience == OPEN:
        return closed
    up_to = Marking.parse(audience.removeprefix("up to "))
    whole = view.marks.get(view.id)
    if whole is not None and whole > up_to:
        return frozenset(report.id for report in view.reports)
    return closed | {name for name, own in view.marks.items() if own > up_to and name != view.id}


def closed_at(office: Office, view: CaseView, pack: Subject) -> frozenset[str]:
    """The closed reports of a case with their other versions: what closed the one closes the others."""
    closed = frozenset(office.closings.all())
    if not closed:
        return closed
    groups: Mapping[str, tuple[str, ...]] = versions(view.reports, pack)
    return closed | {other for report in closed for other in groups.get(report, ())}

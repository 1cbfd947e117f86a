"""Sets the page of alerts."""

from __future__ import annotations

from secondsource.model import Ref, SecondsourceError, Span
from secondsource.publish.tongue import say
from secondsource.store.office import Office
from secondsource.store.watching import Watching
from secondsource.watch.alerts.alert import Cause
from secondsource.watch.alerts.feed import Entry
from secondsource.watch.alerts.letter import where
from secondsource.watch.alerts.words import LEVELS

from .. import places
from ..pages import set_of
from ..shelf import Shown
from ..staff.panel import keeps
from ..visiting import visitor
from . import visible

PAGE = 50
"""Alerts on a page."""


def alerts_page(shown: Shown, watching: Watching, office: Office, number: int, *, every: bool) -> str | None:
    """A page of the alerts, the latest first; None if there is no such page.

    Args:
        shown: the case.
        watching: where alerts are kept.
        office: for the searches of whoever asks.
        number: counts from 1.
        every: also what is told only to who asks for it by name.
    """
    found = visible.listed(shown, watching, office, every=every)
    last = max(1, -(-len(found) // PAGE))
    if not 1 <= number <= last:
        return None
    part = found[(number - 1) * PAGE : number * PAGE]
    insider = keeps()
    seen = watching.alerts.seen_up_to(visitor().id) if insider else 0
    told = zip(part, visible.entries(shown, part), strict=True)
    return set_of(
        shown,
        "alerts.html.j2",
        at="/today",
        alerts=[(_row(shown, entry), insider and kept.seq > seen) for (kept, _), entry in told],
        unseen=sum(kept.seq > seen for kept, _ in found) if insider else 0,
        upto=max((kept.seq for kept, _ in found), default=0),
        total=len(found),
        page=number,
        pages=last,
        every=every,
        insider=insider,
        token=visitor().token,
    )


def unseen(shown: Shown, watching: Watching, office: Office) -> int:
    """How many alerts somebody has not seen; 0 for who only looks on, and where what is watched cannot be read: its own page says why."""
    if not keeps():
        return 0
    try:
        seen = watching.alerts.seen_up_to(visitor().id)
        return sum(kept.seq > seen for kept, _ in visible.listed(shown, watching, office))
    except SecondsourceError:
        return 0


def _row(shown: Shown, entry: Entry) -> dict[str, object]:
    alert = entry.alert
    there = not alert.claim or shown.view.claim(alert.claim) is not None
    return {
        "id": entry.id,
        "at": entry.at,
        "level": alert.level.value,
        "says": say(LEVELS[alert.level]),
        "title": entry.said.title,
        "href": where(alert) if there else "",
        "changes": [
            {
                "name": change.name,
                "text": change.text,
                "why": change.why,
                "because": [(item.named, _href(shown, item.cause)) for item in change.because],
            }
            for change in entry.said.changes
        ],
    }


def _href(shown: Shown, cause: Cause) -> str:
    if cause.report not in shown.sources:
        return ""
    if cause.end <= cause.start:
        return places.report_href(cause.report)
    return places.words_href(Ref(cause.report, Span(cause.start, cause.end)))

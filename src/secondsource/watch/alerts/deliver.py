"""Puts alerts into messages when their hour has come, and sends what is due; what cannot be sent is tried again, later each time."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from secondsource.model import Marking, SecondsourceError
from secondsource.publish.tongue import speaking
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.store.watching import Message, Subscription, Timing, Watching
from secondsource.store.watching.outbox import State
from secondsource.subjects import load

from .alert import Alert, alert_of
from .audience import audience_of, closed_at, hidden
from .channel import Channel, NoSender, send
from .letter import letter
from .target import NoTarget, address_of

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)
"""How long to wait after each try in vain; after the last one the message is given up, and stays in the list of what was not sent."""

NOT_TRIED = timedelta(minutes=15)
"""How long to wait where the address or what sends is missing on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What came of it: messages sent, failed for now, given up, and withheld for nothing of them may be told any more."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    withheld: int = 0


def deliver(
    case: Case,
    watching: Watching,
    office: Office,
    now: datetime,
    *,
    channel: Channel = send,
    environment: Mapping[str, str] = os.environ,
    stopped: Callable[[], bool] = lambda: False,
) -> Delivered:
    """Sends what is due.

    A message is marked as sent after it was taken. A kill in between sends it once more under the same key, which mail programs and web addresses
    can tell; a mark before would lose it.

    Args:
        case: the case, for what may not be told any more.
        watching: where messages are kept.
        office: for closed reports.
        now: the instant.
        channel: sends; another one in tests.
        environment: where addresses may be held.
        stopped: asked before each message, whether to stop.
    """
    at = _instant(now)
    subscriptions = {s.id: s for s in watching.subscriptions.all()}
    for one in subscriptions.values():
        if is_time(one, now) and watching.outbox.waiting(one.id):
            watching.outbox.put_together(one.id, f"{case.about.id} {one.name}", at)
    due = watching.outbox.due(at)
    counts = dict.fromkeys(("sent", "failed", "given_up", "withheld"), 0)
    gone = _Hidden(case, office) if due else None
    for message in due:
        subscription = subscriptions.get(message.subscription)
        if stopped():
            break
        if subscription is None or gone is None:
            continue
        told = _told(watching, message, gone.of(subscription))
        if not told:
            watching.outbox.ended(message.key, State.WITHHELD, at)
            counts["withheld"] += 1
            continue
        try:
            _sent(case, subscription, message, told, now, channel, environment)
        except (NoTarget, NoSender) as error:
            # nothing was tried: somebody has to mend what is missing here, and until then nothing is given up
            watching.outbox.failed(message.key, str(error), _instant(now + NOT_TRIED), at, tried=False)
            counts["failed"] += 1
        except SecondsourceError as error:
            again = WAITS[message.attempts] if message.attempts < len(WAITS) else None
            watching.outbox.failed(message.key, str(error), _instant(now + again) if again else None, at)
            counts["failed" if again else "given_up"] += 1
        else:
            watching.outbox.ended(message.key, State.SENT, at)
            counts["sent"] += 1
    return Delivered(**counts)


def is_time(subscription: Subscription, now: datetime) -> bool:
    """Whether it is the hour of a subscription: at once, on another day, or in another week (from Monday, ISO 8601) than it was told last, in UTC."""
    if subscription.timing is Timing.ONCE:
        return True
    then = datetime.fromisoformat(subscription.told.replace("Z", "+00:00")).astimezone(UTC).date()
    day = now.astimezone(UTC).date()
    if subscription.timing is Timing.DAILY:
        return day > then
    return day.isocalendar()[:2] > then.isocalendar()[:2]


def _sent(
    case: Case,
    subscription: Subscription,
    message: Message,
    told: list[tuple[str, Alert]],
    now: datetime,
    channel: Channel,
    environment: Mapping[str, str],
) -> None:
    up_to = Marking.parse(subscription.up_to)
    with speaking(subscription.language):
        made = letter(
            message.key,
            told,
            load(case.about.subject),
            case=case.about.title,
            address=subscription.address,
            marking=up_to.label if up_to is not Marking.CLEAR else "",
        )
    channel(address_of(subscription.target, environment), made, now)


def _told(watching: Watching, message: Message, gone: frozenset[str]) -> list[tuple[str, Alert]]:
    """The alerts of a message that may still be told, the most urgent first."""
    kept = [(item.id, alert_of(item)) for item in watching.alerts.some(message.alerts)]
    may = [(id, alert) for id, alert in kept if gone.isdisjoint(alert.reports)]
    return sorted(may, key=lambda item: item[1].level.rank)


class _Hidden:
    """What each subscription may not know of now, which can be more than when the alert was made."""

    def __init__(self, case: Case, office: Office) -> None:
        self._view = Case.open(case.folder).at_hand()
        self._closed = closed_at(office, self._view, load(case.about.subject))
        self._of: dict[str, frozenset[str]] = {}

    def of(self, subscription: Subscription) -> frozenset[str]:
        audience = audience_of(subscription)
        if audience not in self._of:
            self._of[audience] = hidden(self._view, self._closed, audience)
        return self._of[audience]


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

"""Whether somebody wants to be told of something."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.model import SecondsourceError
from secondsource.store.watching import Subscription

from .alert import Alert
from .kinds import Kind, Level


class NoSuchKind(SecondsourceError):
    """There is no such kind of alert. The message names those there are."""


def kinds_of(names: Iterable[str]) -> frozenset[Kind]:
    """The kinds that names stand for; `now` and `later` stand for all kinds of their level.

    Raises:
        NoSuchKind: if one stands for none.

    >>> sorted(kinds_of(["deadline", "law"]))
    [<Kind.DEADLINE: 'deadline'>, <Kind.LAW: 'law'>]
    """
    out: set[Kind] = set()
    for name in names:
        if name in (Level.NOW, Level.LATER):
            out |= {kind for kind in Kind if kind.level == name}
        elif name in set(Kind):
            out.add(Kind(name))
        else:
            known = ", ".join([Level.NOW.value, Level.LATER.value, *(kind.value for kind in Kind)])
            raise NoSuchKind(f"There is no alert of the kind “{name}”. Name some of: {known}.")
    return frozenset(out)


def wants(subscription: Subscription, alert: Alert) -> bool:
    """Whether a subscription takes an alert: of one of its kinds, of one of its claims, of one that its search finds.

    That a new report tells a claim is told only to who searches for it.
    """
    if subscription.claims and not {alert.claim, alert.root} & set(subscription.claims):
        return False
    if subscription.search and subscription.search not in alert.searches:
        return False
    kinds = kinds_of(subscription.kinds)
    if not subscription.search:
        kinds -= {Kind.REPORT}
    return bool(alert.kinds & kinds)

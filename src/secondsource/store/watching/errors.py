"""What can go wrong with what is watched, in the user's situation."""

from __future__ import annotations

from secondsource.model import SecondsourceError


class NoSource(SecondsourceError):
    """No source is called so. `secondsource watch list` names all of them."""


class SourceTaken(SecondsourceError):
    """This is watched already. `secondsource watch list` shows it; remove it first to watch it in another way."""


class NoSubscription(SecondsourceError):
    """No subscription is called so. `secondsource watch tell list` names all of them."""


class SubscriptionTaken(SecondsourceError):
    """There is a subscription of that name already. Remove it first, or give another name."""

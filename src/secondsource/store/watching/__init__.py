"""What is watched for a case: its sources, the addresses seen, the manners of each host, and the log of what was fetched."""

from .alerts import Kept, Round, Settled
from .errors import NoSource, NoSubscription, SourceTaken, SubscriptionTaken
from .outbox import Message
from .subscriptions import Subscription, Timing
from .values import Address, Fetch, Host, Outcome, Part, Source, SourceKind, SourceState
from .watching import Watching

__all__ = [
    "Address",
    "Fetch",
    "Host",
    "Kept",
    "Message",
    "NoSource",
    "NoSubscription",
    "Outcome",
    "Part",
    "Round",
    "Settled",
    "Source",
    "SourceKind",
    "SourceState",
    "SourceTaken",
    "Subscription",
    "SubscriptionTaken",
    "Timing",
    "Watching",
]

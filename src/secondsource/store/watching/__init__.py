"""What is watched for a case: its sources, the addresses seen, the manners of each host, and the log of what was fetched."""

from .errors import NoSource, SourceTaken
from .values import Address, Fetch, Host, Outcome, Part, Source, SourceKind, SourceState
from .watching import Watching

__all__ = [
    "Address",
    "Fetch",
    "Host",
    "NoSource",
    "Outcome",
    "Part",
    "Source",
    "SourceKind",
    "SourceState",
    "SourceTaken",
    "Watching",
]

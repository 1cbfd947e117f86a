"""The watch loop: fetch, take in, derive, look for what is news, tell; once, or again and again until it is stopped."""

from .once import Pass, Stopped, WatchedAlready, once, watched
from .steady import steady

__all__ = ["Pass", "Stopped", "WatchedAlready", "once", "steady", "watched"]

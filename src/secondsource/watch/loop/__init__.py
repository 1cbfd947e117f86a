"""The watch loop: fetch, take in, derive, look for what is news, tell; once, or again and again until it is stopped."""

from .once import Pass, Stopped, once
from .steady import steady

__all__ = ["Pass", "Stopped", "once", "steady"]

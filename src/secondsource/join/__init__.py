"""Mentions of one and the same event, in all reports, become one claim with every rival value side by side."""

from .again import Joined, again
from .claims import VERSION, join, narrowed
from .coreference import coreference
from .why import Bond, Why, why

__all__ = ["VERSION", "Bond", "Joined", "Why", "again", "coreference", "join", "narrowed", "why"]

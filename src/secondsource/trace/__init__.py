"""Who had it from whom, and how many independent origins are behind it."""

from .again import Again, again
from .case import VERSION
from .tracing import trace

__all__ = ["VERSION", "Again", "again", "trace"]

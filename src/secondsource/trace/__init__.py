"""Who had it from whom, and how many independent origins are behind it."""

from .case import VERSION
from .tracing import trace

__all__ = ["VERSION", "trace"]

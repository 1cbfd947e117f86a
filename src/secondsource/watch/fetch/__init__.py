"""Fetching: one address asked for at a time, politely, and never one that the network behind this machine holds for itself."""

from .address import Target, parsed
from .client import Client
from .coding import decoded
from .errors import NotFetched
from .fetcher import Fetcher
from .guard import Permission
from .manners import Manners

__all__ = ["Client", "Fetcher", "Manners", "NotFetched", "Permission", "Target", "decoded", "parsed"]

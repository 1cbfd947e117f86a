"""Documents of strangers taken apart in processes of their own, which can neither write, nor reach the net, nor last."""

from .beside import Beside
from .contents import Taken, confined, failed, feed_leads, list_leads, protections, read_capture, sitemap_leads, taken
from .errors import ConfinementFailed, EndedItsProcess, TookTooLong
from .limits import Limits

__all__ = [
    "Beside",
    "ConfinementFailed",
    "EndedItsProcess",
    "Limits",
    "Taken",
    "TookTooLong",
    "confined",
    "failed",
    "feed_leads",
    "list_leads",
    "protections",
    "read_capture",
    "sitemap_leads",
    "taken",
]

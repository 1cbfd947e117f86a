"""Takes a case out of the house: dossiers for readers, rows for programs. Personal data are masked in all of it."""

from .dossier import DOSSIER_FORMATS, UnknownFormat, dossier
from .exchange import EXCHANGE
from .export import FORMATS, WHAT, WHOLE, CannotWrite, UnknownExport, export, write_whole
from .marked import MarkedStricter, up_to
from .redact import masked_view, redacted_view
from .rows import story_rows

__all__ = [
    "DOSSIER_FORMATS",
    "EXCHANGE",
    "FORMATS",
    "WHAT",
    "WHOLE",
    "CannotWrite",
    "MarkedStricter",
    "UnknownExport",
    "UnknownFormat",
    "dossier",
    "export",
    "masked_view",
    "redacted_view",
    "story_rows",
    "up_to",
    "write_whole",
]

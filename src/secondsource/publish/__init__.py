"""Takes a case out of the house: dossiers for readers, rows for programs. Personal data are masked in all of it."""

from .checked import Checked, check
from .dossier import DOSSIER_FORMATS, Edition, UnknownFormat, UnknownLanguage, dossier, edition
from .exchange import EXCHANGE
from .export import FORMATS, WHAT, WHOLE, CannotWrite, UnknownExport, export, write_whole
from .marked import MarkedStricter, up_to
from .paper import forms, standards
from .paper.manifest import Terms, read_manifest
from .redact import WouldLeak, masked_view, redacted_view
from .rows import story_rows

__all__ = [
    "DOSSIER_FORMATS",
    "EXCHANGE",
    "FORMATS",
    "WHAT",
    "WHOLE",
    "CannotWrite",
    "Checked",
    "Edition",
    "MarkedStricter",
    "Terms",
    "UnknownExport",
    "UnknownFormat",
    "UnknownLanguage",
    "WouldLeak",
    "check",
    "dossier",
    "edition",
    "export",
    "forms",
    "masked_view",
    "read_manifest",
    "redacted_view",
    "standards",
    "story_rows",
    "up_to",
    "write_whole",
]

"""Takes a case out of the house: dossiers for readers, rows for programs. Personal data are masked in all of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checked import Checked, check
    from .dossiers import DOSSIER_FORMATS, Edition, UnknownFormat, UnknownLanguage, dossier, edition
    from .exchange import EXCHANGE
    from .exports import FORMATS, WHAT, WHOLE, CannotWrite, UnknownExport, export, write_whole
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

_HOMES = {
    "Checked": ".checked",
    "check": ".checked",
    "DOSSIER_FORMATS": ".dossiers",
    "Edition": ".dossiers",
    "UnknownFormat": ".dossiers",
    "UnknownLanguage": ".dossiers",
    "dossier": ".dossiers",
    "edition": ".dossiers",
    "EXCHANGE": ".exchange",
    "CannotWrite": ".exports",
    "FORMATS": ".exports",
    "UnknownExport": ".exports",
    "WHAT": ".exports",
    "WHOLE": ".exports",
    "export": ".exports",
    "write_whole": ".exports",
    "MarkedStricter": ".marked",
    "up_to": ".marked",
    "forms": ".paper",
    "standards": ".paper",
    "Terms": ".paper.manifest",
    "read_manifest": ".paper.manifest",
    "WouldLeak": ".redact",
    "masked_view": ".redact",
    "redacted_view": ".redact",
    "story_rows": ".rows",
}
"""The module that each comes from. It is loaded when it is first asked for: who shows a claim needs neither Word nor PDF."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name], __name__), name)
    return found

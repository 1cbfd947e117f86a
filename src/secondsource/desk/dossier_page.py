"""The page on which a dossier is chosen."""

from __future__ import annotations

from secondsource.model import Marking
from secondsource.publish import DOSSIER_FORMATS, forms, standards
from secondsource.publish.tongue import LANGUAGES, noted

from .pages import set_of
from .shelf import Shown

NAMES = {
    "html": noted("HTML: one page for any browser"),
    "md": noted("Markdown: plain text"),
    "docx": noted("DOCX: for Word and LibreOffice, with footnotes"),
    "pdf": noted("PDF: to print and to hand over"),
}


def page(shown: Shown) -> str:
    """The page."""
    return set_of(
        shown,
        "dossier.html.j2",
        at="/dossier",
        forms=forms().values(),
        standards=standards().values(),
        formats=[(name, NAMES[name]) for name in DOSSIER_FORMATS],
        tongues=LANGUAGES.items(),
        markings=tuple(Marking) if shown.view.marks else (),
    )

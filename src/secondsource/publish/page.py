"""Pieces of pages that dossiers and the desk share: marks of notes, pictures, links, the style sheet."""

from __future__ import annotations

import re
from importlib.resources import files

from markupsafe import Markup, escape

from .chapter import Chapter
from .drawing import svg
from .tongue import say


class NoteMarks:
    """Sets the raised number of a note; its first use is where the note leads back to."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.used: set[int] = set()

    def __call__(self, number: int) -> Markup:
        """The mark as HTML."""
        identifier = Markup("") if number in self.used else Markup(' id="u{}"').format(number)
        self.used.add(number)
        return Markup('<sup{0}><a href="{1}#n{2}" aria-label="{3}">{2}</a></sup>').format(
            identifier, self.prefix, number, say("Note {n}", n=number)
        )


def picture(chapter: Chapter, identifier: str, evidence: str = "") -> Markup:
    """The lineage of a claim as SVG; its lines lead to the elements whose ids begin with `evidence`, if that is given."""
    title = say("Lineage of claim {n}: {title}", n=chapter.number, title=chapter.title)
    return svg(chapter.graph, identifier, title, evidence=evidence)


def link(url: str) -> Markup:
    """An address as a link if it is a web address, else as plain text: nothing else may be followed from a page."""
    if re.match(r"https?://[^\s]+$", url, re.IGNORECASE):
        return Markup('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>').format(url)
    return escape(url)


def stylesheet() -> str:
    """The style sheet of dossiers, which the desk serves too."""
    return files(__package__).joinpath("templates/dossier.css").read_text(encoding="utf-8")

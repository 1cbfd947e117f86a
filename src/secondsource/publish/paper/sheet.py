"""What the parts of a document are written on: it numbers paragraphs, and knows the case, the form and the standard chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from secondsource.model import Claim
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from ..chapter import Chapter
from ..contents import Contents
from ..sourcebook import SourceEntry, sourcebook
from .blocks import Block, Heading, Line, Para, Piece, Text, Tlp
from .form import Context, Form
from .replies import Reply
from .standard import Standard, missing


@dataclass(kw_only=True)
class Sheet:
    """A document while it is written.

    Args:
        d: everything the case has to say, in the language spoken.
        view: the case, masked.
        about: what the subject adds to the form.
        of: the standard of evidence chosen.
        replies: what those who are named answered.
    """

    d: Contents
    view: CaseView
    pack: Subject
    form: Form
    about: Context
    of: Standard
    replies: tuple[Reply, ...]
    redacted: bool
    blocks: list[Block] = field(default_factory=list)
    paragraphs: int = 0
    told: dict[int, list[int]] = field(default_factory=dict)
    """First and last paragraph of each chapter, by its number."""
    parties: dict[str, list[int]] = field(default_factory=dict)
    """Who is named in claims and may answer, with the numbers of these claims."""

    @cached_property
    def book(self) -> Mapping[str, SourceEntry]:
        """Every source of the case by key."""
        return sourcebook(self.view, self.pack)

    def add(self, *blocks: Block) -> None:
        """Puts blocks below what is there."""
        self.blocks += blocks

    def heading(self, line: str | Line, level: int = 2, anchor: str = "", **more: Any) -> None:
        """Puts a heading."""
        self.add(Heading(line=_line(line), level=level, anchor=anchor, **more))

    def para(self, *line: str | Piece | Line, kind: str = "") -> int:
        """Puts a paragraph with the next number, which comes back."""
        self.paragraphs += 1
        self.add(Para(line=pieces(line), number=self.paragraphs, kind=kind))
        return self.paragraphs

    def aside(self, *line: str | Piece | Line, kind: str = "soft") -> None:
        """Puts a paragraph without a number: what leads a reader through the document and says nothing of the case."""
        self.add(Para(line=pieces(line), kind=kind))

    def claim(self, of: Chapter) -> Claim:
        """The claim of a chapter."""
        found = self.view.claim(of.id)
        assert found is not None
        return found

    def language_of(self, note: int) -> str:
        """The language of the words that a note quotes."""
        return self.d.notes[note - 1].source.language

    def why_not(self, of: Chapter) -> tuple[str, ...]:
        """Why a claim does not reach the standard chosen; empty if it does."""
        return missing(self.claim(of), self.view, self.of)

    def chosen(self, options: Mapping[str, Any]) -> tuple[Chapter, ...]:
        """The chapters that a part speaks of, in their order; those on the form's own rules first where it asks for that."""
        found = self.d.chapters
        if options.get("claims") == "reached":
            found = tuple(c for c in found if not self.why_not(c))
        if options.get("first") == "rules":
            found = tuple(sorted(found, key=lambda c: not self.on_rules(c)))
        return found

    def on_rules(self, of: Chapter) -> bool:
        """Whether a claim is one that the form's own rules speak to."""
        return any(
            finding.provision in self.about.rules and finding.outcome.adverse
            for finding in self.view.findings_of(of.id)
        )

    def tlp(self, identifier: str, of: Mapping[str, Any]) -> Line:
        """The marking of a part, where others are marked."""
        return (Tlp(of[identifier]),) if identifier in of else ()


def _line(line: str | Line) -> Line:
    return (Text(line),) if isinstance(line, str) else line


def pieces(line: Iterable[str | Piece | Line]) -> Line:
    """Pieces of a line out of words, pieces and lines; empty words left out."""
    out: list[Piece] = []
    for item in line:
        if isinstance(item, str):
            if item:
                out.append(Text(item))
        elif isinstance(item, tuple):
            out += item
        else:
            out.append(item)
    return tuple(out)


Part = Callable[[Sheet, Mapping[str, Any]], None]

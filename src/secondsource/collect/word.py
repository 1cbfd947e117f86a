"""Word documents (.docx): paragraphs and tables in their order, after a look at what the archive would unpack to."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from ..model import RegionKind
from .assembly import Assembly
from .draft import Draft, Extract
from .encoding import clean
from .errors import DamagedFile, EmptyFile
from .unpacking import look


def extract(data: bytes, name: str) -> Extract:
    """The document as one draft. Raises ZipBomb, HostileMarkup, PasswordNeeded, DamagedFile or EmptyFile."""
    look(data)
    try:
        document = docx.Document(BytesIO(data))
    except Exception as error:  # python-docx lets through whatever zipfile, lxml and its own look-ups raise
        raise DamagedFile from error
    made = Assembly()
    try:
        for words, kind in _blocks(document):
            made.add(clean(words), kind)
    except (etree.LxmlError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise DamagedFile from error
    if not made.text:
        raise EmptyFile
    return Extract(
        (
            Draft(
                name=name,
                text=made.text,
                regions=made.joined(),
                glued=not any(r.kind is RegionKind.TITLE for r in made.regions),
            ),
        )
    )


def _blocks(document: Document) -> Iterator[tuple[str, RegionKind | None]]:
    titled = False
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = (" | ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)) for row in block.rows)
            yield "\n".join(rows), None
            continue
        style = _style(block)
        if style == "title" and not titled:
            titled = True
            yield block.text, RegionKind.TITLE
        elif style.startswith("heading") or style in ("title", "subtitle"):
            first = style == "heading 1" and not titled
            titled = titled or first
            yield block.text, RegionKind.TITLE if first else RegionKind.HEADING
        elif style == "caption":
            yield block.text, RegionKind.CAPTION
        elif "quote" in style:
            yield block.text, RegionKind.QUOTATION
        else:
            yield block.text, None


def _style(paragraph: Paragraph) -> str:
    style = paragraph.style
    return (style.name or "").lower() if style is not None else ""

"""PDF: text by pypdfium2, lines put back into paragraphs, running heads and page numbers set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import PdfiumError

from ..model import How, Known, RegionKind
from .assembly import Assembly
from .draft import Draft, Extract
from .encoding import clean
from .errors import DamagedFile, NoTextInPdf, PasswordNeeded

_PAGES = 3000
"""Pages read at most; a report is a few, a thick annual report some hundreds."""
_ENDS = re.compile(r"[.!?:。！？”\"’')\]]\s*$")
_PAGE_NUMBER = re.compile(
    r"\s*+(?:page\s*+)?[-–—]?\s*+\d{1,4}\s*+[-–—]?(?:\s*+(?:/|of)\s*+\d{1,4})?\s*+", re.IGNORECASE
)
_HYPHEN = re.compile(r"[\u00ad\ufffe\x02]$|(?<=[a-zа-я])-$")


def extract(data: bytes, name: str) -> Extract:
    """The PDF as one draft. Raises PasswordNeeded, NoTextInPdf or DamagedFile."""
    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        raise (PasswordNeeded if "password" in str(error).lower() else DamagedFile) from error
    total = len(document)
    try:
        pages = [_lines(document, number) for number in range(min(total, _PAGES))]
        title = (document.get_metadata_dict(skip_empty=True) or {}).get("Title")
    except PdfiumError as error:
        raise DamagedFile from error
    finally:
        document.close()
    letters = sum(len(re.findall(r"\w", line)) for page in pages for line in page)
    if not letters:
        raise NoTextInPdf
    made = Assembly()
    running = _running(pages)
    for kind, words in _paragraphs(pages, running):
        made.add(words, kind)
    given = {}
    if title and _is_title(title, made.text):
        given["title"] = Known(
            value=" ".join(clean(title).split()), how=How.GIVEN, why="the title in the document's properties"
        )
    notes = (f"Only the first {_PAGES:,} of {total:,} pages were read.",) if total > _PAGES else ()
    return Extract((Draft(name=name, text=made.text, given=given, regions=tuple(made.regions), notes=notes),))


def _is_title(title: str, text: str) -> bool:
    """A title in the properties is often that of a template; it is believed if the text begins with it."""
    head = " ".join(text[:1000].split()).casefold()
    words = " ".join(title.split()).casefold()
    return len(words) > 5 and words in head


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[str]:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            return [
                _tidy(line)
                for line in textpage.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n").split("\n")
            ]
        finally:
            textpage.close()
    finally:
        page.close()


def _tidy(line: str) -> str:
    return re.sub(r"[^\S\n]+", " ", line.replace("\x00", "")).rstrip()


def _running(pages: Sequence[list[str]]) -> frozenset[str]:
    """First and last lines that stand on at least three pages, and on half of them, numbers aside."""
    if len(pages) < 3:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pages:
        filled = [line.strip() for line in page if line.strip()]
        seen.update({_numberless(line) for line in (*filled[:2], *filled[-2:])})
    return frozenset(line for line, count in seen.items() if count >= max(3, len(pages) // 2) and line)


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _paragraphs(pages: Sequence[list[str]], running: frozenset[str]) -> Iterator[tuple[RegionKind | None, str]]:
    """Lines joined where the sentence goes on, over page breaks too; a short line that ends a sentence ends its paragraph."""
    open_lines: list[str] = []
    for page in pages:
        widths = sorted(len(line) for line in page if line.strip())
        full = 0.75 * widths[int(0.9 * (len(widths) - 1))] if widths else 0.0
        filled = [at for at, line in enumerate(page) if line.strip()]
        edges = {*filled[:2], *filled[-2:]}
        for at, line in enumerate(page):
            if at in edges and (_numberless(line) in running or _PAGE_NUMBER.fullmatch(line)):
                yield RegionKind.BOILERPLATE, line
                continue
            if not line.strip():
                if open_lines and (_ENDS.search(open_lines[-1]) or len(open_lines) == 1):
                    yield None, _joined(open_lines)
                    open_lines = []
                continue
            if (
                len(open_lines) == 1
                and len(open_lines[0]) < full
                and not _ENDS.search(open_lines[0])
                and line[:1].isupper()
            ):
                yield None, open_lines[0]
                open_lines = []
            open_lines.append(line.strip())
            if len(line) < full and _ENDS.search(line):
                yield None, _joined(open_lines)
                open_lines = []
    if open_lines:
        yield None, _joined(open_lines)


def _joined(lines: Sequence[str]) -> str:
    out = ""
    for line in lines:
        if out and _HYPHEN.search(out):
            out = _HYPHEN.sub("", out) + line if line[:1].islower() else out + line
        else:
            out = f"{out} {line}" if out else line
    return clean(out.replace("\ufffe", "-").replace("\x02", "-"))

"""What a document is made of: pieces of a line, and blocks one below the other. Writers set them; nothing in them is markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secondsource.model.acting import harmless

from ..footnotes import Footnote
from ..marked import MarkingLine
from ..templating import in_english_only
from ..tongue import ENGLISH, language, say


def clean(text: object) -> str:
    r"""Text without signs that no document may hold, or that turn the direction of reading.

    >>> clean("a\x00b\u202ec")
    'a�b�c'
    """
    return harmless(str(text))


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one kind on a line.

    Args:
        text: the words.
        kind: empty, `strong`, `soft`, `em`, `code`, `quote` (words of a report), `tag`, `warn`.
        lang: their language where it is not that of the document.
        to: the anchor they lead to, or an address beginning with `http`.
    """

    text: str
    kind: str = ""
    lang: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The raised number of a note."""

    number: int


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a report in their place, under the notes that point at them.

    Args:
        text: the words.
        notes: numbers of the notes whose words they are.
        opens: those whose words begin here; notes lead to them.
        closes: those whose words end here.
        anchors: ids of the statements that begin here.
    """

    text: str
    notes: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tlp:
    """The marking of a part."""

    line: MarkingLine


@dataclass(frozen=True, slots=True)
class Break:
    """A new line."""


Piece = Text | Mark | Cited | Tlp | Break
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: of level 2 for a part, 3 and 4 below it. `kind` is `claim`, `annexed`, `notice` or empty; `lang` is that of the part."""

    line: Line
    level: int = 2
    anchor: str = ""
    number: str = ""
    kind: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph. `number` is its number in the document, 0 for none; `kind` is `lead`, `soft`, `quotation`, `hidden`, `note`, `heading` or empty."""

    line: Line
    number: int = 0
    kind: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]
    ordered: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells of a table; one alone spans it as a heading of the rows below."""

    cells: tuple[Line, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. `widths` are shares of the width; `headed` says that the first cell of a row is its heading."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    headed: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing, with what it shows in sentences and the line below it."""

    svg: str
    title: str
    spoken: tuple[str, ...]
    caption: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Something to be filled in by whoever sends it: its name, and how many lines it takes."""

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """Where the list of the parts stands."""


@dataclass(frozen=True, slots=True)
class NotesHere:
    """Where the notes stand in formats that have no foot of a page."""


Block = Heading | Para | Items | Table | Picture | Blank | TableOfContents | NotesHere


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document.

    Args:
        title: its heading.
        kicker: what it is, above the title.
        sub: one line below it.
        language: code of the language it speaks.
        created: ISO 8601 instant that stands for when it was made: the case's, never the clock's.
        subject: of what it is, for the properties of the file.
        whole: the marking of all that is in it, or None.
    """

    title: str
    kicker: str
    sub: str
    language: str
    created: str
    subject: str
    identifier: str
    blocks: tuple[Block, ...]
    notes: tuple[Footnote, ...]
    whole: MarkingLine | None


def plain(line: Iterable[Piece]) -> str:
    """The words of a line."""
    out = []
    for piece in line:
        if isinstance(piece, Text | Cited):
            out.append(piece.text)
        elif isinstance(piece, Break):
            out.append(" ")
    return "".join(out)


def lines_of(block: Block) -> Iterator[Line]:
    """Every line of a block, in the order of reading."""
    if isinstance(block, Heading | Para):
        yield block.line
    elif isinstance(block, Items):
        yield from block.lines
    elif isinstance(block, Table):
        for row in block.rows:
            yield from row.cells


def own(text: object, kind: str = "", to: str = "") -> Text:
    """Words that may be there in English only, marked as such where another language is spoken."""
    said = clean(text)
    return Text(said, kind, ENGLISH if in_english_only(said) else "", to)


def words(text: object, kind: str = "", lang: str = "", to: str = "") -> Text:
    """Words as they are, without signs that no document may hold."""
    return Text(clean(text), kind, "" if lang in ("und", language()) else lang, to)


def quote(text: str, lang: str) -> Text:
    """Words of a report."""
    return words(text, "quote", lang)


def marks(numbers: Iterable[int]) -> tuple[Mark, ...]:
    """The raised numbers of notes."""
    return tuple(Mark(number) for number in numbers)


def joined(lines: Iterable[Line], between: str = "; ") -> Line:
    """Lines one behind the other."""
    out: list[Piece] = []
    for line in lines:
        if out:
            out.append(Text(between))
        out += line
    return tuple(out)


def broken(lines: Iterable[Line]) -> Line:
    """Lines one below the other; empty ones left out."""
    out: list[Piece] = []
    for line in lines:
        if not any(not isinstance(p, Text) or p.text for p in line):
            continue
        if out:
            out.append(Break())
        out += line
    return tuple(out)


_LONG_HOW = 60
"""Signs of how a date is known from which on it is said in full in the first note on a report alone."""


def how_of(notes: Iterable[Footnote]) -> dict[int, str]:
    """How the day of each note's report is known, in brackets, by the note's number; what is long is said once for a report."""
    out: dict[int, str] = {}
    first: dict[str, int] = {}
    for note in notes:
        how = note.source.how
        if len(how) > _LONG_HOW and note.source.id in first:
            how = say("as in note {n}", n=first[note.source.id])
        first.setdefault(note.source.id, note.number)
        out[note.number] = f" ({clean(how)})" if how else ""
    return out

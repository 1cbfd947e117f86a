"""A report's text as who says what: every statement marked with its speaker's number and colour, and with how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from secondsource.model import Factuality, Reading, Statement
from secondsource.publish.annex import Block, Run, blocks
from secondsource.publish.footnotes import Footnote, Piece, SourceLine, quoted
from secondsource.publish.retold import named
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import word

HUES = 8
"""Colours that are told apart; further speakers have the same ones under another pattern."""
PATTERNS = 4
OWN_VOICE = noted("the report’s own voice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is heard in a report.

    Args:
        number: from 1, in the order in which they are first heard.
        name: the innermost teller, or the report's own voice.
        statements: how many statements are theirs.
    """

    number: int
    name: str
    statements: int

    @property
    def look(self) -> str:
        """Classes of the style sheet: a hue, and a pattern from the ninth speaker on."""
        pattern = (self.number - 1) // HUES % PATTERNS
        return f"hue{(self.number - 1) % HUES + 1}" + (f" pattern{pattern}" if pattern else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A statement with its number in the report, counted from 1 in order of the text, its speaker and its words in one line."""

    number: int
    statement: Statement
    speaker: Speaker
    quote: str

    @property
    def sure(self) -> str:
        """How sure it is, where it is not simply stated as fact."""
        factuality = self.statement.factuality
        return "" if factuality is Factuality.ASSERTED else word("factuality", factuality)

    @property
    def look(self) -> str:
        """Classes of the style sheet."""
        return f"{self.speaker.look} {self.statement.factuality.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters under the same statements.

    Args:
        text: the characters.
        anchors: ids of statements that begin here.
        starts: statements whose words begin or go on here after something else: here their speaker is named.
        marks: statements whose words these are, the widest first.
        first: numbers of those that are opened here; 0 is what the reader followed a link to.
        asked: whether a link led here.
        closes: statements whose words end here.
    """

    text: str
    anchors: tuple[str, ...] = ()
    starts: tuple[Spoken, ...] = ()
    marks: tuple[Spoken, ...] = ()
    first: frozenset[int] = frozenset()
    asked: bool = False
    closes: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text, as in `annex.Block`, with its stretches."""

    kind: str
    says: str
    stretches: tuple[Stretch, ...]


def spoken(reading: Reading) -> tuple[Spoken, ...]:
    """The statements of a report with their speakers, in order of the text."""
    names = [s.chain.innermost.name if s.chain.innermost else OWN_VOICE for s in reading.statements]
    numbers = dict(zip(dict.fromkeys(names), count(1), strict=False))
    speakers = {
        name: Speaker(number=n, name=say(name) if name == OWN_VOICE else named(name), statements=names.count(name))
        for name, n in numbers.items()
    }
    return tuple(
        Spoken(number=n, statement=s, speaker=speakers[name], quote=quoted(reading.report, s.content))
        for n, (s, name) in enumerate(zip(reading.statements, names, strict=True), start=1)
    )


def speakers_of(said: Iterable[Spoken]) -> tuple[Speaker, ...]:
    """Who is heard, in the order in which they are first heard."""
    return tuple(dict.fromkeys(s.speaker for s in said))


def factualities_of(said: Iterable[Spoken]) -> tuple[tuple[Factuality, str, int], ...]:
    """The kinds of factuality that occur, in their order, each in words and with how many statements are of it."""
    found = [s.statement.factuality for s in said]
    return tuple((kind, word("factuality", kind), found.count(kind)) for kind in Factuality if kind in found)


def paragraphs(
    reading: Reading, said: Sequence[Spoken], source: SourceLine, asked: Footnote | None = None
) -> tuple[Paragraph, ...]:
    """The text with exactly the words of these statements marked.

    Args:
        reading: the report.
        said: the statements to mark, some of those that `spoken` gives.
        source: its line.
        asked: words that a link led to, as a note of number 0.
    """
    notes = [
        Footnote(number=s.number, source=source, spans=s.statement.content, pieces=(Piece(s.quote),)) for s in said
    ]
    by_number = {s.number: s for s in said}
    return tuple(
        Paragraph(block.kind, block.says, tuple(_stretches(block, by_number)))
        for block in blocks(reading, [*notes, *([asked] if asked else ())])
    )


def _stretches(block: Block, said: dict[int, Spoken]) -> Iterable[Stretch]:
    before: frozenset[int] = frozenset()
    for run in block.runs:
        under = [said[n] for n in run.notes if n]
        yield Stretch(
            text=run.text,
            anchors=run.anchors,
            starts=tuple(s for s in under if s.number not in before),
            marks=tuple(sorted(under, key=_wide)),
            first=frozenset(run.opens),
            asked=0 in run.notes,
            closes=tuple(said[n] for n in _closed(run) if n in said),
        )
        before = frozenset(run.notes)


def _closed(run: Run) -> tuple[int, ...]:
    return tuple(n for n in run.closes if n)


def _wide(said: Spoken) -> tuple[int, int]:
    return (-sum(map(len, said.statement.content)), said.number)

"""A text with what was found in it marked: in colours on a terminal, in brackets elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.model import Reading, Span, merged, without

from .output import printable

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {
    "content": "green",
    "cue": "bold yellow",
    "speaker": "bold cyan",
    "teller": "magenta",
    "left out": "dim",
}
"""What is marked, in the order in which one mark may lie inside another, and its colour on a terminal."""
_RANK = {name: rank for rank, name in enumerate(STYLES)}


@dataclass(frozen=True, slots=True)
class Marked:
    """Characters marked as something, with the numbers of the statements for which they are; none for what was left out."""

    span: Span
    name: str
    numbers: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """`speaker 1, 2`."""
        return f"{self.name} {', '.join(map(str, self.numbers))}".rstrip()


def marks_of(reading: Reading) -> list[Marked]:
    """Everything that is marked in a reading, in no order that matters."""
    numbers: dict[tuple[Span, str], list[int]] = {}

    def mark(span: Span, name: str, number: int) -> None:
        numbers.setdefault((span, name), []).append(number)

    for number, s in enumerate(reading.statements, start=1):
        for span in s.content:
            mark(span, "content", number)
        here = {span: name for span, name in ((s.cue, "cue"), (s.speaker, "speaker")) if span is not None}
        for span, name in here.items():
            mark(span, name, number)
        for span in dict.fromkeys(link.span for link in s.chain.links):
            # A speaker is a teller too; his words are marked once, as what they are in the sentence.
            if not any(span.overlaps(other) for other in here):
                mark(span, "teller", number)
    found = [Marked(span, name, tuple(which)) for (span, name), which in numbers.items()]
    return [*found, *(Marked(span, "left out") for span in reading.report.noise())]


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs of the whole text, noise included: what stands between empty lines."""
    breaks, at = [], 0
    while (at := text.find("\n\n", at)) >= 0:
        breaks.append(Span(at, at + 2))
        at += 2
    for part in without(Span(0, len(text)), merged(breaks)) if text else ():
        if part.of(text).strip():
            yield part.trimmed(text)


def _shown(text: str) -> str:
    """The text in its lines, without characters that would act on the terminal."""
    return "".join(c if c.isprintable() or c == "\n" else printable(c) or " " for c in text)


def _within(paragraph: Span, marks: Iterable[Marked]) -> list[Marked]:
    return [
        Marked(Span(max(m.span.start, paragraph.start), min(m.span.end, paragraph.end)), m.name, m.numbers)
        for m in marks
        if m.span.overlaps(paragraph)
    ]


def coloured(reading: Reading, paragraph: Span, marks: Iterable[Marked]) -> Text:
    """The paragraph in the colours of its marks, with the number of each statement behind its last words."""
    from rich.text import Text

    here = sorted(_within(paragraph, marks), key=lambda m: (_RANK[m.name], m.numbers))
    words = paragraph.of(reading.report.text)
    out = Text(_shown(words))
    for mark in here:
        out.stylize(STYLES[mark.name], mark.span.start - paragraph.start, mark.span.end - paragraph.start)
    # The number stands behind the last piece of each content, so that text and reasons find each other.
    ends: dict[int, int] = {}
    for mark in here:
        if mark.name == "content":
            ends.update({number: max(ends.get(number, 0), mark.span.end) for number in mark.numbers})
    whole, at = Text(), 0
    for number, end in sorted(ends.items(), key=lambda item: (item[1], item[0])):
        whole.append_text(out[at : end - paragraph.start])
        whole.append(f"[{number}]", style="reverse")
        at = end - paragraph.start
    whole.append_text(out[at:])
    return whole


def bracketed(reading: Reading, paragraph: Span, marks: Iterable[Marked]) -> str:
    """The paragraph with `[name number: ...]` around what is marked; marks that cross are closed and opened again."""
    here = _within(paragraph, marks)
    opens: dict[int, list[Marked]] = {}
    for mark in here:
        opens.setdefault(mark.span.start, []).append(mark)
    cuts = sorted({paragraph.start, paragraph.end, *(x for m in here for x in (m.span.start, m.span.end))})
    out: list[str] = []
    stack: list[Marked] = []
    for at, until in zip(cuts, [*cuts[1:], paragraph.end], strict=True):
        again: list[Marked] = []
        while any(mark.span.end <= at for mark in stack):
            top = stack.pop()
            out.append("]")
            if top.span.end > at:
                again.append(top)
        fresh = sorted([*again, *opens.get(at, ())], key=lambda m: (-m.span.end, _RANK[m.name], m.numbers))
        for mark in fresh:
            out.append(f"[{mark.label}: ")
            stack.append(mark)
        out.append(_shown(reading.report.text[at:until]))
    out.extend("]" for _ in stack)
    return "".join(out)

"""One reading explained: the text with speakers, cues, contents and tellers marked, and under each paragraph why it was read so.

On a terminal the marks are colours, elsewhere words in brackets; as JSON they are spans. Personal data are masked in all three.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secondsource.model import Reading, Span, Statement, merged, without

from .output import printable

if TYPE_CHECKING:
    from rich.console import Console
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


def explanation(reading: Reading) -> dict[str, Any]:
    """A reading with its reasons as plain data.

    Returns:
        `report` (id, outlet, published, language), `text` (masked at equal length, so that all spans fit), `left_out` (spans), and
        `statements`, each with number, id, spans and words of content, cue and speaker, chain, `found_by`, confidence, basis and
        factuality with the marks they rest on, anonymity, and its events.
    """
    return _explained(_masked(reading))


def print_explained(reading: Reading, console: Console, *, as_json: bool = False) -> None:
    """Prints a reading with its reasons: in colour on a terminal, with marks in brackets elsewhere, or as one line of JSON."""
    reading = _masked(reading)
    if as_json:
        console.file.write(json.dumps(_explained(reading), ensure_ascii=False) + "\n")
        return
    from rich.text import Text

    colours = console.is_terminal and not console.no_color

    def tell(line: Text) -> None:
        if colours:
            console.print(line, highlight=False, soft_wrap=False)
        else:
            # Written as it is: a pipe must get the same lines whatever width the console assumes.
            console.file.write(line.plain + "\n")

    tell(_head(reading, colours))
    marks = _marks(reading)
    told: set[int] = set()
    for paragraph in _paragraphs(reading.report.text):
        tell(Text())
        tell(_coloured(reading, paragraph, marks) if colours else Text(_bracketed(reading, paragraph, marks)))
        for number, statement in enumerate(reading.statements, start=1):
            if number not in told and statement.hull.end <= paragraph.end:
                told.add(number)
                for line in _reasons(reading, number, statement):
                    tell(line)
    if not reading.statements:
        tell(Text())
        tell(Text("No statements were found."))


def _masked(reading: Reading) -> Reading:
    from secondsource.publish import masked_view
    from secondsource.store import CaseView

    return masked_view(CaseView(id="", title="", created="", subject="", readings=(reading,))).readings[0]


# -- as data


def _explained(reading: Reading) -> dict[str, Any]:
    report = reading.report
    return {
        "report": {
            "id": report.id,
            "name": report.name,
            "outlet": report.outlet.value if report.outlet else None,
            "published": report.published.value if report.published else None,
            "language": report.lang,
        },
        "text": report.text,
        "left_out": [_pair(span) for span in report.noise()],
        "statements": [_row(reading, number, s) for number, s in enumerate(reading.statements, start=1)],
    }


def _row(reading: Reading, number: int, s: Statement) -> dict[str, Any]:
    text = reading.report.text
    return {
        "number": number,
        "id": s.id,
        "content": [_piece(span, text) for span in s.content],
        "cue": _piece(s.cue, text),
        "speaker": _piece(s.speaker, text),
        "chain": [
            {"name": link.name, "kind": link.kind.value, "entity": link.entity, **(_piece(link.span, text) or {})}
            for link in s.chain.links
        ],
        "found_by": {"kind": _kind(s), "name": s.how, "confidence": s.confidence},
        "basis": {"value": s.basis.value, "rests_on": _rests_on(s, "basis", text)},
        "factuality": {"value": s.factuality.value, "rests_on": _rests_on(s, "factuality", text)},
        "anonymity": s.anonymity.value,
        "events": [
            {
                "type": m.type,
                "trigger": _piece(m.trigger, text),
                "when": m.when.date.text if m.when else None,
                "when_why": m.when.why if m.when else None,
                "place": m.place.name if m.place else None,
                "country": m.place.country if m.place else None,
                "amounts": [
                    {"what": q.what, "range": str(q.range), **(_piece(q.span, text) or {})} for q in m.quantities
                ],
            }
            for m in reading.mentions
            if m.statement == s.id
        ],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _piece(span: Span | None, text: str) -> dict[str, Any] | None:
    return None if span is None else {"span": _pair(span), "words": span.of(text)}


def _rests_on(s: Statement, judgement: str, text: str) -> list[dict[str, Any]]:
    return [
        {"span": _pair(mark.span), "words": mark.span.of(text)}
        for mark in s.marks
        if mark.of.partition(":")[0] == judgement
    ]


def _kind(s: Statement) -> str:
    return "model" if s.how == "model" or ":" in s.how else "rule"


# -- as lines


def _head(reading: Reading, colours: bool) -> Text:
    from rich.text import Text

    report = reading.report
    known = [k.value for k in (report.outlet, report.published) if k is not None]
    line = Text(printable(", ".join([report.name, *known, report.lang])), style="bold")
    line.append("\nmarked: ", style="not bold")
    for name, style in STYLES.items():
        line.append(name if colours else f"[{name}]", style=f"not bold {style}")
        line.append(" ", style="not bold")
    line.rstrip()
    return line


def _reasons(reading: Reading, number: int, s: Statement) -> Iterator[Text]:
    from rich.text import Text

    text = reading.report.text

    def because(judgement: str, value: str) -> str:
        words = [f"“{printable(item['words'])}”" for item in _rests_on(s, judgement, text)]
        return f"{judgement} {value}" + (f" (by {', '.join(words)})" if words else "")

    chain = Text(f"  {number}  ")
    chain.append(printable(s.chain), style=STYLES["teller"])
    yield chain
    yield Text(
        f"     {because('factuality', s.factuality.value)}; {because('basis', s.basis.value)}; source {s.anonymity.value}"
    )
    yield Text(f"     found by the {_kind(s)} “{printable(s.how)}”, confidence {s.confidence:.2f}")
    for event in _row(reading, number, s)["events"]:
        parts = [
            event["type"],
            f"“{printable(event['trigger']['words'])}”",
            event["when"],
            event["place"],
            event["country"],
        ]
        parts += [f"{amount['range']} {amount['what']}" for amount in event["amounts"]]
        yield Text(f"     event {printable(', '.join(part for part in parts if part))}")


def _marks(reading: Reading) -> list[Marked]:
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


def _paragraphs(text: str) -> Iterator[Span]:
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


def _coloured(reading: Reading, paragraph: Span, marks: Iterable[Marked]) -> Text:
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


def _bracketed(reading: Reading, paragraph: Span, marks: Iterable[Marked]) -> str:
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

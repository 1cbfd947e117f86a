"""One reading explained: the text with speakers, cues, contents and tellers marked, and under each paragraph why it was read so.

On a terminal the marks are colours, elsewhere words in brackets; as JSON they are spans. Personal data are masked in all three.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from secondsource.model import Reading, Span, Statement
from secondsource.model.acting import escaped

from .marks import STYLES, bracketed, coloured, marks_of, paragraphs
from .output import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


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
        console.file.write(escaped(json.dumps(_explained(reading), ensure_ascii=False)) + "\n")
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
    marks = marks_of(reading)
    told: set[int] = set()
    for paragraph in paragraphs(reading.report.text):
        tell(Text())
        tell(coloured(reading, paragraph, marks) if colours else Text(bracketed(reading, paragraph, marks)))
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
            {
                "name": link.name,
                "kind": link.kind.value,
                "entity": link.entity,
                "members": [m.name for m in link.members],
                **(_piece(link.span, text) or {}),
            }
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

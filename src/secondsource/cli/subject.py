"""`subject`: what a pack author asks of a subject pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.model import SecondsourceError

from .codes import Code, examples
from .options import DEFAULT_SUBJECT, Json, SubjectName
from .output import json_lines, line, note, printable, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secondsource.read.tried import Tally, Tried
    from secondsource.subjects import Subject
    from secondsource.subjects.examples import Example

app = typer.Typer(help="Subject packs by themselves.", no_args_is_help=True)


class NoExamples(SecondsourceError):
    """The subject pack has no such examples. Write them to `examples/` as `docs/how-to/event-type.md` shows."""


@app.callback()
def _subject() -> None:
    """Subject packs by themselves."""


@app.command(
    short_help="Read the examples of event types and tell what was found.",
    epilog=examples("subject test", "subject test WORK_STOPPAGE --failures", "subject test --subject ./my_pack"),
)
def test(
    types: Annotated[
        list[str] | None, typer.Argument(metavar="[TYPE]...", help="Event types to try; all of them if none is named.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--examples", metavar="DIR", readable=False, help="Examples of another folder than the pack's own."
        ),
    ] = None,
    failures: Annotated[bool, typer.Option("--failures", help="Also each example that was not read right.")] = False,
    at_least: Annotated[
        float | None,
        typer.Option("--at-least", metavar="F1", min=0, max=1, help="Exit code 4 if a type stays below this F1."),
    ] = None,
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """Read the example texts of the pack's event types and tell, for each type, what was found, missed and falsely found.

    Half of the examples of a type should be traps: texts with its words that tell no event of it. With --json, one line a type.
    """
    from secondsource.read import default_reader
    from secondsource.read.tried import tally, tried
    from secondsource.subjects import load

    pack = load(subject)
    known = pack.examples_in(folder) if folder is not None else pack.examples
    wanted = types or sorted(known)
    for kind in wanted:
        if kind not in known:
            raise NoExamples(f"There are no examples of “{printable(kind)}”. {_advice(kind, pack, known)}")
    if not wanted:
        raise NoExamples
    reader = default_reader(pack)
    results = {kind: list(tried(kind, known[kind], reader)) for kind in wanted}
    tallies = [tally(kind, results[kind]) for kind in wanted]
    if as_json:
        json_lines(_record(t, results[t.type], failures=failures) for t in tallies)
    else:
        whole = tally("all", [r for found in results.values() for r in found])
        table(
            ("type", "told", "found", "missed", "false", "precision", "recall", "F1"),
            [_row(t) for t in ([*tallies, whole] if len(tallies) > 1 else tallies)],
        )
        if failures:
            for kind in wanted:
                _print_failures(results[kind])
    low = [t.type for t in tallies if at_least is not None and (t.f1 or 0.0) < at_least]
    if low:
        note(f"below {at_least}: {', '.join(low)}")
        raise typer.Exit(Code.PROBLEMS)


def _advice(kind: str, pack: Subject, known: dict[str, tuple[Example, ...]] | Any) -> str:
    if kind not in pack.event_types:
        return "The pack has no such event type; `secondsource law types` lists them."
    return f"Types with examples: {', '.join(sorted(known)) or 'none'}."


def _row(t: Tally) -> tuple[object, ...]:
    shares = ("-" if value is None else f"{value:.2f}" for value in (t.precision, t.recall, t.f1))
    return (t.type, t.told, t.found, t.told - t.found, t.false, *shares)


def _record(t: Tally, results: list[Tried], *, failures: bool) -> dict[str, Any]:
    out: dict[str, Any] = {
        "type": t.type,
        "told": t.told,
        "found": t.found,
        "false": t.false,
        "precision": t.precision,
        "recall": t.recall,
        "f1": t.f1,
    }
    if failures:
        out["failures"] = [
            {
                "text": r.example.text,
                "missed": [told.trigger for told in r.missed],
                "false": [m.trigger.of(r.example.text) for m in r.false],
            }
            for r in results
            if r.missed or r.false
        ]
    return out


def _print_failures(results: list[Tried]) -> None:
    for words in _failures(results):
        line(words)


def _failures(results: list[Tried]) -> Iterator[str]:
    for r in results:
        for told in r.missed:
            yield f"{r.type}: missed “{printable(told.trigger)}” in: {printable(r.example.text)}"
        for mention in r.false:
            words = printable(mention.trigger.of(r.example.text))
            why = f" ({printable(r.example.why)})" if r.example.why else ""
            yield f"{r.type}: false “{words}”{why} in: {printable(r.example.text)}"

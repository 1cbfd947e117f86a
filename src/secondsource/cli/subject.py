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
    """The pack has no folder `examples/` with texts to try event types on. `docs/how-to/event-type.md` shows how to write them; rules are tried by `secondsource subject cases`."""


class NoCases(SecondsourceError):
    """The subject pack has no cases.yaml. Write it as `docs/how-to/regime.md` shows, or name a file of cases."""


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


@app.command(
    short_help="Tell whether a pack holds together, part by part.",
    epilog=examples("subject check", "subject check --subject ./my_pack"),
)
def check(subject: SubjectName = DEFAULT_SUBJECT, as_json: Json = False) -> None:
    """Read every part of a subject pack and tell what is in it or what is wrong with it. Ends with 4 if anything is wrong."""
    from secondsource.model.codec import plain
    from secondsource.pipeline.packcheck import packcheck
    from secondsource.subjects import load

    found = list(packcheck(load(subject)))
    if as_json:
        json_lines(plain(item) for item in found)
    else:
        table(
            ("part", "holds", "what is in it, or what is wrong"),
            [(item.part, "yes" if item.holds else "NO", item.said) for item in found],
            wraps=("what is in it, or what is wrong",),
        )
    if not all(item.holds for item in found):
        raise typer.Exit(Code.PROBLEMS)


@app.command(
    short_help="Hold golden cases against the provisions of a pack.",
    epilog=examples("subject cases --subject ./my_pack", "subject cases more.yaml --subject ./my_pack"),
)
def cases(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CASES.yaml]", readable=False, help="The cases; the pack's own cases.yaml if not given."
        ),
    ] = None,
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """Hold golden cases against the provisions: events with the outcome that each provision must have.

    A case has `id`, `event` and `facts` as for `law check`, `expect` (provision: outcome) and, for what must be conditional,
    `turns_on` (provision: facts). Each outcome that is another is shown, and the command ends with 4.
    """
    from secondsource import law
    from secondsource.model.codec import plain
    from secondsource.subjects import load
    from secondsource.subjects.files import read_mapping
    from secondsource.subjects.placed import line_of

    pack = load(subject)
    path = file if file is not None else pack.folder / "cases.yaml"
    if file is None and not path.is_file():
        raise NoCases
    try:
        golden = law.goldens(read_mapping(path), pack)
    except law.BadCase as error:
        said = str(error)
        number = line_of(path.read_text(encoding="utf-8"), said.split(":")[0], said)
        raise law.BadCase(f"{path.name}{f', line {number}' if number else ''}: {said}") from error
    found = [surprise for case in golden for surprise in law.surprises(case, pack)]
    if as_json:
        json_lines(plain(item) for item in found)
    elif found:
        table(
            ("case", "provision", "expected", "found", "in words"),
            [(s.case, s.provision, s.expected, s.found, s.sentence) for s in found],
            wraps=("expected", "found", "in words"),
        )
    if not as_json:
        total = sum(len(case.expect) for case in golden)
        line(f"{len(golden)} cases, {total} outcomes, {len(found)} other than expected.")
    if found:
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

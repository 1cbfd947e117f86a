"""`law`: the law by itself, without a case."""

from __future__ import annotations

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from .codes import Code, examples
from .law_case import NoProvision, deadlines, explain, said
from .law_on import on_day
from .options import DEFAULT_SUBJECT, Json, SubjectName
from .output import json_lines, line, note, printable, table

app = typer.Typer(
    help="Provisions: hold events against them, ask what was in force, explain a finding.", no_args_is_help=True
)


@app.command(
    short_help="Hold events against the provisions.",
    epilog=examples("law check events.jsonl", "law check - --table < events.jsonl"),
)
def check(
    events: Annotated[
        Path, typer.Argument(metavar="EVENTS.jsonl", readable=False, help="Events, one a line; - for standard input.")
    ],
    subject: SubjectName = DEFAULT_SUBJECT,
    provision: Annotated[
        list[str] | None, typer.Option("--provision", metavar="ID", help="Only this one; may be repeated.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="In the table, also what is not applicable.")] = False,
    as_table: Annotated[
        bool, typer.Option("--table/--json", help="A table for reading, or one line of JSON for each event.")
    ] = False,
) -> None:
    """Hold events against the provisions in force on their dates.

    A line is an object with `id`, `event` (`type`, `date` as EDTF, `country`, `factuality`) and `facts` by their names in
    the law vocabulary. Facts that are left out are unknown, never false. For each event one line of JSON comes out: its `id`
    and its `findings`, each with `provision`, `outcome`, `turns_on` and `elements`. A provision that does not speak of such events
    is `not_applicable`, without elements. A line that gives no event is named on standard error; the others go on.
    """
    from secondsource import law
    from secondsource.subjects import load

    pack = load(subject)
    unknown = [name for name in provision or () if name not in pack.provisions]
    if unknown:
        raise NoProvision(
            f"There is no provision “{unknown[0]}”. `secondsource law on DATE` lists them with their ids."
        )
    wanted = [pack.provisions[name] for name in provision] if provision else None
    rows: list[tuple[object, ...]] = []
    bad = seen = 0
    for event in law.events(_lines(events), pack):
        if isinstance(event, law.BadEvent):
            bad += 1
            note(f"set aside: {printable(event)}")
            continue
        seen += 1
        found = law.check(event, pack, wanted)
        if as_table:
            rows += _rows(event.id, found, every=every or wanted is not None)
        else:
            json_lines([law.record(event.id, found)])
    if as_table:
        table(
            ("event", "provision", "outcome", "turned on", "in words"), rows, wraps=("event", "turned on", "in words")
        )
    if not bad and not seen:
        note("The file holds no events. Write one object a line.")
    if bad:
        raise typer.Exit(Code.SET_ASIDE)


def _rows(event: str, found: Any, *, every: bool) -> list[tuple[object, ...]]:
    from secondsource.model import Outcome

    shown = [f for f in found if f.outcome is not Outcome.NOT_APPLICABLE or every]
    if not shown:
        return [(event, "", "not_applicable", "", "No provision reaches it; --all shows on what each fails.")]
    return [(event, f.provision, f.outcome.value, ", ".join(f.deciding), f.sentence) for f in shown]


app.command(
    "on",
    short_help="List what was in force on a day.",
    epilog=examples(
        "law on 2016-03-02", "law on 2017-10-01 --country PL --about labour", "law on 2017-10-01 --svg law.svg"
    ),
)(on_day)
app.command(
    short_help="Explain what a provision says of a claim.",
    epilog=examples(
        "law explain c0a1b2 --case kuwait",
        "law explain c0a1b2 UN-2397-8 --case kuwait",
        "law explain c0a1b2 UN-2397-8 --law-of 2026-11-28 --case kuwait",
    ),
)(explain)


app.command(
    short_help="Hold what the reports say of the law against the law.",
    epilog=examples("law said --case kuwait"),
)(said)
app.command(
    short_help="Track reports and deadlines, State by State.",
    epilog=examples("law deadlines", "law deadlines --country RU --as-of 2020-04-01"),
)(deadlines)


@app.command()
def types(subject: SubjectName = DEFAULT_SUBJECT, as_json: Json = False) -> None:
    """List the event types of the subject."""
    from secondsource.subjects import load

    kinds = load(subject).event_types.values()
    if as_json:
        json_lines({"id": kind.id, "group": kind.group, "definition": kind.definition} for kind in kinds)
        return
    table(
        ("type", "group", "what it is"),
        [(kind.id, kind.group, kind.definition) for kind in kinds],
        wraps=("what it is",),
    )


@app.command()
def facts(subject: SubjectName = DEFAULT_SUBJECT, as_json: Json = False) -> None:
    """List the facts of the law vocabulary."""
    from secondsource.subjects import load

    known: Any = load(subject).law["facts"]
    pairs = known.items() if isinstance(known, dict) else ((fact.get("name") or fact["id"], fact) for fact in known)
    for name, fact in pairs:
        if as_json:
            json_lines([{"name": name, "fact": fact}])
        else:
            line(f"{name}\t{printable(json.dumps(fact, ensure_ascii=False) if isinstance(fact, dict) else fact)}")


def _lines(path: Path) -> Iterator[str | bytes]:
    """The lines of the file; one that is not UTF-8 as its bytes."""
    data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    for raw in data.removeprefix(BOM_UTF8).split(b"\n"):
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError:
            yield raw

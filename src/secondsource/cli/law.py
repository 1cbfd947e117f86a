"""`law`: the law by itself, without a case."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.model import SecondsourceError

from .codes import examples
from .options import DEFAULT_SUBJECT, Json, SubjectName, day_of
from .output import json_lines, line, printable, table

if TYPE_CHECKING:
    from secondsource.law import Event

app = typer.Typer(
    help="Provisions by themselves: hold events against them, ask what was in force.", no_args_is_help=True
)


class NoProvision(SecondsourceError):
    """There is no such provision in the subject pack. `secondsource law on DATE` lists them with their ids."""


class BadEvents(SecondsourceError):
    """The events are not text in UTF-8. Save the file as UTF-8 and run this again."""


@app.command(
    short_help="Hold events against the provisions.",
    epilog=examples("law check events.jsonl", "law check - --json < events.jsonl"),
)
def check(
    events: Annotated[
        Path, typer.Argument(metavar="EVENTS.jsonl", readable=False, help="Events, one a line; - for standard input.")
    ],
    subject: SubjectName = DEFAULT_SUBJECT,
    provision: Annotated[
        list[str] | None, typer.Option("--provision", metavar="ID", help="Only this one; may be repeated.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what is not applicable.")] = False,
    as_json: Json = False,
) -> None:
    """Hold events against the provisions in force on their dates.

    A line is an object with `id`, `event` (`type`, `date` as EDTF, `country`, `factuality`) and `facts` by their names in
    the law vocabulary. Facts that are left out are unknown, never false. With --json, one line for each event: its `id` and
    its `findings`, each with `provision`, `outcome`, `turns_on` and `elements`; also those that do not apply.
    """
    from secondsource import law
    from secondsource.model import Outcome
    from secondsource.subjects import load

    pack = load(subject)
    unknown = [name for name in provision or () if name not in pack.provisions]
    if unknown:
        raise NoProvision(
            f"There is no provision “{unknown[0]}”. `secondsource law on DATE` lists them with their ids."
        )
    wanted = [pack.provisions[name] for name in provision] if provision else None
    rows: list[tuple[object, ...]] = []
    for event in _shallow(law.events(_lines(events), pack)):
        found = law.check(event, pack, wanted)
        if as_json:
            json_lines([law.record(event.id, found)])
            continue
        shown = [f for f in found if f.outcome is not Outcome.NOT_APPLICABLE or every or wanted]
        rows.extend((event.id, f.provision, f.outcome.value, ", ".join(f.deciding), f.sentence) for f in shown)
        if not shown:
            rows.append(
                (event.id, "", "not_applicable", "", "No provision reaches it; --all shows on what each fails.")
            )
    if not as_json:
        table(
            ("event", "provision", "outcome", "turned on", "in words"), rows, wraps=("event", "turned on", "in words")
        )


@app.command("on", short_help="List what was in force on a day.", epilog=examples("law on 2016-03-02"))
def on_day(
    day: Annotated[str, typer.Argument(metavar="DATE", help="A day, as 2016-03-02.")],
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """List what was in force on a day."""
    from secondsource import law
    from secondsource.model.codec import plain
    from secondsource.subjects import load

    found = law.in_force(day_of(day), load(subject))
    if as_json:
        json_lines(plain(item) for item in found)
        return
    rows = []
    for item in found:
        rule = item.provision
        until = "; ".join(" ".join(deadline) for deadline in item.running)
        since = f"{rule.in_force_from or '?'}{'' if item.certain else ' (not certain)'}"
        rows.append((rule.id, rule.jurisdiction, rule.legal_force, since, rule.in_force_to or "", until, rule.summary))
    table(
        ("provision", "jurisdiction", "force", "from", "to", "deadlines running", "what it says"),
        rows,
        wraps=("from", "deadlines running", "what it says"),
    )


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


def _shallow(events: Iterable[Event]) -> Iterator[Event]:
    """The events. Raises BadEvents where one is nested deeper than any event is."""
    try:
        yield from events
    except RecursionError as error:
        raise BadEvents("An event is nested too deep to be one. See `secondsource law check --help`.") from error


def _lines(path: Path) -> list[str]:
    data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    try:
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadEvents(
            f"Line {line} of the events is not UTF-8. Save the file as UTF-8 and run this again."
        ) from error

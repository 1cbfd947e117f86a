"""`law`: the law by itself, without a case."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from secondsource.model import BadDate, SecondsourceError

from .options import DEFAULT_SUBJECT, Json, SubjectName
from .output import json_lines, line, printable, table

app = typer.Typer(
    help="Provisions by themselves: hold events against them, ask what was in force.", no_args_is_help=True
)


class NoProvision(SecondsourceError):
    """There is no such provision in the subject pack. `secondsource law on DATE` lists them with their ids."""


@app.command()
def check(
    events: Annotated[Path, typer.Argument(metavar="EVENTS.jsonl", help="Events, one a line; - for standard input.")],
    subject: SubjectName = DEFAULT_SUBJECT,
    provision: Annotated[
        list[str] | None, typer.Option("--provision", metavar="ID", help="Only this one; may be repeated.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Also what is not applicable.")] = False,
    as_json: Json = False,
) -> None:
    """Hold events against the provisions in force on their dates.

    A line is an object with `id`, `event` (`type`, `date` as EDTF, `country`, `factuality`) and `facts` by their names in
    the law vocabulary. Facts that are left out are unknown, never false.
    """
    from secondsource import law
    from secondsource.model import Outcome
    from secondsource.model.codec import plain
    from secondsource.subjects import load

    pack = load(subject)
    unknown = [name for name in provision or () if name not in pack.provisions]
    if unknown:
        raise NoProvision(
            f"There is no provision “{unknown[0]}”. `secondsource law on DATE` lists them with their ids."
        )
    wanted = [pack.provisions[name] for name in provision] if provision else None
    rows: list[tuple[object, ...]] = []
    for event in law.events(_lines(events), pack):
        for found in law.check(event, pack, wanted):
            if found.outcome is Outcome.NOT_APPLICABLE and not every and wanted is None:
                continue
            if as_json:
                json_lines([plain(found)])
            else:
                rows.append((event.id, found.provision, found.outcome.value, ", ".join(found.deciding), found.sentence))
    if not as_json:
        table(("event", "provision", "outcome", "turned on", "in words"), rows, wraps=("turned on", "in words"))


@app.command("on")
def on_day(
    day: Annotated[str, typer.Argument(metavar="DATE", help="A day, as 2016-03-02.")],
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """List what was in force on a day."""
    from secondsource import law
    from secondsource.model.codec import plain
    from secondsource.subjects import load

    found = law.in_force(parsed(day), load(subject))
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


def parsed(day: str) -> Any:
    """The day. Raises BadDate if the text is not one."""
    from datetime import date

    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise BadDate(f"“{day}” is not a day. Write it as 2016-03-02.") from error


def _lines(path: Path) -> list[str]:
    return (sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")).splitlines()

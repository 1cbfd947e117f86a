"""`permit`: what leaves the case only if two people say so is asked for by one and confirmed by another."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import DecisionKind, SecondsourceError, Sensitive

from .codes import EPILOG, examples
from .options import DEFAULT_CASE, CaseDir, Json, opened
from .output import json_lines, note, printable, table

if TYPE_CHECKING:
    from secondsource.model import Person
    from secondsource.store.office import Office

app = typer.Typer(
    help="Ask for, and confirm, what leaves the case only if two people say so. Both sign in with the password of their account.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
SignedBy = Annotated[
    str, typer.Option("--who", metavar="NAME", help="Your account; its password is asked for.", show_default=False)
]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
]


class WrongPassword(SecondsourceError):
    """The name or the password is wrong, or the account is closed. Who signs in with a provider asks and confirms at the desk."""


class NoPermit(SecondsourceError):
    """There is no permit of that number that waits. `secondsource permit list` names those there are."""


@app.command(epilog=examples('permit ask identities --who "Kim Min-ji" --why "the court asked for it" --case kuwait'))
def ask(
    what: Annotated[
        str,
        typer.Argument(metavar="WHAT", help="What is to be handed out, for example identities.", show_default=False),
    ],
    who: SignedBy,
    why: Annotated[str, typer.Option("--why", help="The reason; the other person judges it.", show_default=False)],
    sees: Annotated[
        list[Sensitive] | None,
        typer.Option("--sees", help="The rights that both people need; sources if not given.", show_default=False),
    ] = None,
    password_stdin: FromInput = False,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Ask that something may be handed out. Another person must confirm it."""
    from secondsource.store.office import two

    with office_of(case) as (office, identifier):
        person = signed_in(office, who, password_stdin)
        needed = frozenset(sees or (Sensitive.SOURCES,))
        number = two.ask(office, identifier, what.strip(), person, why, now(), needed)
    note(f"Permit {number} waits. Another person writes: secondsource permit confirm {number} --who NAME --case {case}")


@app.command(epilog=examples('permit confirm 3 --who "Ana" --case kuwait'))
def confirm(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The permit's number.", show_default=False)],
    who: SignedBy,
    password_stdin: FromInput = False,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Confirm what another person asked for. It may then be handed out once, within a week."""
    from secondsource.store.office import two
    from secondsource.store.office.proposals import Fate

    with office_of(case) as (office, _):
        wish = office.proposals.of(number)
        if wish is None or wish.decision.kind is not DecisionKind.HAND_OUT or wish.fate is not Fate.WAITS:
            raise NoPermit
        person = signed_in(office, who, password_stdin)
        made = two.confirm(office, wish, person.name, now())
    note(f"Permit {made.id}: {printable(made.what)} may be handed out once within {two.VALID.days} days.")


@app.command("list", epilog=examples("permit list --case kuwait"))
def list_(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Name what waits to be confirmed."""
    with office_of(case) as (office, _):
        waiting = [p for p in office.proposals.waiting() if p.decision.kind is DecisionKind.HAND_OUT]
    rows = [(str(p.id), p.decision.values["what"], p.decision.who, p.decision.at, p.decision.why) for p in waiting]
    names = ("permit", "what", "asked by", "at", "why")
    if as_json:
        json_lines(dict(zip(names, row, strict=True)) for row in rows)
        return
    if not rows:
        note("Nothing waits to be confirmed.")
        return
    table(names, rows)


@contextmanager
def office_of(case: Path) -> Iterator[tuple[Office, str]]:
    """The office of the case in that folder, and the case's id."""
    from secondsource.store.office import Office

    with opened(case) as open_case:
        identifier = open_case.about.id
    office = Office(case)
    try:
        yield office, identifier
    finally:
        office.close()


def signed_in(office: Office, who: str, from_input: bool) -> Person:
    """Whoever has that account, after its password was given. Raises WrongPassword, TooMany."""
    from secondsource.store.office.record import Deed, Entry

    at = now()
    office.throttle.attempt(who, "", at)
    given = sys.stdin.readline().rstrip("\r\n") if from_input else getpass.getpass(f"Password of {printable(who)}: ")
    person = office.people.check(who, given)
    if person is None:
        office.record.add(Entry(who="", at=at, act=Deed.REFUSED, more={"from": "the command line"}))
        raise WrongPassword
    office.throttle.succeeded(who)
    return person


def now() -> str:
    """This instant, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

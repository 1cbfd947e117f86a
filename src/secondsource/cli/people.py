"""`people`: accounts of a case, made and mended on the machine that holds it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import Role, SecondsourceError, Sensitive

from .codes import EPILOG, examples
from .options import DEFAULT_CASE, CaseDir, Json, opened
from .output import json_lines, note, printable, table

if TYPE_CHECKING:
    from secondsource.store.office import Office
    from secondsource.store.office.record import Deed

app = typer.Typer(
    help="Accounts of a case. Once there is one, everybody signs in at the desk; decisions are signed with the account's name.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name, as decisions are signed.", show_default=False)]
WhatRole = Annotated[
    Role,
    typer.Option(
        "--role",
        help="reader: reads; analyst: also notes, work and shared searches; reviewer: also decisions and markings; keeper: also people, rights, the record.",
        show_default=False,
    ),
]
Sees = Annotated[
    list[Sensitive] | None,
    typer.Option(
        "--sees",
        help="Hidden material that they may ask for; each opening is written down. Repeat for several.",
        show_default=False,
    ),
]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of making one up.")
]


class NoAccounts(SecondsourceError):
    """A second pair of eyes needs accounts: without them anybody can type two names. Make them with `secondsource people add`."""


class Eyes(StrEnum):
    """How many people must look before a decision is in force."""

    ONE = "1"
    TWO = "2"


@app.command(epilog=examples('people add "Kim Min-ji" --role keeper --case kuwait'))
def add(
    name: Name,
    role: WhatRole,
    sees: Sees = None,
    password_stdin: FromInput = False,
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            help="What the OpenID provider of case.toml calls them; they then sign in there and have no password.",
        ),
    ] = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Make an account, with a password for the first sign-in. The first must be a keeper's."""
    from secondsource.store.about import set_accounts
    from secondsource.store.office.record import Deed

    with _office(case) as office:
        known = _subject(case, subject)
        password = None if known else _password(password_stdin)
        renew = not known and not password_stdin
        made = office.people.add(
            name, role, at=_now(), password=password, renew=renew, subject=known, sees=frozenset(sees or ())
        )
        set_accounts(case / "case.toml")
        _write(office, Deed.ACCOUNT, made.name, role=role.value)
    if password is not None:
        _tell(made.name, password, made_up=renew)


@app.command("list", epilog=examples("people list --case kuwait"))
def list_(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Name everybody who has or had an account."""
    with _office(case) as office:
        people = office.people.all()
    rows = [(p.name, p.role.value, " ".join(sorted(s.value for s in p.sees)), p.ended) for p in people]
    if as_json:
        json_lines(
            {"name": name, "role": role, "sees": sees.split(), "ended": ended or None}
            for name, role, sees, ended in rows
        )
        return
    if not rows:
        note("Nobody has an account: whoever works on this machine opens the desk without a password.")
        return
    table(("name", "role", "may ask to see", "closed since"), rows)


@app.command(epilog=examples('people change "Ana" --role reviewer --sees personal --case kuwait'))
def change(name: Name, role: WhatRole, sees: Sees = None, case: CaseDir = DEFAULT_CASE) -> None:
    """Give somebody another role, and the right to see what --sees says and nothing else."""
    from secondsource.store.office.record import Deed

    with _office(case) as office:
        new = office.people.change(office.people.named(name), role, frozenset(sees or ()))
        _write(office, Deed.RIGHTS, new.name, role=role.value, sees=" ".join(sorted(s.value for s in new.sees)))
    note(f"{printable(new.name)} is {new.role.value} now.")


@app.command(epilog=examples('people password "Ana" --case kuwait'))
def password(name: Name, password_stdin: FromInput = False, case: CaseDir = DEFAULT_CASE) -> None:
    """Give somebody a new password; it signs them out everywhere."""
    from secondsource.store.office.record import Deed

    with _office(case) as office:
        person, new = office.people.named(name), _password(password_stdin)
        office.people.set_password(person, new, renew=not password_stdin)
        _write(office, Deed.PASSWORD, person.name)
    _tell(person.name, new, made_up=not password_stdin)


@app.command(epilog=examples('people end "Ana" --case kuwait'))
def end(name: Name, case: CaseDir = DEFAULT_CASE) -> None:
    """Close an account. What they wrote and decided stays."""
    from secondsource.store.office.record import Deed

    with _office(case) as office:
        person = office.people.named(name)
        office.people.end(person, _now())
        _write(office, Deed.ACCOUNT, person.name, now="closed")
    note(f"The account of {printable(person.name)} is closed.")


@app.command(epilog=examples('people reopen "Ana" --case kuwait'))
def reopen(name: Name, case: CaseDir = DEFAULT_CASE) -> None:
    """Open a closed account again; they sign in as before."""
    from secondsource.store.office.record import Deed

    with _office(case) as office:
        person = office.people.named(name)
        office.people.reopen(person)
        _write(office, Deed.ACCOUNT, person.name, now="open")
    note(f"The account of {printable(person.name)} is open.")


@app.command(epilog=examples('people bind "Ana" 00u1a2b3c4 --case kuwait', 'people bind "Ana" --case kuwait'))
def bind(
    name: Name,
    subject: Annotated[
        str | None,
        typer.Argument(
            metavar="SUBJECT", help="What the OpenID provider of case.toml calls them; nothing unbinds them."
        ),
    ] = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Say what the OpenID provider calls somebody: from then on they can sign in there."""
    from secondsource.store.office.record import Deed

    with _office(case) as office:
        person = office.people.named(name)
        office.people.bind(person, _subject(case, subject))
        _write(office, Deed.ACCOUNT, person.name, subject=subject or "none")
    note(f"{printable(person.name)} {'signs in with the provider' if subject else 'signs in with a password only'}.")


@app.command(epilog=examples("people eyes 2 --case kuwait"))
def eyes(
    number: Annotated[Eyes, typer.Argument(help="1, or 2 for a second pair of eyes.", show_default=False)],
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Say how many people must look before a decision is in force."""
    from secondsource.store.about import set_eyes
    from secondsource.store.office.record import Deed

    with _office(case) as office:
        if number is Eyes.TWO and not office.people.any():
            raise NoAccounts
        set_eyes(case / "case.toml", int(number.value))
        _write(office, Deed.RIGHTS, "case", eyes=number.value)
    note("One person decides." if number is Eyes.ONE else "A decision waits until another person has looked at it.")


@app.command(epilog=examples("people unclose 0a1b2c3d4e5f6071-0 --case kuwait"))
def unclose(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report's id or name.", show_default=False)],
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Open a closed report to everybody, where nobody admitted to it is left."""
    from secondsource.store.office.closings import NotClosed
    from secondsource.store.office.record import Deed

    with opened(case) as open_case:
        named = {r.report.id: r.report.name for r in open_case.view().readings}
    with _office(case) as office:
        meant = [id for id in office.closings.all() if report in (id, named.get(id, id))]
        if len(meant) != 1:
            raise NotClosed(f"No report, or more than one, called “{printable(report)}” is closed. Write its id.")
        office.closings.open(meant[0])
        _write(office, Deed.ADMITTED, meant[0], who="everybody")
    note(f"{printable(named.get(meant[0], meant[0]))} is open to everybody.")


@contextmanager
def _office(case: Path) -> Iterator[Office]:
    from secondsource.store.office import Office

    opened(case).close()
    office = Office(case)
    try:
        yield office
    finally:
        office.close()


def _write(office: Office, deed: Deed, about: str, **more: str) -> None:
    from secondsource.store.office.people import THIS_MACHINE
    from secondsource.store.office.record import Entry

    office.record.add(Entry(who=THIS_MACHINE, at=_now(), act=deed, object=about, more=more))


def _subject(case: Path, subject: str | None) -> str | None:
    """Issuer and subject, as accounts are bound to them."""
    from secondsource.desk.elsewhere import BadProvider, settings_of

    if not subject:
        return None
    named = settings_of(case)
    if named is None:
        raise BadProvider("case.toml names no provider. Write [sign_in] as docs/how-to/team.md shows.")
    return f"{named.issuer} {subject.strip()}"


def _password(from_input: bool) -> str:
    from secondsource.store.office.passwords import made_up

    return sys.stdin.readline().rstrip("\r\n") if from_input else made_up()


def _tell(name: str, password: str, *, made_up: bool) -> None:
    if made_up:
        print(password)
        note(f"That is the password of {printable(name)}, shown this once; it must be changed at the first sign-in.")
    else:
        note(f"{printable(name)} has a new password.")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

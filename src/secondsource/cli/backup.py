"""`backup` and `restore`: states of a case kept beside each other in one folder, checked, and made a case again."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource import __version__

from .codes import EPILOG, Code, examples
from .options import DEFAULT_CASE, CaseDir, Json, Quiet, opened
from .output import json_lines, line, note, printable, progress, table, wrapped

if TYPE_CHECKING:
    from secondsource.store.backup import Keys, Made

app = typer.Typer(
    help="Keep states of a case in a folder apart from it; check them. `restore` makes a case of one again.",
    rich_markup_mode=None,
    epilog=EPILOG,
)
Source = Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup's folder.", show_default=False)]
Passphrase = Annotated[bool, typer.Option("--passphrase", help="Ask for the passphrase that locks and opens it.")]
PassphraseStdin = Annotated[
    bool, typer.Option("--passphrase-stdin", help="Read the passphrase from standard input instead of asking for it.")
]
Identity = Annotated[
    Path | None,
    typer.Option(
        "--identity",
        metavar="FILE",
        help="The file with the private key of age that opens it; - for standard input.",
        show_default=False,
    ),
]


@app.callback(
    invoke_without_command=True,
    epilog=examples(
        "backup --to /mnt/usb/kuwait --case kuwait",
        "backup --to /mnt/usb/kuwait --recipient age1... --case kuwait",
        "backup verify /mnt/usb/kuwait --identity key.txt",
    ),
)
def backup(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="The folder for the backup; it holds one case.", show_default=False),
    ] = None,
    recipient: Annotated[
        list[str] | None,
        typer.Option(
            "--recipient",
            metavar="KEY",
            help="Lock it for this public key of age (age1...); may be given several times.",
        ),
    ] = None,
    passphrase: Passphrase = False,
    passphrase_stdin: PassphraseStdin = False,
    case: CaseDir = DEFAULT_CASE,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Write a state of the case into a folder apart from it: tables, originals, accounts, notes, lists, stamps, settings.

    Others may work on the case meanwhile. Of what the folder holds already nothing is written again; older states stay.
    """
    if context.invoked_subcommand is not None:
        return
    if to is None:
        raise typer.BadParameter("Name the folder for the backup.", param_hint="--to")
    from secondsource.store import backup as room
    from secondsource.store.backup import Keys

    given = Keys(
        recipients=tuple(recipient or ()), passphrase="" if recipient else _asked(passphrase, passphrase_stdin)
    )
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with progress(quiet=quiet) as tell:
        made = room.backup(case, to, at=at, tool=f"secondsource {__version__}", given=given, tell=tell)
    _say(made, to, quiet=quiet, as_json=as_json)
    if made.lost or made.wrong:
        raise typer.Exit(Code.PROBLEMS)


@app.command(
    epilog=examples("backup verify /mnt/usb/kuwait", "backup verify /mnt/usb/kuwait --identity key.txt --json")
)
def verify(
    source: Source,
    identity: Identity = None,
    passphrase: Passphrase = False,
    passphrase_stdin: PassphraseStdin = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Hash every file of a backup; hold every state against what it says. Ends with 4 if anything is wrong.

    A locked backup is also looked after without its key: then only whether each file is as it was written.
    """
    from secondsource.store import backup as room

    with progress(quiet=quiet) as tell:
        checked = room.check(source, given=_keys(identity, passphrase, passphrase_stdin), tell=tell)
    if as_json:
        json_lines({"sentence": said} for said in checked.wrong)
    else:
        for said in checked.wrong:
            line(printable(said))
    if not quiet and not as_json:
        what = f"{len(checked.states)} states" if checked.opened else "locked, so no state was opened"
        line(f"Checked: {checked.files} files against their sums; {what}.")
        line(f"Wrong: {len(checked.wrong)}." if checked.wrong else "All is well.")
    if checked.wrong:
        raise typer.Exit(Code.PROBLEMS)


@app.command("list", epilog=examples("backup list /mnt/usb/kuwait", "backup list /mnt/usb/kuwait --passphrase"))
def listed(
    source: Source,
    identity: Identity = None,
    passphrase: Passphrase = False,
    passphrase_stdin: PassphraseStdin = False,
    as_json: Json = False,
) -> None:
    """List the states of a backup, the oldest first."""
    from secondsource.store import backup as room

    depot = room.found(source, _keys(identity, passphrase, passphrase_stdin))
    if depot.kind != "no" and not depot.lock.locks:
        raise room.NotOpened
    rows = []
    for number in depot.states():
        state = depot.read(number)
        count = sum(t.rows for r in state.rooms for t in r.tables)
        rows.append((state.number, state.at, state.captures - len(state.lost), count, state.database, state.tool))
    columns = ("state", "at", "captures", "rows", "database", "tool")
    if as_json:
        json_lines(dict(zip(columns, row, strict=True)) for row in rows)
    else:
        table(columns, rows, wraps=("database",), spare=("tool",))


def restore(
    source: Source,
    to: Annotated[
        Path,
        typer.Option("--to", metavar="DIR", help="A new or empty folder for the case.", show_default=False),
    ],
    state: Annotated[
        int | None, typer.Option("--state", min=1, help="Which state; the newest if not given.", show_default=False)
    ] = None,
    identity: Identity = None,
    passphrase: Passphrase = False,
    passphrase_stdin: PassphraseStdin = False,
    quiet: Quiet = False,
) -> None:
    """Make a case of a state of a backup, wholly in one folder; `move` takes it to a server or a store again.

    Every row is read back and compared, every capture hashed, then the whole case verified. Cut short, the same command makes it.
    """
    from secondsource import pipeline
    from secondsource.store import backup as room

    given = _keys(identity, passphrase, passphrase_stdin)
    with progress(quiet=quiet) as tell:
        made = room.restore(source, to, given=given, number=state or 0, tell=tell)
        with opened(to) as case:
            problems = pipeline.verify(case, tell)
    if not quiet:
        wrapped(
            f"State {made.state.number} of {made.state.at} is in {to}: {made.rows} rows, read back and compared; {made.captures} captures, hashed."
        )
        if made.state.database != "case.db" or made.state.originals != "captures":
            wrapped(
                f"Then its tables were in {printable(made.state.database)} and its originals in {printable(made.state.originals)}; "
                f"`secondsource move --case {to}` takes them to such a place again."
            )
    for problem in problems:
        line(f"{problem.kind}: {printable(problem.sentence)}")
    if problems:
        note("So it was when the state was written; see `secondsource verify`.")
        raise typer.Exit(Code.PROBLEMS)


def _say(made: Made, to: Path, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        from secondsource.model.codec import plain

        json_lines([plain(made)])
    elif not quiet:
        size = f"{made.written / 1e6:,.1f} MB" if made.written >= 100_000 else f"{made.written / 1e3:,.1f} kB"
        wrapped(
            f"State {made.number} is in {to}: {made.rows} rows, {made.captures} captures, {made.new} of them new; {size} written."
        )
    for digest in made.lost:
        note(f"The capture {digest} is missing or damaged in the case; see `secondsource verify`.")
    if made.wrong:
        note(f"Kept as it is, though something in the case does not hold: {printable(made.wrong)}")


def _keys(identity: Path | None, passphrase: bool, passphrase_stdin: bool) -> Keys:
    from secondsource.store.backup import Keys, identities_in

    if identity is None:
        return Keys(passphrase=_asked(passphrase, passphrase_stdin))
    text = sys.stdin.read() if str(identity) == "-" else identity.read_text(encoding="utf-8", errors="replace")
    return Keys(identities=identities_in(text))


def _asked(passphrase: bool, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass("Passphrase of the backup: ") if passphrase else ""

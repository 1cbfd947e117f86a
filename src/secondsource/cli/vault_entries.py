"""`vault`: what is sealed in it, put in, opened and looked after."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .codes import Code, examples
from .options import DEFAULT_CASE, CaseDir, Json, opened
from .output import json_lines, line, note, printable, table
from .permit import now
from .vault_key import KeyFile, PassphraseFile, Who, key, vault_of

if TYPE_CHECKING:
    from secondsource.store.vault import Sealed

Handle = Annotated[
    str, typer.Argument(metavar="HANDLE", help="What the vault calls the entry: source:7, or 7.", show_default=False)
]


def put(
    who: Who,
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Read the entry as JSON (name, contact, note, concerns) from a file, - for standard input, instead of asking.",
            show_default=False,
        ),
    ] = "",
    into: Annotated[
        str, typer.Option("--into", metavar="HANDLE", help="Put it in the place of this entry.", show_default=False)
    ] = "",
    passphrase_file: PassphraseFile = "",
    key_file: KeyFile = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Seal who somebody is, and print the handle by which the rest of the program may know them. Nothing of it is taken from the command line, where others could see it."""
    from secondsource.store.vault import number_of

    with vault_of(case) as vault:
        number = number_of(into) if into else 0
        shown = key(who, passphrase_file, key_file)
        handle = vault.put(shown, _read(source) if source else _asked(), now(), number)
    print(handle)
    if source not in ("", "-"):
        note(f"{source} still says in clear who it is. Take it away when you no longer need it.")


def open_(
    handle: Handle,
    who: Who,
    passphrase_file: PassphraseFile = "",
    key_file: KeyFile = None,
    as_json: Json = False,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Show who somebody is. That you opened it is written down first."""
    from secondsource.model.codec import plain
    from secondsource.store.vault import number_of

    with vault_of(case) as vault:
        found = vault.open(key(who, passphrase_file, key_file), number_of(handle), now())
    if as_json:
        json_lines([plain(found)])
        return
    if found.erased:
        line("erased")
    for label, text in (("name", found.name), ("contact", found.contact), ("note", found.note)):
        if text:
            line(f"{label}: {printable(text)}")
    if found.concerns:
        line(f"concerns: {' '.join(map(printable, found.concerns))}")
    note("It stands in the log that you opened it. `clear` empties the window; close it to forget what scrolled by.")


def list_(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Name the handles there are, and when each was put and last opened. Nothing says who it is, how much is there, or whether it was erased."""
    from secondsource.store.vault.log import Done

    with vault_of(case) as vault:
        log = [item.opening for item in vault.log()]
    at = {act: {one.object: one for one in log if one.act is act} for act in (Done.PUT, Done.OPENED)}
    names = ("handle", "put", "last opened", "by")
    rows = []
    for handle, one in at[Done.PUT].items():
        last = at[Done.OPENED].get(handle)
        rows.append((handle, one.at, last.at if last else "", last.who if last else ""))
    if as_json:
        json_lines(dict(zip(names, row, strict=True)) for row in rows)
    elif rows:
        table(names, rows)
    else:
        note("The vault is empty.")


def erase(
    handle: Handle,
    who: Who,
    passphrase_file: PassphraseFile = "",
    key_file: KeyFile = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Take out who somebody is, for good; the handle stays. Copies from before still have it."""
    from secondsource.store.vault import number_of

    with vault_of(case) as vault:
        vault.erase(key(who, passphrase_file, key_file), number_of(handle), now())
    note("It is erased. Copies of the vault from before, backups too, still hold it, sealed.")


def seal_name(
    who: Who,
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Read the spellings from a file, one a line, - for standard input, instead of asking.",
            show_default=False,
        ),
    ] = "",
    passphrase_file: PassphraseFile = "",
    key_file: KeyFile = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Seal somebody whom reports name, and hide the name in all editions. The originals and the case itself still have it."""
    from secondsource import pipeline
    from secondsource.publish.redaction.sealed_name import hiding
    from secondsource.store.errors import OneSaw
    from secondsource.store.vault import Sealed

    with opened(case) as open_case, vault_of(case) as vault:
        if open_case.about.eyes > 1:
            raise OneSaw
        shown = key(who, passphrase_file, key_file)
        spellings = [text for text in _lines(source) if text]
        at = now()
        view = open_case.view()
        made = hiding(view, spellings, who.strip(), at)
        concerned = tuple(decision.object for decision in made)
        entry = Sealed(name=spellings[0], note="; ".join(spellings[1:]), concerns=concerned)
        handle = vault.put(shown, entry, at)
        for decision in made:
            pipeline.decide(open_case, decision)
    print(handle)
    note(
        f"The name is hidden in every edition (`--redacted`), in {len(made)} report(s) and wherever else it stands; `secondsource redact list` names the decisions. "
        "The originals, case.db, the desk and editions that are not redacted still have it."
    )


def log(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Show what was done at the vault, when and by whom: openings, refusals, people let in and taken out. Never what is in it."""
    from secondsource.model.codec import plain

    with vault_of(case) as vault:
        found = vault.log()
    if as_json:
        json_lines({"seq": item.seq, **plain(item.opening)} for item in found)
        return
    rows = [(str(i.seq), i.opening.at, i.opening.who, i.opening.act.value, i.opening.object) for i in found]
    if rows:
        table(("no.", "at", "who", "did", "what"), rows)
    else:
        note("Nothing was done at the vault.")


def verify(
    who: Annotated[
        str,
        typer.Option(
            "--who",
            metavar="NAME",
            help="Your name: then every entry is opened too, and not shown.",
            show_default=False,
        ),
    ] = "",
    passphrase_file: PassphraseFile = "",
    key_file: KeyFile = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Walk the log of the vault and count its entries; with --who also open each without showing it. Ends with 4 if anything is wrong."""
    with vault_of(case) as vault:
        problems = vault.check(key(who, passphrase_file, key_file), now()) if who else vault.verify()
        count = vault.count()
    for problem in problems:
        line(printable(problem))
    if problems:
        raise typer.Exit(Code.PROBLEMS)
    line(f"All is well: {count} entries{', each of them opens' if who else ''}; the log has no gap.")


def onto(app: typer.Typer) -> None:
    """Puts these commands beside those of the vault's people."""
    app.command(
        epilog=examples(
            'vault put --who "Ana" --case kuwait', 'vault put --from - --who "Ana" --case kuwait < entry.json'
        )
    )(put)
    app.command("open", epilog=examples('vault open source:7 --who "Ana" --case kuwait'))(open_)
    app.command("list", epilog=examples("vault list --case kuwait"))(list_)
    app.command(epilog=examples('vault erase source:7 --who "Ana" --case kuwait'))(erase)
    app.command("seal-name", epilog=examples('vault seal-name --who "Ana" --case kuwait'))(seal_name)
    app.command(epilog=examples("vault log --case kuwait"))(log)
    app.command(epilog=examples("vault verify --case kuwait", 'vault verify --who "Ana" --case kuwait'))(verify)


def _read(source: str) -> Sealed:
    from secondsource.store.vault.entry import told

    return told(sys.stdin.read().encode() if source == "-" else Path(source).read_bytes())


def _asked() -> Sealed:
    from secondsource.store.vault import Sealed
    from secondsource.store.vault.errors import BadEntry

    name, contact, about = (_prompt(word) for word in ("Name", "Contact", "Note"))
    concerns = tuple(_prompt("Concerns (ids, with spaces between)").split())
    if not (name or contact or about or concerns):
        raise BadEntry
    return Sealed(name=name, contact=contact, note=about, concerns=concerns)


def _lines(source: str) -> list[str]:
    if source:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
        return [" ".join(row.split()) for row in text.splitlines()]
    found = []
    while text := _prompt("The name, then other spellings; nothing ends"):
        found.append(" ".join(text.split()))
    return found


def _prompt(what: str) -> str:
    print(f"{what}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()

"""`vault`: who sources and people at risk are, sealed for a few named people. Here its people and their keys."""

from __future__ import annotations

from typing import Annotated

import typer

from .codes import EPILOG, examples
from .options import DEFAULT_CASE, CaseDir, Json
from .output import json_lines, note, printable, table
from .permit import now
from .vault_key import KeyFile, PassphraseFile, Who, ask, key, read_passphrase, vault_of

app = typer.Typer(
    help="Keep who sources and people at risk are, sealed for a few named people. The passphrase is asked for each time and kept nowhere; "
    "each opening is written down. The rest of the program knows handles alone: source:1, source:2 ...",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Their name at the vault.", show_default=False)]


@app.command(
    epilog=examples(
        'vault init --who "Ana" --case kuwait', 'vault init --who "Ana" --key-file /media/stick/ana.age --case kuwait'
    )
)
def init(
    who: Who, passphrase_file: PassphraseFile = "", key_file: KeyFile = None, case: CaseDir = DEFAULT_CASE
) -> None:
    """Make the vault of a case, with yourself as the first who can open it. Let a second person in soon: nobody can restore a passphrase."""
    with vault_of(case) as vault:
        vault.begin(key(who, passphrase_file, key_file, new=True), now())
    note(f"The vault is there. {printable(who)} alone can open it; `secondsource vault join` asks to be let in.")


@app.command(epilog=examples('vault join --who "Kim Min-ji" --case kuwait'))
def join(
    who: Who, passphrase_file: PassphraseFile = "", key_file: KeyFile = None, case: CaseDir = DEFAULT_CASE
) -> None:
    """Ask to be let in, with a key and a passphrase of your own. Prints the fingerprint that whoever lets you in asks for."""
    with vault_of(case) as vault:
        said = vault.join(key(who, passphrase_file, key_file, new=True), now())
    print(said)
    note(
        "Tell this fingerprint to one of the people of the vault, face to face or by telephone. They write: secondsource vault invite NAME --fingerprint ..."
    )


@app.command(
    epilog=examples('vault invite "Kim Min-ji" --fingerprint 1f0a-22c4-98e1-7d03-b6aa --who "Ana" --case kuwait')
)
def invite(
    name: Name,
    fingerprint: Annotated[
        str,
        typer.Option(
            "--fingerprint", metavar="TEXT", help="What `vault join` showed them, as they told you.", show_default=False
        ),
    ],
    who: Who,
    passphrase_file: PassphraseFile = "",
    key_file: KeyFile = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Let somebody in who has asked. They can then open everything that is in the vault."""
    with vault_of(case) as vault:
        vault.admit(key(who, passphrase_file, key_file), name, fingerprint, now())
    note(f"{printable(name)} can open the vault now, all of it.")


@app.command("remove-person", epilog=examples('vault remove-person "Kim Min-ji" --who "Ana" --case kuwait'))
def remove_person(
    name: Name, who: Who, passphrase_file: PassphraseFile = "", key_file: KeyFile = None, case: CaseDir = DEFAULT_CASE
) -> None:
    """Take somebody out: the vault gets a new key, and everything is sealed anew for those who remain."""
    with vault_of(case) as vault:
        vault.remove(key(who, passphrase_file, key_file), name, now())
    note(
        f"{printable(name)} can open nothing that is in the vault now. What they have seen they have seen, and copies from before, "
        "backups too, stay open to their key: keep or destroy those as if they were open."
    )


@app.command(epilog=examples('vault rotate --who "Ana" --case kuwait'))
def rotate(
    who: Who, passphrase_file: PassphraseFile = "", key_file: KeyFile = None, case: CaseDir = DEFAULT_CASE
) -> None:
    """Give the vault a new key and seal everything anew for the same people. Copies from before stay open to the earlier key."""
    with vault_of(case) as vault:
        vault.rotate(key(who, passphrase_file, key_file), now())
    note("Everything is sealed anew. Copies from before, backups too, stay open to the earlier key.")


@app.command(epilog=examples('vault passphrase --who "Ana" --case kuwait'))
def passphrase(
    who: Who,
    passphrase_file: PassphraseFile = "",
    new_file: Annotated[
        str,
        typer.Option(
            "--new-passphrase-file",
            metavar="FILE",
            help="Read the new one from the first line of a file.",
            show_default=False,
        ),
    ] = "",
    key_file: KeyFile = None,
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Change your passphrase. Copies from before stay open to the earlier one; if somebody may know it, also run `vault rotate`."""
    with vault_of(case) as vault:
        known = key(who, passphrase_file, key_file)
        vault.passphrase(known, read_passphrase(new_file) if new_file else ask("The new passphrase", new=True), now())
    note("The passphrase is changed. Copies of the vault from before, backups too, stay open to the earlier one.")


@app.command(epilog=examples("vault people --case kuwait"))
def people(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """Name who can open the vault, who asks to be let in, and who was taken out."""
    with vault_of(case) as vault:
        found = vault.people()
    names = ("name", "is", "since", "key")
    rows = [(one.name, one.state.value, one.at, "in a file" if one.apart else "in the vault") for one in found]
    if as_json:
        json_lines(dict(zip(names, row, strict=True)) for row in rows)
    elif rows:
        table(names, rows)
    else:
        note("There is no vault yet. `secondsource vault init` makes it.")


@app.command(epilog=examples("vault lock --case kuwait"))
def lock(case: CaseDir = DEFAULT_CASE) -> None:
    """Forget what is held: everybody is signed out of the desk. The vault itself holds no key open, and asks each time."""
    from secondsource.store.office.people import THIS_MACHINE
    from secondsource.store.office.record import Deed, Entry

    from .permit import office_of

    with office_of(case) as (office, _):
        everybody = office.people.all()
        for person in everybody:
            office.sessions.end_all(person)
        if everybody:
            office.record.add(Entry(who=THIS_MACHINE, at=now(), act=Deed.SIGNED_OUT, object="everybody"))
    said = "Everybody is signed out of the desk, and programs' keys are ended." if everybody else (
        "Nobody has an account, so a desk that runs is open to whoever is at this machine: stop it."
    )  # fmt: skip
    note(
        f"{said} The vault holds nothing open. What a screen, a printer or the scrollback of this window shows stays there."
    )

"""How somebody shows who they are at the vault: a name, and a passphrase that is asked for each time and kept nowhere."""

from __future__ import annotations

import getpass
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .options import opened
from .output import printable

if TYPE_CHECKING:
    from secondsource.store.vault import Key, Vault

Who = Annotated[
    str,
    typer.Option(
        "--who", envvar="SECONDSOURCE_WHO", metavar="NAME", help="Your name at the vault.", show_default=False
    ),
]
PassphraseFile = Annotated[
    str,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help="Read the passphrase from the first line of a file, - for standard input, instead of asking for it.",
        show_default=False,
    ),
]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--key-file", metavar="FILE", help="Where your key is kept, if not in the vault: on a stick, for example.",
        show_default=False,
    ),
]  # fmt: skip


class OthersRead(SecondsourceError):
    """Others can read the file of the passphrase. `chmod 600` it, or let the passphrase be asked for."""


class NotTwice(SecondsourceError):
    """The two passphrases are not the same. Nothing was changed; try again."""


@contextmanager
def vault_of(case: Path) -> Iterator[Vault]:
    """The vault of the case in that folder."""
    from secondsource.store.vault import Vault

    opened(case).close()
    vault = Vault(case)
    try:
        yield vault
    finally:
        vault.close()


def key(who: str, passphrase_file: str, key_file: Path | None, *, new: bool = False) -> Key:
    """What somebody shows; a new passphrase is asked for twice."""
    from secondsource.store.vault import Key

    _no_image()
    passphrase = (
        read_passphrase(passphrase_file) if passphrase_file else ask(f"Passphrase of {printable(who)}", new=new)
    )
    return Key(name=who, passphrase=passphrase, file=key_file)


def _no_image() -> None:
    """Lets a crash leave no image of the memory on disk, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def ask(what: str, *, new: bool = False) -> str:
    """A passphrase as it is typed, unseen."""
    given = getpass.getpass(f"{what}: ")
    if new and getpass.getpass("The same once more: ") != given:
        raise NotTwice
    return given


def read_passphrase(file: str) -> str:
    """The first line of a file that its owner alone may read, or of standard input. Raises OthersRead."""
    if file == "-":
        return sys.stdin.readline().rstrip("\r\n")
    with Path(file).open(encoding="utf-8") as stream:
        status = os.fstat(stream.fileno())
        if stat.S_ISREG(status.st_mode) and status.st_mode & 0o077:
            raise OthersRead
        return stream.readline().rstrip("\r\n")

"""The people of the vault: who asked to come in, who is in, who was taken out, and where the key of each lies behind its passphrase."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Row, select

from secondsource.store.office.passwords import weakness
from secondsource.store.office.people import LONGEST, key_of
from secondsource.store.whole import put_whole

from .errors import BadName, HolderThere, KeyApart, KeyFileThere, NotAHolder, NotOpened, ShutOut, WeakPassphrase
from .schema import holders
from .sealing import Own, locked, plain, unlocked


class State(StrEnum):
    """How somebody stands to the vault."""

    WAITS = "waits"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One of the people of the vault.

    Args:
        name: as the log has them.
        public: public key of theirs, `age1...`.
        state: how they stand to it.
        at: since when, ISO 8601 instant in UTC.
        apart: whether their key is kept in a file of theirs, and not in the vault.
    """

    name: str
    public: str
    state: State
    at: str
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What somebody shows to open the vault.

    Args:
        name: one of its people.
        passphrase: theirs.
        file: where their key is kept, if not in the vault.
    """

    name: str
    passphrase: str = field(repr=False)
    file: Path | None = None


def all_of(connection: Connection) -> tuple[Holder, ...]:
    """Everybody, by name."""
    return tuple(_holder(row) for row in connection.execute(select(holders).order_by(holders.c.key)))


def named(connection: Connection, name: str) -> Holder:
    """Whoever has that name. Raises NotAHolder."""
    return _holder(_row(connection, name))


def known(connection: Connection, name: str) -> str:
    """The name as it is written down; empty if nobody has it."""
    row = connection.execute(select(holders.c.name).where(holders.c.key == key_of(name))).first()
    return row.name if row else ""


def add(
    connection: Connection, name: str, own: Own, passphrase: str, state: State, at: str, file: Path | None
) -> Holder:
    """Writes somebody down, their key behind their passphrase: in the vault, or in a new file.

    Raises:
        HolderThere: if somebody of that name is there who is not waiting, or was.
        KeyFileThere: if the file is there already.
        BadName, WeakPassphrase: as they say.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name or len(name) > LONGEST or not re.search(r"\w", name) or not name.isprintable():
        raise BadName
    strong(passphrase, name)
    here = holders.c.key == key_of(name)
    before = connection.execute(select(holders).where(here)).first()
    if before is not None and before.state != State.WAITS.value:
        raise HolderThere
    data = locked(own, passphrase)
    if file is not None:
        if file.exists():
            raise KeyFileThere
        put_whole(file, data, prefix=".key-")
    connection.execute(holders.delete().where(here))
    row = {"key": key_of(name), "name": name, "public": own.public, "state": state.value, "at": at}
    connection.execute(holders.insert().values(**row, locked=b"" if file is not None else data))
    return named(connection, name)


def key_behind(connection: Connection, name: str, passphrase: str, file: Path | None) -> Own:
    """Somebody's private key.

    Raises:
        ShutOut: if they were taken out.
        KeyApart: if it is in a file and none was named.
        NotOpened: if the passphrase is another one, or the file is not theirs.
        NotAHolder: if nobody has that name.
    """
    row = _row(connection, name)
    if row.state == State.OUT.value:
        raise ShutOut
    if not row.locked and file is None:
        raise KeyApart
    try:
        data = row.locked or (file.read_bytes() if file is not None else b"")
    except OSError:
        raise NotOpened from None
    own = unlocked(data, passphrase)
    if own.public != row.public:
        raise NotOpened
    return own


def keep_key(connection: Connection, name: str, own: Own, passphrase: str, file: Path | None) -> None:
    """Puts somebody's key behind a passphrase anew, where it was."""
    row = _row(connection, name)
    data = locked(own, passphrase)
    if row.locked:
        connection.execute(holders.update().where(holders.c.key == row.key).values(locked=data))
    elif file is not None:
        put_whole(file, data, prefix=".key-")


def set_state(connection: Connection, name: str, state: State, at: str) -> None:
    """Says how somebody stands to the vault; the key of one who is out goes."""
    values: dict[str, object] = {"state": state.value, "at": at}
    if state is State.OUT:
        values["locked"] = b""
    connection.execute(holders.update().where(holders.c.key == key_of(name)).values(**values))


def strong(passphrase: str, name: str = "") -> None:
    """Raises WeakPassphrase if it would be guessed."""
    if said := weakness(plain(passphrase), name):
        raise WeakPassphrase(said.replace("password", "passphrase"))


def _row(connection: Connection, name: str) -> Row[tuple[object, ...]]:
    row = connection.execute(select(holders).where(holders.c.key == key_of(name))).first()
    if row is None:
        raise NotAHolder
    return row


def _holder(row: Row[tuple[object, ...]]) -> Holder:
    return Holder(name=row.name, public=row.public, state=State(row.state), at=row.at, apart=not row.locked)

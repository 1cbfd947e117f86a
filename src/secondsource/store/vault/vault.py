"""The vault of a case: opened with a passphrase for one act, and forgotten again; no key is ever on disk unlocked."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Row, func, select

from secondsource.model.codec import decode, encode
from secondsource.store.beside import Beside, Tables
from secondsource.store.errors import CaseBusy
from secondsource.store.office.people import key_of
from secondsource.store.situations import situations

from . import holders, log
from .entry import Sealed, handle_of, packed, unpacked
from .errors import (
    HolderThere,
    KeyFileThere,
    LastHolder,
    NoEntry,
    NotAHolder,
    NotOpened,
    NotTheSame,
    NoVault,
    ShutOut,
    Tampered,
    VaultThere,
)
from .holders import Holder, Key, State
from .log import Done, Linked, Opening
from .schema import HEAD, bunch, entries, metadata
from .sealing import Bunch, fingerprint, new_bunch, new_own, sealed, unsealed

TABLES = Tables(
    name="vault",
    metadata=metadata,
    head=HEAD,
    scripts=Path(__file__).parent / "migrations",
    sealed=("openings",),
    refused="the vault stays closed: no opening could be written down",
)


class Vault(Beside):
    """The vault of the case in a folder.

    Args:
        folder: the case's folder. Where there is no vault yet, nothing is made until it is begun.

    >>> import tempfile
    >>> Vault(Path(tempfile.mkdtemp())).count()
    0
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TABLES)

    def there(self) -> bool:
        """Whether there is one."""
        with self.reading() as connection:
            return connection.execute(select(bunch.c.number)).first() is not None

    def count(self) -> int:
        """How many entries there are; those that were erased are counted too."""
        with self.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(entries)).scalar_one())

    def people(self) -> tuple[Holder, ...]:
        """Everybody who can open it, waits to be let in, or was taken out."""
        with self.reading() as connection:
            return holders.all_of(connection)

    def log(self, most: int = 0) -> tuple[Linked, ...]:
        """What was done, the oldest first; with `most` the latest only."""
        with self.reading() as connection:
            return log.read(connection, most)

    def begin(self, key: Key, at: str) -> None:
        """Makes the vault, with one person who can open it. Raises VaultThere, and what `holders.add` raises."""
        self._file_is_apart(key)
        with self.writing() as connection:
            if connection.execute(select(bunch.c.number)).first() is not None:
                raise VaultThere
            own = new_own()
            shared = new_bunch({})
            own = replace(own, known=shared.secrets[-1])
            who = holders.add(connection, key.name, own, key.passphrase, State.IN, at, key.file)
            shared = replace(shared, people={who.name: who.public})
            connection.execute(bunch.insert().values(number=1, public=shared.public, sealed=_behind(shared)))
            log.write(connection, Opening(who=who.name, at=at, act=Done.BEGUN))

    def join(self, key: Key, at: str) -> str:
        """Asks to be let in, with a new key; its fingerprint, for whoever lets them in. Raises NoVault, and what `holders.add` raises."""
        self._file_is_apart(key)
        with self.writing() as connection:
            _row(connection)
            who = holders.add(connection, key.name, new_own(), key.passphrase, State.WAITS, at, key.file)
            log.write(connection, Opening(who=who.name, at=at, act=Done.JOINED))
            return fingerprint(who.public)

    def admit(self, key: Key, name: str, said: str, at: str) -> None:
        """Lets somebody in who has asked.

        Args:
            key: of one who is in.
            name: who is let in.
            said: the fingerprint as they said it.
            at: ISO 8601 instant in UTC.

        Raises:
            NotTheSame: if it is not that of the key which waits.
            HolderThere: if they do not wait.
        """
        shared = self._bunch(key, at)
        with self.writing() as connection:
            new = holders.named(connection, name)
            if new.state is not State.WAITS:
                raise HolderThere
            if fingerprint(new.public).replace("-", "") != said.strip().casefold().replace("-", "").replace(" ", ""):
                raise NotTheSame
            self._still(connection, shared)
            wider = replace(shared, people={**shared.people, new.name: new.public})
            connection.execute(bunch.update().values(sealed=_behind(wider)))
            holders.set_state(connection, new.name, State.IN, at)
            log.write(connection, Opening(who=_of(key, shared), at=at, act=Done.ADMITTED, object=new.name))

    def remove(self, key: Key, name: str, at: str) -> None:
        """Takes somebody out and seals everything anew for those who remain. Raises LastHolder, NotAHolder."""
        shared = self._bunch(key, at)
        with self.writing() as connection:
            gone = holders.named(connection, name)
            left = {n: public for n, public in shared.people.items() if n != gone.name}
            if not left:
                raise LastHolder
            self._still(connection, shared)
            holders.set_state(connection, gone.name, State.OUT, at)
            log.write(connection, Opening(who=_of(key, shared), at=at, act=Done.REMOVED, object=gone.name))
            _anew(connection, shared, left)
            log.write(connection, Opening(who=_of(key, shared), at=at, act=Done.ROTATED))
        self._wipe()

    def rotate(self, key: Key, at: str) -> None:
        """Gives the vault a new key and seals everything anew."""
        shared = self._bunch(key, at)
        with self.writing() as connection:
            self._still(connection, shared)
            _anew(connection, shared, shared.people)
            log.write(connection, Opening(who=_of(key, shared), at=at, act=Done.ROTATED))
        self._wipe()

    def put(self, key: Key, entry: Sealed, at: str, number: int = 0) -> str:
        """Seals an entry and gives its handle; with a number, in the place of that one. Raises NoEntry, TooLarge."""
        data = packed(entry)
        shared = self._bunch(key, at)
        with self.writing() as connection:
            self._still(connection, shared)
            handle, act = handle_of(number), Done.CHANGED
            if number:
                here = entries.update().where(entries.c.number == number)
                if connection.execute(here.values(sealed=sealed(data, [shared.public]))).rowcount == 0:
                    raise NoEntry
            else:
                last = int(connection.execute(select(func.coalesce(func.max(entries.c.number), 0))).scalar_one())
                handle, act = handle_of(last + 1), Done.PUT
                connection.execute(entries.insert().values(number=last + 1, sealed=sealed(data, [shared.public])))
            log.write(connection, Opening(who=_of(key, shared), at=at, act=act, object=handle))
        if number:
            self._wipe()
        return handle

    def erase(self, key: Key, number: int, at: str) -> None:
        """Takes out what an entry says; that there is one stays, as large as the smallest. Raises NoEntry."""
        self.put(key, Sealed(erased=True), at, number)

    def open(self, key: Key, number: int, at: str) -> Sealed:
        """What an entry says; that it was opened is written down first. Raises NoEntry, ReadOnly, and what `check` raises."""
        shared = self._bunch(key, at)
        with self.writing() as connection:
            row = connection.execute(select(entries.c.sealed).where(entries.c.number == number)).first()
            if row is None:
                raise NoEntry
            log.write(connection, Opening(who=_of(key, shared), at=at, act=Done.OPENED, object=handle_of(number)))
        return unpacked(unsealed(row.sealed, shared.private))

    def passphrase(self, key: Key, new: str, at: str) -> None:
        """Puts somebody's key behind another passphrase. Raises WeakPassphrase."""
        holders.strong(new, key.name)
        shared = self._bunch(key, at)
        with self.writing() as connection:
            own = holders.key_behind(connection, key.name, key.passphrase, key.file)
            holders.keep_key(connection, key.name, own, new, key.file)
            log.write(connection, Opening(who=_of(key, shared), at=at, act=Done.PASSPHRASE))
        self._wipe()

    def verify(self) -> list[str]:
        """Walks the log and counts the entries by it; a sentence for whatever does not fit."""
        with self.reading() as connection:
            found = log.read(connection)
            numbers = set(connection.execute(select(entries.c.number)).scalars())
        put = {item.opening.object for item in found if item.opening.act is Done.PUT}
        out = log.broken(found)
        for number in sorted(numbers):
            if handle_of(number) not in put:
                out.append(f"The vault holds {handle_of(number)}, which nobody put there by its log.")
        for handle in sorted(put - {handle_of(number) for number in numbers}):
            out.append(f"The vault lacks {handle}, which was put there by its log.")
        return out

    def check(self, key: Key, at: str) -> list[str]:
        """Opens everything without showing it; a sentence for each entry that is damaged, and for people whom only the table names.

        Raises:
            NoVault, NotAHolder, NotOpened, KeyApart, ShutOut, Tampered: as they say.
        """
        shared = self._bunch(key, at)
        out = self.verify()
        with self.reading() as connection:
            for row in connection.execute(select(entries).order_by(entries.c.number)):
                try:
                    unpacked(unsealed(row.sealed, shared.private))
                except (NotOpened, ValueError):
                    out.append(f"{handle_of(row.number)} is damaged or was sealed with another key.")
            told = {one.name: one.public for one in holders.all_of(connection) if one.state is State.IN}
        if told != shared.people:
            out.append("The list of people is not the one that is sealed with the vault's key: somebody changed it.")
        return out

    def _bunch(self, key: Key, at: str) -> Bunch:
        """What the people of the vault share, out of somebody's key. What was tried in vain is written down."""
        try:
            with self.reading() as connection:
                row = _row(connection)
                own = holders.key_behind(connection, key.name, key.passphrase, key.file)
            try:
                shared = decode(unsealed(row.sealed, own.private), Bunch)
            except NotOpened:
                raise ShutOut from None
        except (NotAHolder, NotOpened, ShutOut):
            with self.writing() as connection:
                log.write(connection, Opening(who=holders.known(connection, key.name), at=at, act=Done.REFUSED))
            raise
        if shared.public != row.public or (own.known and own.known not in shared.secrets):
            raise Tampered
        if own.known != shared.secrets[-1]:
            with self.writing() as connection:
                newer = replace(own, known=shared.secrets[-1])
                holders.keep_key(connection, key.name, newer, key.passphrase, key.file)
        return shared

    def _still(self, connection: Connection, shared: Bunch) -> None:
        """Raises Tampered if the vault's key was changed since it was taken, or does not open the latest entry."""
        if _row(connection).public != shared.public:
            raise Tampered
        last = connection.execute(select(entries.c.sealed).order_by(entries.c.number.desc()).limit(1)).first()
        try:
            _ = last and unsealed(last.sealed, shared.private)
        except NotOpened:
            raise Tampered from None

    def _file_is_apart(self, key: Key) -> None:
        if key.file is not None and key.file.resolve().is_relative_to(self.folder.resolve()):
            raise KeyFileThere

    def _wipe(self) -> None:
        """Takes what was sealed before out of the file, as far as a program can; a server does so when it cleans its tables."""
        engine = self._opened(make=True).engine
        if engine.dialect.name != "sqlite":
            return
        try:
            with situations(self.folder), closing(engine.raw_connection()) as connection:
                cursor = connection.cursor()
                cursor.execute("VACUUM")
                if cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    raise CaseBusy
        except CaseBusy:
            raise CaseBusy(
                "It is done, but another program has vault.db open, so what was sealed before is still in that file. "
                "Close it, then run `secondsource vault rotate`."
            ) from None


def _row(connection: Connection) -> Row[tuple[object, ...]]:
    row = connection.execute(select(bunch)).first()
    if row is None:
        raise NoVault
    return row


def _behind(shared: Bunch) -> bytes:
    return sealed(encode(shared), shared.people.values())


def _of(key: Key, shared: Bunch) -> str:
    return next(name for name in shared.people if key_of(name) == key_of(key.name))


def _anew(connection: Connection, shared: Bunch, people: Mapping[str, str]) -> None:
    """A new key for these people, and every entry sealed with it."""
    new = new_bunch(people, shared.secrets)
    for row in connection.execute(select(entries).order_by(entries.c.number)).all():
        again = sealed(unsealed(row.sealed, shared.private), [new.public])
        connection.execute(entries.update().where(entries.c.number == row.number).values(sealed=again))
    connection.execute(bunch.update().values(number=bunch.c.number + 1, public=new.public, sealed=_behind(new)))

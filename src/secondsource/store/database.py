"""The tables of a case: how they are opened, brought up to date, and how a transaction begins; in a file or on a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from secondsource.model import BrokenCase

from .address import file_of, on_server
from .errors import NewerCase
from .home import Home
from .schema import HEAD
from .situations import situations
from .sql import has_table
from .sqlite import OnDisk

_OF_A_CASE = Path(__file__).parent / "migrations"


class Database:
    """The tables of one case, or of a room beside them.

    Args:
        folder: the case's folder, for sentences and for a relative database.
        address: a URL of PostgreSQL, or a file name inside the folder for SQLite.
        read_only: whether the disk lets nothing be written, so that not even a lock file may be made.
        head: the newest revision of its tables.
        scripts: the folder of their revisions.
        room: what a room beside the case's tables is called on a server, where it has a schema of its own.
        sealed: the tables that are only ever added to.
    """

    def __init__(
        self,
        folder: Path,
        address: str,
        *,
        read_only: bool = False,
        head: str = HEAD,
        scripts: Path = _OF_A_CASE,
        room: str = "",
        sealed: Sequence[str] = ("decisions", "custody"),
    ) -> None:
        self.folder = folder
        self.on_server = on_server(address)
        """Whether a team shares it: then a folder that may only be read does not hinder writing."""
        self.read_only = read_only and not self.on_server
        self.head, self.scripts = head, scripts
        self.file = None if self.on_server else file_of(folder, address)
        self._home = Home(folder)
        self._kind: Any = self._opened(address, room, sealed)
        self.engine: Engine = self._kind.engine

    def _opened(self, address: str, room: str, sealed: Sequence[str]) -> Any:
        if self.file is not None:
            return OnDisk(self.file, read_only=self.read_only)
        from .server import OnServer

        return OnServer(address, room=room, sealed=sealed)

    def snapshot(self) -> Connection:
        """A connection whose transactions see one moment; for whoever keeps it open for longer than a `with` block."""
        connection: Connection = self._kind.snapshot()
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the case, whatever others write meanwhile."""
        with situations(self.folder), self._kind.snapshot() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that changes the case: all of it or nothing.

        Raises:
            CaseBusy: if another writer does not end its transaction within 30 seconds.
            CaseMoved: if the case has been moved since these tables were opened.
        """
        with situations(self.folder), self._kind.writer() as connection, connection.begin():
            before = self._kind.begun(connection)
            self._home.check()
            yield connection
            self._kind.ending(connection, before)

    def alone(self, wait: float = 0.0, name: str = "case.lock") -> AbstractContextManager[None]:
        """Holds the case for one program, on whichever machine; freed when the program ends in whatever way.

        Args:
            wait: seconds to wait for another program to end.
            name: of what is held; programs that hold different things do not wait for each other.

        Raises:
            CaseBusy: if another one still holds it then; names who.
        """
        held: AbstractContextManager[None] = self._kind.alone(self.folder, wait, name)
        return held

    def state(self, connection: Connection) -> int:
        """A number that every transaction which changes something draws anew: what was made of the case fits as long as it stays."""
        return int(self._kind.state(connection))

    def claim(self, case: str) -> None:
        """Notes on a server which case's tables these are, so that no other case writes into them. Raises NotEmpty if those of another stand here."""
        if self.on_server:
            with self.writing() as connection:
                self._kind.claim(connection, case)

    def check_claim(self, case: str) -> None:
        """Raises BrokenCase if the tables on a server are those of another case than the one of that id."""
        if self.on_server:
            with self.reading() as connection:
                self._kind.check_claim(connection, case)

    def revision(self) -> str | None:
        """The revision of the tables, or None if there are none yet."""
        with self.reading() as connection:
            if not has_table(connection, "alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def migrate(self, *, new: bool = True, to: str = "head") -> None:
        """Makes the tables, or brings those of an older version up to date, in one transaction.

        Args:
            new: whether there may be none yet. An empty database in the place of a full one would hide that decisions are lost.
            to: the revision that new tables shall have, where older ones are to be put into them.

        Raises:
            NewerCase: if a later version of the program wrote them.
            BrokenCase: if there are none and there should be.
        """
        self._kind.make(self.folder, new=new)
        known = self.revision() if self._kind.there() else None
        if known is None and not new:
            raise BrokenCase(f"The database of the case {self.folder} is empty. {self._kind.restore}")
        if known == self.head or self.read_only:
            return
        from alembic import command
        from alembic.config import Config
        from alembic.script import ScriptDirectory

        config = Config()
        config.set_main_option("script_location", str(self.scripts).replace("%", "%%"))
        revisions = {s.revision for s in ScriptDirectory.from_config(config).walk_revisions()}
        if not {known, to} <= revisions | {None, "head"}:
            raise NewerCase
        with self.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            self._kind.made(connection)

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()

"""Where the tables of a case are, or shall be: files in its folder, or schemas of a database on a server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect, text

from secondsource.store.about import IN_FOLDER
from secondsource.store.address import on_server, without_password
from secondsource.store.beside import Tables
from secondsource.store.database import Database
from secondsource.store.office.office import TABLES as OFFICE
from secondsource.store.schema import HEAD, metadata
from secondsource.store.situations import situations
from secondsource.store.vault.vault import TABLES as VAULT
from secondsource.store.watching.watching import TABLES as WATCH

from .errors import NotItsOwn

CASE = Tables(
    name="case",
    metadata=metadata,
    head=HEAD,
    scripts=Path(__file__).parents[1] / "migrations",
    sealed=("decisions", "custody"),
    refused="nothing can be moved",
)
ROOMS = (CASE, OFFICE, WATCH, VAULT)
"""The case itself, who works on it, what is watched for it, and who its sources are, sealed. Everything else beside a case can be made again."""
_TAKEN = frozenset({"office.db", "watch.db", "vault.db", "desk.db", "search.db"})
_SIDE = ("", "-wal", "-shm", "-journal")
_UNFINISHED = ".moving-"


@dataclass(frozen=True, slots=True)
class Place:
    """A place for the tables of a case.

    Args:
        folder: the case's folder.
        address: a URL of PostgreSQL, or the name of the case's file in the folder.
        unfinished: whether its files go by other names until they are whole.
    """

    folder: Path
    address: str
    unfinished: bool = False

    @property
    def on_server(self) -> bool:
        """Whether a team shares it."""
        return on_server(self.address)

    def file(self, tables: Tables) -> str:
        """The name of the file that tables are in, where they are in files."""
        name = self.address if tables is CASE else f"{tables.name}.db"
        return f"{_UNFINISHED}{name}" if self.unfinished else name

    def database(self, tables: Tables) -> Database:
        """Those tables, to be closed by whoever asks for them. Nothing is asked of them yet."""
        return Database(
            self.folder,
            self.address if self.on_server else self.file(tables),
            head=tables.head,
            scripts=tables.scripts,
            room="" if tables is CASE else tables.name,
            sealed=tables.sealed,
        )

    def there(self, tables: Tables) -> bool:
        """Whether there are such tables."""
        if not self.on_server and not (self.folder / self.file(tables)).exists():
            return False
        database = self.database(tables)
        try:
            return database.revision() is not None
        finally:
            database.close()

    def remove(self, tables: Tables) -> None:
        """Takes those tables away, whatever is in them."""
        if not self.on_server:
            for end in _SIDE:
                (self.folder / f"{self.file(tables)}{end}").unlink(missing_ok=True)
            return
        database = self.database(tables)
        try:
            # Not as a writer of the case, who would note in the tables themselves that they have changed.
            with situations(self.folder), database.engine.begin() as connection:
                tables.metadata.drop_all(connection)
                for name in ("alembic_version", "on_server"):
                    if inspect(connection).has_table(name):
                        connection.execute(text(f"DROP TABLE {name}"))
        finally:
            database.close()


def sweep(folder: Path) -> None:
    """Takes away what a move that was killed left unfinished in the folder. Only for whoever holds the case."""
    with situations(folder):
        for path in sorted(folder.glob(f"{_UNFINISHED}*")):
            path.unlink(missing_ok=True)


def destination(address: str) -> str:
    """The address of a database as `move` may take a case there.

    Raises:
        PasswordInAddress, NoAddress: if it is a URL with a password, or none of PostgreSQL.
        NotItsOwn: if it is a name that another file of the case has, or that of no database.
    """
    if on_server(address):
        return without_password(address)
    if Path(address).name != address or not address.endswith(".db") or address in _TAKEN or address.startswith("."):
        raise NotItsOwn(
            f"“{address}” is no name for the database of a case. Write {IN_FOLDER}, or postgresql://USER@HOST/NAME."
        )
    return address

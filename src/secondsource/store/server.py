"""Tables on a server that a team shares: how PostgreSQL is opened, how writers take their turn there, and what tells its states apart.

What is read is one moment (REPEATABLE READ). Writers take their place one after the other, as SQLite's do, each with everything before it in
sight: the ledger's chain cannot fork.
"""

from __future__ import annotations

import os
import secrets
import socket
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, OperationalError

from secondsource.model import BrokenCase

from .address import url_of
from .errors import CaseBusy, NotEmpty
from .server_tables import claimed, held_by, holding, needs, owner_of
from .server_text import kept_whole
from .situations import situations

WAIT = 30
"""Seconds that one writer waits for another's transaction."""
_CONNECT = 10
"""Seconds to wait for a server that does not answer."""
_OURS = zlib.crc32(b"secondsource") - (1 << 31)
"""The first half of the number of every advisory lock of ours; the second is made of the schema and what is held in it."""
_SETTINGS = f"-c lock_timeout={WAIT}s -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
"""A machine that went dark is given up within a minute, and what it held is free."""
OLDEST = 14
"""The first version of PostgreSQL that a case may stand on: older ones get no mends any more."""
_DESCRIBED = """
SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version, current_user AS role,
       coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS ssl,
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AND has_database_privilege(current_database(), 'CREATE') AS makes
"""
_CHANGED = text(
    "UPDATE on_server SET value = :number WHERE name = 'state' AND pg_current_xact_id_if_assigned() IS NOT NULL"
)


class OldServer(BrokenCase):
    """The server is too old for the tables of a case. Use a newer PostgreSQL."""


class NoDriver(BrokenCase):
    """The case is kept on a PostgreSQL server, and the driver for it is not installed here. Install it with `pip install 'secondsource[server]'`."""


class OnServer:
    """A database on a server.

    Args:
        address: of the database, as `address.url_of` takes it. What it leaves out comes from where PostgreSQL's own programs take it: PGPASSFILE, PGSERVICE, ...
        room: what stands in a schema of its own beside the case's; empty for the case itself.
        sealed: tables that are only ever added to.
    """

    def __init__(self, address: str, *, room: str = "", sealed: Sequence[str] = ()) -> None:
        self.room, self._sealed = room, sealed
        url = url_of(address)
        told = " ".join(filter(None, (_SETTINGS, str(url.query.get("options", "")))))
        options = {"options": told, "connect_timeout": _CONNECT, "application_name": "secondsource"}
        url = url.difference_update_query(["options"])
        given = {name: value for name, value in options.items() if name not in url.query}
        try:
            # A connection that was idle is asked first: the server may have been started again since.
            self.engine: Engine = create_engine(url, connect_args=given, pool_pre_ping=True, use_native_hstore=False)
        except ImportError as error:
            raise NoDriver from error
        except ArgumentError:
            raise BrokenCase("The address of the case's database is not understood. Mend it in case.toml.") from None
        event.listen(self.engine, "connect", self._connected)
        self._held: dict[str, int] = {}
        """The server's process that holds what is held, by its name."""

    restore = "Restore the database from a backup of the server, or mend the address in case.toml."

    def described(self, folder: Path) -> str:
        """The server in a few words: its version, who one is there, whether others can listen.

        Raises:
            NoServer, NotLetIn: if it does not answer, or lets nobody in.
            OldServer: if it is too old.
        """
        try:
            with situations(folder), self.snapshot() as connection:
                found = connection.execute(text(_DESCRIBED)).one()
        finally:
            self.engine.dispose()
        if found.number < OLDEST * 10_000:
            raise OldServer(f"The server is PostgreSQL {found.version}; {OLDEST} or later is needed.")
        lacks = "" if found.makes else "; this role may not make tables, so it can open a case and not make one"
        safe = "encrypted" if found.ssl else "not encrypted"
        return f"PostgreSQL {found.version}, role {found.role}, {safe}{lacks}"

    def snapshot(self) -> Connection:
        """A connection whose transactions see one moment."""
        return self.engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def writer(self) -> Connection:
        """A connection for transactions that have the tables to themselves, see `begun`."""
        return self.engine.connect().execution_options(isolation_level="READ COMMITTED")

    def begun(self, connection: Connection) -> None:
        """Takes the place of a writing transaction; what others wrote before is then in sight.

        Raises:
            CaseBusy: if this program no longer holds what it believes to hold, because its connection was cut meanwhile.
        """
        connection.execute(text("SELECT pg_advisory_xact_lock(:ours, hashtext(current_schema()))"), {"ours": _OURS})
        for name, process in self._held.items():
            if not holding(connection, _OURS, name, process):
                raise CaseBusy(
                    "The connection to the server was cut, and with it this program's hold on the case. What was written before stays; run this again."
                )

    def ending(self, connection: Connection, before: object) -> None:
        """Draws the state anew if the transaction has written anything."""
        del before
        if self.room:
            return
        number = secrets.randbelow((1 << 31) - 1) + 1
        connection.execute(_CHANGED, {"number": str(number)})

    def state(self, connection: Connection) -> int:
        """See `Database.state`."""
        return int(connection.execute(text("SELECT value FROM on_server WHERE name = 'state'")).scalar_one())

    @contextmanager
    def alone(self, folder: Path, wait: float, name: str) -> Iterator[None]:
        """See `Database.alone`: the server lets go of it when the connection ends, in whatever way."""
        with ExitStack() as undo:
            with situations(folder):
                plain = undo.enter_context(self.engine.connect())
                # Not back into the pool: the lock belongs to the connection, and ends with it.
                undo.callback(plain.invalidate)
                connection = plain.execution_options(isolation_level="AUTOCOMMIT")
                process = int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
                if not _taken(connection, name, wait):
                    holder = held_by(connection, name)
                    who = f"Another program ({holder})" if holder else "Another program"
                    raise CaseBusy(
                        f"{who} is working on the case {folder}. Wait until it has ended, or stop it; then run this again."
                    )
                claimed(connection, name, f"process {os.getpid()} on {socket.gethostname()}")
            self._held[name] = process
            undo.callback(self._held.pop, name)
            yield

    def there(self) -> bool:
        """Whether the server is to be asked; always."""
        return True

    def make(self, folder: Path, *, new: bool) -> None:
        """Makes the schema of a room beside the case's, where it is missing."""
        if self.room and new:
            with situations(folder), self.writer() as connection, connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:ours, 0)"), {"ours": _OURS})
                schema = connection.execute(text("SELECT current_setting('search_path')")).scalar_one()
                # Asked first, because to whoever may not make schemas even IF NOT EXISTS is refused.
                if connection.execute(text("SELECT to_regnamespace(:name)"), {"name": schema}).scalar() is None:
                    connection.execute(text(f"CREATE SCHEMA {schema}"))

    def made(self, connection: Connection) -> None:
        """Adds what only a server needs, once the revisions have run."""
        needs(connection, self._sealed, keeps_state=not self.room)

    def claim(self, connection: Connection, case: str) -> None:
        """Notes which case's tables these are.

        Raises:
            NotEmpty: if those of another case stand here.
        """
        if owner_of(connection) not in ("", case):
            raise NotEmpty(
                "This database holds another case already. Name an empty one, or open that case from its own folder."
            )
        claimed(connection, "case", case)

    def check_claim(self, connection: Connection, case: str) -> None:
        """Raises BrokenCase if these are another case's tables."""
        if held_by(connection, "case") not in ("", case):
            raise BrokenCase(
                "The database that case.toml names holds another case. Mend the address, or open that case from its own folder."
            )

    def _connected(self, connection: Any, _record: object) -> None:
        kept_whole(connection)
        if self.room:
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_schema()")
                (home,) = cursor.fetchone()
                beside = self.room if home == "public" else f"{home}_{self.room}"
                cursor.execute("SELECT set_config('search_path', quote_ident(%s), false)", (beside,))
            connection.commit()


def _taken(connection: Connection, name: str, wait: float) -> bool:
    """Whether what goes by that name is now this connection's; who waits longest gets it first."""
    what = {"ours": _OURS, "name": name}
    asked = "(:ours, hashtext(current_schema() || '/' || :name))"
    if wait <= 0:
        return bool(connection.execute(text(f"SELECT pg_try_advisory_lock{asked}"), what).scalar_one())
    connection.execute(text(f"SET lock_timeout = {max(1, int(wait * 1000))}"))
    try:
        connection.execute(text(f"SELECT pg_advisory_lock{asked}"), what)
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", "") != "55P03":
            raise
        return False
    return True

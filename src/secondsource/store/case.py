"""A case: a folder that holds everything and can be copied, backed up and handed over."""

from __future__ import annotations

import os
import secrets
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, select

from secondsource.model import Claim, Decision, Finding, Grade, Indicator, NoCase, Reading, corrected

from . import about as about_file
from . import derived, documents, rates
from .about import About
from .address import shown, without_password
from .at_hand import readings_of, there
from .claims_at_hand import Claims
from .database import Database
from .errors import KeptElsewhere, NotEmpty, ReadOnly
from .ledger import Ledger, standing
from .ledger import entries as ledger_entries
from .ledger import faults as ledger_faults
from .lists import Lists
from .lock import alone
from .marked import marks_of
from .moment import Moment
from .originals import FOLDER, originals
from .schema import mentions
from .situations import situations
from .stamps import Stamps
from .unmet import unmet, unmet_at_hand
from .view import CaseView

_OWN = (
    FOLDER,
    "lists",
    "stamps",
    "rates.csv",
    "reader",
    "case.lock",
    "case.db",
    "case.db-wal",
    "case.db-shm",
    "case.db-journal",
    "kept.db",
    "kept.db-journal",
    "office.db",
    "office.db-wal",
    "office.db-shm",
    "office.db-journal",
    "desk.db",
    "search.db",
    "search.db-wal",
    "search.db-shm",
    "search.db-journal",
    "watch.lock",
    "watch.db",
    "watch.db-wal",
    "watch.db-shm",
    "watch.db-journal",
    "vault.db",
    "vault.db-wal",
    "vault.db-shm",
    "vault.db-journal",
    "moved.json",
    "names.key",
)


class Case:
    """An open case. Made by `create`, `open` or `open_or_create`; closed by `close` or a `with` block.

    >>> import tempfile
    >>> with Case.create(Path(tempfile.mkdtemp()) / "case", now="2016-06-08T00:00:00Z") as case:
    ...     case.view().claims
    ()
    """

    def __init__(self, folder: Path, about: About) -> None:
        self.folder = folder
        self.about = about
        self.archive = originals(folder, about.captures)
        self.lists = Lists(folder / "lists")
        self.stamps = Stamps(folder / "stamps")
        self.database = Database(folder, about.database, read_only=_read_only(folder))
        self.ledger = Ledger(self.database, about.eyes)
        self.faults: tuple[str, ...] = ()
        """What was wrong with the ledger's chain when the case was opened: a sentence for each entry that does not fit."""

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        now: str,
        subject: str = "dprk_labour",
        title: str = "",
        database: str = "",
        captures: str = "",
    ) -> Case:
        """Makes a case in a new or empty folder that only its owner may enter.

        `case.toml` is written last, so a folder in which making was cut short is no case yet and can be used again.

        Args:
            folder: where.
            now: ISO 8601 instant in UTC.
            subject: name or folder of the subject pack.
            title: what to call it.
            database: URL of a PostgreSQL database for a case that a team shares; a file in the folder if empty.
            captures: where the originals shall lie: nothing for its own folder, or an address as `originals` takes it.

        Raises:
            BadAddress: if the address of the captures is none.
            NotEmpty: if the folder holds other files, or the database or the place of the captures another case.
            ReadOnly, NoRoom: if nothing can be written there.
            PasswordInAddress: if the URL holds a password.
            StoreAway, StoreDenied, NoBucket, StoreFailed: if the store of the captures cannot be used; no case is made then.
        """
        if captures not in ("", FOLDER) and next(originals(folder, captures).digests(), None) is not None:
            raise NotEmpty(f"{captures} holds originals of another case. Name a place of its own for each case.")
        with situations(folder):
            if (blocking := next((p for p in (folder, *folder.parents) if p.exists()), folder)).is_file():
                raise NotEmpty(
                    f"{blocking} is a file, and a case is a folder. Name a new or an empty one with --case DIR."
                )
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            foreign = sorted(p.name for p in folder.iterdir() if p.name not in _OWN and not p.name.startswith(".case-"))
            if foreign and not (folder / "case.toml").exists():
                raise NotEmpty(
                    f"{folder} holds other files ({foreign[0]} ...), so no case is made in it. "
                    "Name a new or an empty folder with --case DIR."
                )
            folder.chmod(0o700)
        with alone(folder, wait=10):
            if (folder / "case.toml").exists():
                return cls.open(folder)
            if captures in ("", FOLDER):
                with situations(folder):
                    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
            kept = without_password(database) if database else about_file.IN_FOLDER
            about = About(
                id=secrets.token_hex(8), created=now, subject=subject, title=title, database=kept, captures=captures
            )
            case = cls(folder, about)
            try:
                case.database.migrate()
                case.database.claim(about.id)
            except BaseException:
                case.close()
                raise
            about_file.write(folder / "case.toml", about)
        return case

    @classmethod
    def open(cls, folder: Path) -> Case:
        """The case in that folder; tables of an older version are brought up to date.

        Raises:
            NoCase: if there is none.
            NewerCase: if a later version of the program wrote it.
            BrokenCase: if `case.toml` or the database is damaged.
        """
        if folder.exists() and not folder.is_dir():
            raise NoCase(f"{folder} is a file, and a case is a folder. Name the case's folder with --case DIR.")
        if not _is_there(folder):
            raise NoCase(f"There is no case in {folder}. Make one with `secondsource run PATH --case {folder}`.")
        case = cls(folder, about_file.read(folder / "case.toml"))
        try:
            case.database.migrate(new=False)
            case.database.check_claim(case.about.id)
            with case.reading() as connection:
                case.faults = tuple(ledger_faults(connection))
        except BaseException:
            case.close()
            raise
        return case

    @classmethod
    def open_or_create(
        cls,
        folder: Path,
        *,
        now: str,
        subject: str = "dprk_labour",
        title: str = "",
        database: str = "",
        captures: str = "",
    ) -> Case:
        """The case in that folder, made as `create` does if there is none.

        Raises:
            KeptElsewhere: if there is one, and its tables stand elsewhere than in `database`, or its originals than in `captures`.
        """
        if not _is_there(folder):
            return cls.create(folder, now=now, subject=subject, title=title, database=database, captures=captures)
        wanted = originals(folder, captures).address if captures else ""
        case = cls.open(folder)
        if wanted and wanted != case.archive.address:
            case.close()
            raise KeptElsewhere(
                f"The originals of {folder} lie in {case.archive.address}. `secondsource move` takes them to another place."
            )
        if database and without_password(database) != shown(case.about.database):
            case.close()
            raise KeptElsewhere(
                f"The case {folder} is kept in {shown(case.about.database)}. `secondsource move` takes a case to another database."
            )
        return case

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one moment of the case."""
        return self.database.reading()

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that changes all it says or nothing. Raises ReadOnly if the case may only be read here."""
        if self.database.read_only:
            raise ReadOnly(f"{self.folder} may only be read here. Copy the case to where you can write.")
        return self.database.writing()

    def alone(self, wait: float = 0.0, name: str = "case.lock") -> AbstractContextManager[None]:
        """Holds the case for whoever derives it anew, or what else goes by that name. Raises CaseBusy if another program does, after `wait` seconds."""
        if self.database.read_only:
            raise ReadOnly(f"{self.folder} may only be read here. Copy the case to where you can write.")
        return self.database.alone(wait, name)

    def view(self) -> CaseView:
        """The whole case as values, as of one moment."""
        with self.reading() as connection:
            entries = ledger_entries(connection)
            raw = documents.all_readings(connection)
            in_force = standing(entries)
            claims = derived.load(connection, Claim)
            traced = derived.load_traced(connection)
            return CaseView(
                id=self.about.id,
                title=self.about.title,
                created=self.about.created,
                subject=self.about.subject,
                captures=documents.all_captures(connection),
                custody=documents.all_custody(connection),
                readings=corrected(raw, in_force),
                claims=tuple(sorted(claims, key=lambda c: (documents.ends(c.when)[0] or "9999", c.id))),
                traced=traced,
                grades=derived.load(connection, Grade),
                findings=derived.load(connection, Finding),
                indicators=derived.load(connection, Indicator),
                set_aside=tuple(documents.all_aside(connection).values()),
                ledger=entries,
                unmet=unmet(in_force, raw, claims, traced.relays, self.about.id),
                marks=marks_of(in_force, {self.about.id, *(reading.report.id for reading in raw)}),
                rates=rates.read(self.folder),
            )

    def has_more(self, than: int) -> bool:
        """Whether more mentions were read than that, corrections apart: how large the case is, told without counting all."""
        with self.reading() as connection:
            return connection.execute(select(mentions.c.seq).offset(than).limit(1)).first() is not None

    def at_hand(self) -> CaseView:
        """The case as of this moment, whose readings, claims and what follows from them are fetched as they are asked for.

        The case stays open for reading as long as somebody holds what this gives. It must not be used for anything else afterwards, nor closed.
        """
        moment = Moment(self.database)
        entries = ledger_entries(moment.connection)
        in_force = standing(entries)
        return CaseView(
            id=self.about.id,
            title=self.about.title,
            created=self.about.created,
            subject=self.about.subject,
            captures=documents.all_captures(moment.connection),
            custody=documents.all_custody(moment.connection),
            readings=readings_of(moment, in_force),
            claims=Claims(moment),
            traced=derived.traced_at_hand(moment),
            grades=derived.at_hand(moment, Grade, "claim"),
            findings=derived.at_hand(moment, Finding, "claim"),
            indicators=derived.at_hand(moment, Indicator, "claim"),
            set_aside=tuple(documents.all_aside(moment.connection).values()),
            ledger=entries,
            unmet=unmet_at_hand(in_force, moment, self.about.id),
            marks=marks_of(in_force, {self.about.id, *there(moment, [d.object for d in in_force])}),
            rates=rates.read(self.folder),
        )

    def as_read(self) -> tuple[tuple[Reading, ...], tuple[Decision, ...]]:
        """What the reader found, before anybody corrected it, and the decisions in force."""
        with self.reading() as connection:
            return documents.all_readings(connection), tuple(standing(ledger_entries(connection)))

    def close(self) -> None:
        """Lets go of the database."""
        self.database.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _is_there(folder: Path) -> bool:
    try:
        return (folder / "case.toml").is_file()
    except PermissionError as error:
        raise NoCase(f"{folder} may not be entered by this user. Ask its owner, or name another folder.") from error


def _read_only(folder: Path) -> bool:
    return folder.is_dir() and not os.access(folder, os.W_OK)

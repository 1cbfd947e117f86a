"""What the desk works out of a whole case before it shows any of it, in a file beside the case: what to mask, the list of claims, the list of reports.

Everything in it can be made again, and is, when the case, its subject pack or the program has changed. It holds what must be masked, so it is
nobody's to read who may not read the case.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import msgspec
import numpy as np

from secondsource import __version__
from secondsource.model import Claim
from secondsource.model.codec import decode, encode
from secondsource.publish.footnotes import SourceLine, source_line
from secondsource.publish.prominence import prominence
from secondsource.publish.redact import Masks, masked_view, masks_of
from secondsource.store import CaseView
from secondsource.store.at_hand import Readings
from secondsource.store.claims_at_hand import Claims
from secondsource.store.held import Latest
from secondsource.subjects import Subject

from .index import Columns, Index
from .listing import Row, rows_of
from .vocabulary import Gathering, Vocabulary

FILE = "desk.db"
"""Its name in the folder of the case."""
_FORMAT = "2"
"""Changes whenever what is kept, or how it is worked out, changes."""
_TOGETHER = 100
"""Claims that are worked out together."""
_ROWS = 4_000
"""Rows, and lines of reports, that are kept once they are read."""
_TABLES = """
CREATE TABLE parts (name TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE rows (at INTEGER PRIMARY KEY, body BLOB NOT NULL, words TEXT NOT NULL);
CREATE TABLE sources (at INTEGER PRIMARY KEY, body BLOB NOT NULL);
"""
T = TypeVar("T")


def key_of(view: CaseView, pack: Subject) -> str:
    """What a catalogue is made of, in short: another key means another catalogue. Empty where the case cannot tell whether it has changed."""
    state = view.readings.state if isinstance(view.readings, Readings) else None
    return f"{_FORMAT} {__version__} {view.id} {state} {pack.digest}" if state is not None else ""


class Catalogue:
    """What was worked out of one state of a case.

    Args:
        connection: to the file, which nobody changes.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = Lock()
        self._rows: Latest[int, Row] = Latest(_ROWS)
        self._sources: Latest[int, SourceLine] = Latest(_ROWS)

    def asked(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of the answer."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def part(self, name: str) -> bytes:
        """What is kept under that name."""
        return bytes(self.asked("SELECT body FROM parts WHERE name = ?", (name,))[0][0])

    @cached_property
    def masks(self) -> Masks:
        """What must be hidden wherever it turns up."""
        return msgspec.msgpack.decode(self.part("masks"), type=Masks)

    @cached_property
    def index(self) -> Index:
        """The columns of the list of claims."""
        return Index.of_kept(self.part("index"))

    @cached_property
    def claims(self) -> Sequence[str]:
        """Ids of the claims, the most important first."""
        return _lines(self.part("claims"))

    @cached_property
    def reports(self) -> Sequence[str]:
        """Ids of the reports, in order of publication."""
        return _lines(self.part("reports"))

    @cached_property
    def sources_words(self) -> Vocabulary:
        """What a search of the list of reports looks through."""
        return Vocabulary.of_kept(msgspec.msgpack.decode(self.part("words")))

    @cached_property
    def shared(self) -> frozenset[str]:
        """Names that several reports have."""
        return msgspec.msgpack.decode(self.part("shared"), type=frozenset[str])

    @cached_property
    def said(self) -> Sequence[int]:
        """How many statements the reports up to each have."""
        return np.frombuffer(self.part("said"), dtype=np.int64).tolist()  # type: ignore[no-any-return]

    @cached_property
    def told(self) -> Sequence[int]:
        """How many mentions the reports up to each have."""
        return np.frombuffer(self.part("told"), dtype=np.int64).tolist()  # type: ignore[no-any-return]

    @cached_property
    def _ranked(self) -> Any:
        """Where the row of each claim stands, the most important first."""
        return np.frombuffer(self.part("ranked"), dtype=np.uint32)

    def rows(self, places: Sequence[int]) -> list[Row]:
        """The rows at these places of the list."""
        found = self._rows.of(places, self._fetch_rows)
        return [found[place] for place in places]

    def words(self, places: Sequence[int]) -> Iterator[str]:
        """The words of the rows at these places."""
        for some in _batches(places):
            held = dict(self._among("SELECT at, words FROM rows", self._ranked[list(some)].tolist()))
            yield from (held[int(self._ranked[place])] for place in some)

    def sources(self, places: Sequence[int]) -> list[SourceLine]:
        """The lines of the reports at these places."""
        found = self._sources.of(places, self._fetch_sources)
        return [found[place] for place in places]

    def _fetch_rows(self, places: Sequence[int]) -> dict[int, Row]:
        at = {int(self._ranked[place]): place for place in places}
        out = {}
        for some in _batches(list(at)):
            for where, body, words in self._among("SELECT at, body, words FROM rows", some):
                out[at[where]] = replace(decode(body, Row), number=at[where] + 1, words=words)
        return out

    def _fetch_sources(self, places: Sequence[int]) -> dict[int, SourceLine]:
        return {
            at: decode(body, SourceLine)
            for some in _batches(places)
            for at, body in self._among("SELECT at, body FROM sources", some)
        }

    def _among(self, query: str, places: Sequence[int]) -> list[Any]:
        return self.asked(f"{query} WHERE at IN ({', '.join('?' * len(places))})", [int(place) for place in places])

    @classmethod
    def of(cls, folder: Path, view: CaseView, pack: Subject) -> Catalogue:
        """The catalogue of the case in a folder; made if the one there is of another state. Where nothing can be written it is made for this time alone.

        Args:
            folder: the case's folder.
            view: the case at hand, nothing masked.
            pack: its subject.
        """
        key, file = key_of(view, pack), folder / FILE
        if key and (found := _opened(file, key)) is not None:
            return cls(found)
        if not key or not os.access(folder, os.W_OK):
            own = sqlite3.connect("", check_same_thread=False)  # a file that is gone with the connection
            _Making(own, view, pack).fill(key)
            return cls(own)
        part = folder / f"{FILE}.{os.getpid()}"
        try:
            part.unlink(missing_ok=True)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with contextlib.closing(sqlite3.connect(part)) as made:
                made.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
                _Making(made, view, pack).fill(key)
            found = _opened(part, key)
            assert found is not None
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        return cls(found)


def is_made(folder: Path, view: CaseView, pack: Subject) -> bool:
    """Whether the catalogue of that state is there already."""
    found = _opened(folder / FILE, key_of(view, pack))
    if found is not None:
        found.close()
    return found is not None


def _opened(file: Path, key: str) -> sqlite3.Connection | None:
    """The file if it is a catalogue of that key."""
    if not key or not file.is_file():
        return None
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        held = connection.execute("SELECT body FROM parts WHERE name = 'key'").fetchone()
    except sqlite3.DatabaseError:
        held = None
    if held is not None and held[0] == key:
        return connection
    connection.close()
    return None


@dataclass
class _Making:
    """Works out a catalogue, a few claims at a time, so that the case is never in memory as a whole."""

    connection: sqlite3.Connection
    view: CaseView
    pack: Subject

    def fill(self, key: str) -> None:
        """Writes everything."""
        self.connection.executescript(_TABLES)
        masks = masks_of(self.view)
        safe = masked_view(self.view, masks=masks)
        self._keep("masks", msgspec.msgpack.encode(masks))
        self._reports(safe)
        self._claims(safe)
        self._keep("key", key)
        self.connection.commit()

    def _keep(self, name: str, body: bytes | str) -> None:
        self.connection.execute("INSERT INTO parts VALUES (?, ?)", (name, body))

    def _reports(self, safe: CaseView) -> None:
        gathering, ids = Gathering(), list[str]()
        for at, report in enumerate(safe.reports):
            line = source_line(at + 1, report, safe)
            ids.append(line.id)
            gathering.add(searched(line))
            self.connection.execute("INSERT INTO sources VALUES (?, ?)", (at, encode(line)))
        self._keep("reports", _joined(ids))
        self._keep("shared", msgspec.msgpack.encode(sorted(safe.shared_names)))
        self._keep("words", msgspec.msgpack.encode(gathering.made().kept()))
        if isinstance(safe.readings, Readings):
            for name, upto in (("said", safe.readings.order.said), ("told", safe.readings.order.told)):
                self._keep(name, np.asarray(upto, dtype=np.int64).tobytes())

    def _claims(self, safe: CaseView) -> None:
        columns, keys, ids = Columns(), list[Any](), list[str]()
        sources = Sources(Catalogue(self.connection), safe)
        for some in self._beside_each_other(safe):
            safe.ready(some)
            for row in rows_of(some, safe, self.pack, sources, self.view.ledger):
                columns.add(row)
                body = encode(replace(row, number=0, words=""))
                self.connection.execute("INSERT INTO rows VALUES (?, ?, ?)", (len(ids), body, row.words))
                ids.append(row.id)
            keys += [prominence(safe, claim) for claim in some]
        ranked = sorted(range(len(keys)), key=keys.__getitem__)
        self._keep("claims", _joined(ids[at] for at in ranked))
        self._keep("ranked", np.asarray(ranked, dtype=np.uint32).tobytes())
        self._keep("index", columns.made(ranked).kept)

    def _beside_each_other(self, safe: CaseView) -> Iterator[Sequence[Claim]]:
        """The claims, those of the same reports together, so that each report is read once or nearly so."""
        order = self.view.order
        first = sorted(
            (min((order.get(r, 0) for r in claim.reports), default=0), claim.id) for claim in self.view.claims
        )
        for some in _batches(first, _TOGETHER):
            ids = [identifier for _, identifier in some]
            yield safe.claims.some(ids) if isinstance(safe.claims, Claims) else [c for c in map(safe.claim, ids) if c]


class Sources(Mapping[str, SourceLine]):
    """A line for each report, by its id, in order of publication; read as it is asked for.

    Args:
        catalogue: where they are kept.
        view: knows the order of the reports.
    """

    def __init__(self, catalogue: Catalogue, view: CaseView) -> None:
        self._catalogue, self._view = catalogue, view

    def __getitem__(self, report: str) -> SourceLine:
        return self._catalogue.sources((self._view.order[report],))[0]

    def __contains__(self, report: object) -> bool:
        return report in self._view.order

    def __iter__(self) -> Iterator[str]:
        return iter(self._view.order)

    def __len__(self) -> int:
        return len(self._view.order)

    def found(self, words: Sequence[str]) -> Sequence[str]:
        """Ids of the reports that have all these words, in small letters, in what the list of reports shows of them."""
        reports = self._catalogue.reports
        if not words:
            return reports
        return [reports[at] for at in self._catalogue.sources_words.having(words).nonzero()[0].tolist()]


def searched(line: SourceLine) -> str:
    """What a search of the list of reports looks through, in small letters: title, name, outlet, date; of a report that is not read also its text."""
    return f"{line.title} {line.name} {line.outlet} {line.date} {line.unread}".casefold()


def _joined(ids: Iterable[str]) -> bytes:
    return "\n".join(ids).encode()


def _lines(body: bytes) -> list[str]:
    return body.decode().split("\n") if body else []


def _batches(items: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]

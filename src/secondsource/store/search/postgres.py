"""Words in PostgreSQL: a `tsvector` for each entry, found by a GIN index, in a schema of their own beside the case's tables.

Words come as they are cut here, never through PostgreSQL's own parsers, so that both databases find the same on any server and without extensions. A
`tsvector` has room for 16,383 places and for 256 of one word: of a longer entry the text itself tells whether a phrase stands in it, see `unsure`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from ..server import OnServer
from ..server_tables import needs
from ..situations import situations
from .engine import Spelled
from .entries import What
from .query import Part, Phrase, Way
from .tables import metadata

_PLACES = 16_383
_OF_ONE = 255
_ROOM = 900_000
"""Bytes of words that a `tsvector` surely takes."""
_OVER = "¶"
"""Stands in an entry of which not even every word is kept."""


class Postgres:
    """The engine; see `Engine`."""

    def make(self, connection: Connection) -> None:  # noqa: D102 (see Engine)
        for what in What:
            connection.execute(
                text(f"CREATE TABLE IF NOT EXISTS words_{what} (at bigint PRIMARY KEY, words tsvector NOT NULL)")
            )
            connection.execute(text(f"CREATE INDEX IF NOT EXISTS in_words_{what} ON words_{what} USING gin (words)"))

    def clear(self, connection: Connection) -> None:  # noqa: D102
        for what in What:
            connection.execute(text(f"DELETE FROM words_{what}"))  # noqa: S608 (names of our own)

    def put(self, connection: Connection, what: What, entries: Iterable[Spelled]) -> list[int]:  # noqa: D102
        rows, unsure = [], []
        for entry in entries:
            words, whole = _vector(entry)
            rows.append({"at": entry.at, "words": words})
            if not whole:
                unsure.append(entry.at)
        if rows:
            put = f"INSERT INTO words_{what} (at, words) VALUES (:at, CAST(:words AS tsvector))"  # noqa: S608
            connection.execute(text(put), rows)
        return unsure

    def drop(self, connection: Connection, what: What, places: Sequence[int]) -> None:  # noqa: D102
        connection.execute(text(f"DELETE FROM words_{what} WHERE at = ANY(:places)"), {"places": list(places)})  # noqa: S608

    def settle(self, connection: Connection) -> None:  # noqa: D102
        for what in What:
            connection.execute(text(f"ANALYZE words_{what}"))
            connection.execute(text(f"ANALYZE search_{what}"))

    def source(self, what: What) -> str:  # noqa: D102
        return f"search_{what} AS e JOIN words_{what} AS w ON w.at = e.at"

    def having(self, what: What) -> str:  # noqa: ARG002, D102
        return "w.words @@ CAST(:wanted AS tsquery)"

    def lacking(self, what: What) -> str:  # noqa: D102
        return (
            f"NOT EXISTS (SELECT 1 FROM words_{what} AS u WHERE u.at = e.at AND u.words @@ CAST(:unwanted AS tsquery))"  # noqa: S608
        )

    def rank(self, what: What) -> str:  # noqa: ARG002, D102
        return "-ts_rank(w.words, CAST(:wanted AS tsquery), 1)"

    def among(self, column: str, name: str) -> str:  # noqa: D102
        return f"{column} = ANY(CAST(:{name} AS text[]))"

    def listed(self, values: Iterable[str]) -> Any:  # noqa: D102
        return list(values)

    def asked(self, parts: Sequence[Part], *, every: bool) -> str:  # noqa: D102
        return (" & " if every else " | ").join(f"({' | '.join(map(_way, part.ways))})" for part in parts)

    def loose(self, parts: Sequence[Part]) -> str | None:  # noqa: D102
        phrases = [way for part in parts for way in part.ways if isinstance(way, Phrase) and len(way.words) > 1]
        if not phrases:
            return f"'{_OVER}'"
        wanted = [part for part in parts if part.wanted]
        every = " & ".join(f"({' | '.join(_way(way, ' & ') for way in part.ways)})" for part in wanted)
        return f"'{_OVER}' | ({every})" if every else None


def _way(way: Way, beside: str = " <-> ") -> str:
    """Words are letters and digits alone, so nothing in quotation marks can be an operator."""
    if isinstance(way, Phrase):
        words = [f"'{word}'" for word in way.words]
        return "(" + beside.join([*words[:-1], words[-1] + (":*" if way.begun else "")]) + ")"
    return "(" + " & ".join(f"'={stem}'" for stem in way.stems) + ")"


def _vector(entry: Spelled) -> tuple[str, bool]:
    """The words with their places as a `tsvector` is written, and whether all of it is kept. Between texts a place is left free."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    at, whole = 0, True
    for number, words in enumerate((entry.title, *entry.texts)):
        weight = "A" if number == 0 else ""
        for word in words:
            at += 1
            held = places[word]
            if at <= _PLACES and len(held) < _OF_ONE:
                held.append(f"{at}{weight}")
            else:
                whole = False
        at += 1
    told = [f"'{word}':{','.join(held)}" if held else f"'{word}'" for word, held in places.items()]
    told += [f"'={stem}'" for stem in entry.stems]
    if sum(len(word.encode()) + 3 * len(held) for word, held in places.items()) > _ROOM:
        told, room = [f"'{_OVER}'"], _ROOM
        for word in places:
            room -= len(word.encode()) + 3
            if room < 0:
                break
            told.append(f"'{word}'")
        whole = False
    return " ".join(told), whole


class OnCaseServer:
    """The schema `search` beside the case's own tables on its server.

    Args:
        folder: of the case, for sentences.
        address: of the case's database.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self._server = OnServer(address, room="search")
        try:
            self._server.make(folder, new=True)
            with self.writing() as connection:
                if connection.execute(text("SELECT to_regclass('words_claims')")).scalar() is None:
                    metadata.create_all(connection)
                    Postgres().make(connection)
                    needs(connection, (), keeps_state=False)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment."""
        with situations(self.folder), self._server.snapshot() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, alone."""
        with situations(self.folder), self._server.writer() as connection, connection.begin():
            self._server.begun(connection)
            yield connection

    def close(self) -> None:
        """Lets go of the server."""
        self._server.engine.dispose()

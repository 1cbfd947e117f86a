"""Words in SQLite: FTS5 tables that keep no text, only where which word stands.

SQLite before 3.43 cannot take a text out of such a table, so the words of what has gone stay, without an entry, until everything is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from .engine import Spelled
from .entries import What
from .query import Part, Phrase, Way

_GAP = " ¶ "
"""A word that nobody can ask for stands between texts, so that no phrase is found across two of them."""


class Sqlite:
    """The engine; see `Engine`."""

    def make(self, connection: Connection) -> None:  # noqa: D102 (see Engine)
        for what in What:
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS words_{what} USING fts5(title, words, stems, content='', tokenize='ascii')"
            )

    def clear(self, connection: Connection) -> None:  # noqa: D102
        for what in What:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS words_{what}")
        self.make(connection)

    def put(self, connection: Connection, what: What, entries: Iterable[Spelled]) -> list[int]:  # noqa: D102
        rows = [(e.at, " ".join(e.title), _GAP.join(map(" ".join, e.texts)), " ".join(e.stems)) for e in entries]
        if rows:
            put = f"INSERT INTO words_{what} (rowid, title, words, stems) VALUES (?, ?, ?, ?)"  # noqa: S608 (names of our own)
            connection.exec_driver_sql(put, rows)
        return []

    def drop(self, connection: Connection, what: What, places: Sequence[int]) -> None:  # noqa: ARG002, D102
        return None

    def settle(self, connection: Connection) -> None:  # noqa: D102
        for what in What:
            connection.exec_driver_sql(f"INSERT INTO words_{what} (words_{what}) VALUES ('optimize')")  # noqa: S608

    def source(self, what: What) -> str:  # noqa: D102
        return f"words_{what} CROSS JOIN search_{what} AS e ON e.at = words_{what}.rowid"

    def having(self, what: What) -> str:  # noqa: D102
        return f"words_{what} MATCH :wanted"

    def lacking(self, what: What) -> str:  # noqa: D102
        return f"e.at NOT IN (SELECT rowid FROM words_{what} WHERE words_{what} MATCH :unwanted)"  # noqa: S608

    def rank(self, what: What) -> str:  # noqa: D102
        return f"bm25(words_{what}, 4.0, 1.0, 1.0)"

    def among(self, column: str, name: str) -> str:  # noqa: D102
        return f"{column} IN (SELECT value FROM json_each(:{name}))"  # noqa: S608

    def listed(self, values: Iterable[str]) -> Any:  # noqa: D102
        return json.dumps(list(values))

    def asked(self, parts: Sequence[Part], *, every: bool) -> str:  # noqa: D102
        return (" AND " if every else " OR ").join(f"({' OR '.join(map(_way, part.ways))})" for part in parts)

    def loose(self, parts: Sequence[Part]) -> str | None:  # noqa: ARG002, D102
        return None


def _way(way: Way) -> str:
    """Words are letters and digits alone, so nothing in quotation marks can be an operator."""
    if isinstance(way, Phrase):
        return f'{{title words}} : "{" ".join(way.words)}"{" *" if way.begun else ""}'
    return f"stems : ({' AND '.join(f'{chr(34)}{stem}{chr(34)}' for stem in way.stems)})"

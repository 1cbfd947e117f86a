"""The words of a case, found: what is known of which report, what is put and taken away, and the answers to searches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, delete, func, select, text, update

from ..sql import BATCH, upsert
from . import tables
from .engine import Engine, Spelled
from .entries import Entry, What, texts_of, types_said
from .letters import folded, words_of
from .matching import stems_of
from .query import Morphemes, Query, uncut

_GONE = 20_000
"""Entries that have gone and yet take room, from which on everything is made anew if they are half as many as those that are there."""


class Held(Protocol):
    """Where the tables of a search are."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that reads."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes, alone."""

    def close(self) -> None:
        """Lets go of it."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: how many in all, and the ids of those asked for, the best first; of equal ones the lesser id first."""

    total: int
    ids: tuple[str, ...]


class Index:
    """The words of a case.

    Args:
        held: where they are kept.
        engine: knows the words of that database.
        morphemes: takes Korean words apart, the same at every opening of one state.
    """

    def __init__(self, held: Held, engine: Engine, morphemes: Morphemes = uncut) -> None:
        self.held, self.engine, self.morphemes = held, engine, morphemes

    def state(self) -> str:
        """Of which state of the case everything is; empty as long as it is being made."""
        with self.held.reading() as connection:
            return self._noted(connection, "state")

    def note(self, state: str) -> None:
        """Notes of which state of the case everything is."""
        with self.held.writing() as connection:
            self._note(connection, "state", state)

    def begin(self, kind: str) -> None:
        """Makes ready to put entries: whatever was made in another way, or holds too much that has gone, is removed first.

        Args:
            kind: in which way the words are made.
        """
        with self.held.writing() as connection:
            self._note(connection, "state", "")
            gone = int(self._noted(connection, "gone") or 0)
            here = sum(self._number(connection, what) for what in What) if gone > _GONE else 0
            if self._noted(connection, "kind") != kind or (gone > _GONE and gone > here // 2):
                self.engine.clear(connection)
                for table in (*tables.entries.values(), tables.behind, tables.about):
                    connection.execute(delete(table))
                self._note(connection, "kind", kind)

    def _number(self, connection: Connection, what: What) -> int:
        return int(connection.execute(select(func.count()).select_from(tables.entries[what])).scalar_one())

    def known(self, what: What) -> Iterator[tuple[str, str]]:
        """Id and digest of each entry of a kind, by id."""
        table = tables.entries[what]
        with self.held.reading() as connection:
            rows = connection.execution_options(yield_per=5_000).execute(
                select(table.c.id, table.c.digest).order_by(table.c.id)
            )
            for row in rows:
                yield row.id, row.digest

    def put(self, found: Sequence[Entry]) -> None:
        """Puts entries in the place of those of the same ids, in one transaction. Of a report all its statements are given with it; claims that rest on it are taken away."""
        with self.held.writing() as connection:
            self._drop(connection, What.REPORTS, [e.id for e in found if e.what is What.REPORTS])
            self._drop(connection, What.CLAIMS, [e.id for e in found if e.what is What.CLAIMS])
            at = int(self._noted(connection, "next") or 1)
            for what in What:
                entries = [e for e in found if e.what is what]
                self._put(connection, what, entries, at)
                at += len(entries)
            self._note(connection, "next", str(at))

    def _put(self, connection: Connection, what: What, entries: Sequence[Entry], at: int) -> None:
        if not entries:
            return
        table = tables.entries[what]
        connection.execute(table.insert(), [_row(e, place) for place, e in enumerate(entries, start=at)])
        unsure = self.engine.put(
            connection, what, (self._spelled(e, place) for place, e in enumerate(entries, start=at))
        )
        if unsure:
            marked = update(table).where(table.c.at == bindparam("place")).values(unsure=True)
            connection.execute(marked, [{"place": place} for place in unsure])
        pairs = [{"claim": e.id, "report": r} for e in entries if what is What.CLAIMS for r in e.reports]
        if pairs:
            connection.execute(tables.behind.insert(), pairs)

    def _spelled(self, entry: Entry, at: int) -> Spelled:
        title, *texts = texts_of(entry)
        return Spelled(at, words_of(title), [words_of(one) for one in texts], stems_of((title, *texts), self.morphemes))

    def drop(self, what: What, ids: Sequence[str]) -> None:
        """Takes entries away: of a report also its statements, and the claims that rest on it."""
        with self.held.writing() as connection:
            self._drop(connection, what, ids)

    def _drop(self, connection: Connection, what: What, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            if what is What.REPORTS:
                self._drop(
                    connection,
                    What.CLAIMS,
                    list(
                        connection.execute(
                            select(tables.behind.c.claim).where(tables.behind.c.report.in_(some)).distinct()
                        ).scalars()
                    ),
                )
                self._take(connection, What.STATEMENTS, "report", some)
            if what is What.CLAIMS:
                connection.execute(delete(tables.behind).where(tables.behind.c.claim.in_(some)))
            self._take(connection, what, "id", some)

    def _take(self, connection: Connection, what: What, column: str, keys: Sequence[str]) -> None:
        table = tables.entries[what]
        places = list(connection.execute(select(table.c.at).where(table.c[column].in_(keys))).scalars())
        if places:
            self.engine.drop(connection, what, places)
            connection.execute(delete(table).where(table.c[column].in_(keys)))
            self._note(connection, "gone", str(int(self._noted(connection, "gone") or 0) + len(places)))

    def settle(self) -> None:
        """Tidies up after much was put."""
        with self.held.writing() as connection:
            self.engine.settle(connection)

    def hidden(self) -> list[str]:
        """What must be hidden, as it was put with reports."""
        table = tables.entries[What.REPORTS]
        with self.held.reading() as connection:
            return list(
                connection.execute(select(table.c.hidden).where(table.c.hidden != "").order_by(table.c.id)).scalars()
            )

    def unsure(self, query: Query, what: What) -> list[str]:
        """Ids of the entries whose words could not all be kept, so that only their text tells whether they fit this search."""
        table = tables.entries[what]
        with self.held.reading() as connection:
            if connection.execute(select(table.c.at).where(table.c.unsure).limit(1)).first() is None:
                return []
            asked = self.engine.loose(query.parts)
            source = self.engine.source(what) if asked else f"search_{what} AS e"
            having = f" AND {self.engine.having(what)}" if asked else ""
            found = text(f"SELECT e.id FROM {source} WHERE e.unsure{having} ORDER BY e.id")  # noqa: S608 (names of our own)
            return list(connection.execute(found, {"wanted": asked} if asked else {}).scalars())

    def resting_on(self, reports: Iterable[str]) -> list[str]:
        """Ids of the claims that rest on any of these reports."""
        with self.held.reading() as connection:
            query = (
                f"SELECT DISTINCT claim FROM search_behind WHERE {self.engine.among('report', 'ids')} ORDER BY claim"  # noqa: S608
            )
            return list(connection.execute(text(query), {"ids": self.engine.listed(reports)}).scalars())

    def ask(
        self, query: Query, what: What, *, without: Iterable[str] = (), but: Iterable[str] = (), only: Iterable[str] | None = None,
        first: int = 0, most: int = 20,
    ) -> Hits:  # fmt: skip
        """What fits a search.

        Args:
            query: the search.
            what: which kind of entry.
            without: ids of reports that may not be seen: neither they, nor their statements, nor claims that rest on them are found or counted.
            but: ids of entries that are left out.
            only: ids of the entries among which is looked, if not among all.
            first: how many are passed over.
            most: how many ids are given.
        """
        with self.held.reading() as connection:
            asked = _Asked(self.engine, query, what, self._outlets(connection, query))
            asked.leave(without, but, only)
            total = int(connection.execute(text(asked.counting), asked.values).scalar_one())
            if not most or first >= total:
                return Hits(total, ())
            found = connection.execute(text(asked.listing), {**asked.values, "most": most, "first": first})
            return Hits(total, tuple(found.scalars()))

    def _outlets(self, connection: Connection, query: Query) -> list[str] | None:
        if not query.outlets:
            return None
        known = connection.execute(select(tables.entries[What.REPORTS].c.outlet).distinct()).scalars()
        return sorted(outlet for outlet in known if fits_outlet(outlet, query))

    def _noted(self, connection: Connection, name: str) -> str:
        return str(connection.execute(select(tables.about.c.value).where(tables.about.c.name == name)).scalar() or "")

    def _note(self, connection: Connection, name: str, value: str) -> None:
        upsert(connection, tables.about, {"name": name}, {"value": value})

    def close(self) -> None:
        """Lets go of the database."""
        self.held.close()


def fits_outlet(outlet: str, query: Query) -> bool:
    """Whether an outlet is one of those asked for."""
    return _chosen(query.outlets, lambda name: name in folded(outlet))


def fits_code(code: str, asked: tuple[tuple[str, bool], ...]) -> bool:
    """Whether a code is one of those asked for."""
    return _chosen(asked, lambda name: name == code)


def _chosen(asked: tuple[tuple[str, bool], ...], is_it: Any) -> bool:
    wanted = [is_it(name) for name, yes in asked if yes]
    return (not wanted or any(wanted)) and not any(is_it(name) for name, yes in asked if not yes)


class _Asked:
    """A search as SQL."""

    def __init__(self, engine: Engine, query: Query, what: What, outlets: list[str] | None) -> None:
        self._engine, self._query, self._what = engine, query, what
        self.values: dict[str, Any] = {}
        self._all: list[str] = []
        if query.wanted:
            self._all.append(engine.having(what))
            self.values["wanted"] = engine.asked(query.wanted, every=True)
        if query.unwanted:
            self._all.append(engine.lacking(what))
            self.values["unwanted"] = engine.asked(query.unwanted, every=False)
        self._of_reports(outlets)
        self._of_types()
        self._of_days()

    def _of_reports(self, outlets: list[str] | None) -> None:
        """Outlet and language, which a claim has of its reports."""
        own = "r" if self._what is What.CLAIMS else "e"
        found = []
        if outlets is not None:
            found.append(self._engine.among(f"{own}.outlet", "outlets"))
            self.values["outlets"] = self._engine.listed(outlets)
        for yes, word in ((True, "IN"), (False, "NOT IN")):
            names = [f":language{n}" for n, (_, wanted) in enumerate(self._query.languages) if wanted is yes]
            if names:
                found.append(f"{own}.language {word} ({', '.join(names)})")
        self.values |= {f"language{n}": code for n, (code, _) in enumerate(self._query.languages)}
        if found and self._what is What.CLAIMS:
            inner = "SELECT 1 FROM search_behind b JOIN search_reports r ON r.id = b.report WHERE b.claim = e.id"
            self._all.append(f"EXISTS ({inner} AND {' AND '.join(found)})")
        else:
            self._all += found

    def _of_types(self) -> None:
        likes = [(f"e.types LIKE :type{n}", yes) for n, (_, yes) in enumerate(self._query.types)]
        self.values |= {f"type{n}": f"% {code} %" for n, (code, _) in enumerate(self._query.types)}
        if wanted := [like for like, yes in likes if yes]:
            self._all.append(f"({' OR '.join(wanted)})")
        self._all += [f"NOT {like}" for like, yes in likes if not yes]

    def _of_days(self) -> None:
        since, until = self._query.since, self._query.until
        if since or until:
            self._all.append("(e.earliest <> '' OR e.latest <> '')")
        if since:
            self._all.append("(e.latest = '' OR e.latest >= :since)")
            self.values["since"] = since
        if until:
            self._all.append("(e.earliest = '' OR e.earliest <= :until)")
            self.values["until"] = until

    def leave(self, without: Iterable[str], but: Iterable[str], only: Iterable[str] | None) -> None:
        """Leaves out what may not be seen, and what is not asked for."""
        if closed := list(without):
            self.values["closed"] = self._engine.listed(closed)
            among = self._engine.among
            if self._what is What.CLAIMS:
                closed_behind = f"SELECT claim FROM search_behind WHERE {among('report', 'closed')}"  # noqa: S608 (names of our own)
                self._all.append(f"e.id NOT IN ({closed_behind})")
            else:
                self._all.append(f"NOT {among('e.report', 'closed')}")
        if left := list(but):
            self.values["but"] = self._engine.listed(left)
            self._all.append(f"NOT {self._engine.among('e.id', 'but')}")
        if only is not None:
            self.values["only"] = self._engine.listed(only)
            self._all.append(self._engine.among("e.id", "only"))

    @property
    def _from(self) -> str:
        source = self._engine.source(self._what) if self._query.wanted else f"search_{self._what} AS e"
        return f"FROM {source}" + (f" WHERE {' AND '.join(self._all)}" if self._all else "")

    @property
    def counting(self) -> str:
        """How many fit."""
        return f"SELECT count(*) {self._from}"

    @property
    def listing(self) -> str:
        """The ids of those that fit, the best first; where no words are wanted the latest."""
        order = self._engine.rank(self._what) if self._query.wanted else "e.latest DESC"
        return f"SELECT e.id {self._from} ORDER BY {order}, e.id LIMIT :most OFFSET :first"


def _row(entry: Entry, at: int) -> Mapping[str, Any]:
    return {
        "at": at,
        "id": entry.id,
        "report": entry.reports[0] if entry.what is not What.CLAIMS else "",
        "digest": entry.digest,
        "outlet": entry.outlet.replace("\0", " "),  # which ends a text in a list that SQLite takes
        "language": entry.language,
        "earliest": entry.earliest,
        "latest": entry.latest,
        "types": types_said(entry.types),
        "hidden": entry.hidden,
        "unsure": False,
    }

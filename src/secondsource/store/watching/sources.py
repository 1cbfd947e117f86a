"""The sources that are watched for a case: added, paused, removed, and how each last went."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row, or_, select

from .errors import NoSource, SourceTaken
from .room import Room
from .schema import addresses, sources
from .values import Source, SourceKind, SourceState, ahead_of


class Sources:
    """The sources of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def all(self, *, ended: bool = False) -> tuple[Source, ...]:
        """Every source in the order in which they were added; those removed only if asked for."""
        query = select(sources).order_by(sources.c.id)
        if not ended:
            query = query.where(sources.c.state != SourceState.ENDED.value)
        with self._room.reading() as connection:
            return tuple(_source(row) for row in connection.execute(query))

    def due(self, at: str) -> tuple[Source, ...]:
        """The sources that are to be looked at by that instant, the longest overdue first; also those that a clock far ahead has put off."""
        overdue = or_(sources.c.due <= at, sources.c.tried > ahead_of(at))
        query = select(sources).where(sources.c.state == SourceState.ON.value, overdue)
        with self._room.reading() as connection:
            return tuple(_source(row) for row in connection.execute(query.order_by(sources.c.due, sources.c.id)))

    def named(self, word: str) -> Source:
        """The source of that number, name or address. Raises NoSource if there is none or more than one."""
        every = self.all()
        meant = [s for s in every if str(s.id) == word] or [s for s in every if word in (s.name, s.address)]
        if len(meant) != 1:
            many = "More than one source is" if meant else "No source is"
            raise NoSource(f"{many} called “{word}”. `secondsource watch list` names all of them with their numbers.")
        return meant[0]

    def add(
        self,
        kind: SourceKind,
        address: str,
        *,
        at: str,
        name: str = "",
        every: int = 6 * 3600,
        private: bool = False,
        user: str = "",
        secret: str = "",
    ) -> Source:
        """A new source, due at once. Raises SourceTaken if that address is watched already."""
        with self._room.writing() as connection:
            here = (sources.c.address == address, sources.c.user == user, sources.c.kind == kind.value)
            there = connection.execute(select(sources).where(*here, sources.c.state != SourceState.ENDED.value)).first()
            if there is not None:
                raise SourceTaken(
                    f"{address} is watched already, as number {there.id}. Remove it first to watch it in another way."
                )
            made = Source(
                id=0,
                kind=kind,
                address=address,
                name=(name or address)[:120],
                every=every,
                private=private,
                state=SourceState.ON,
                made=at,
                due=at,
                user=user,
                secret=secret,
            )
            values = {field: getattr(made, field) for field in made.__slots__ if field != "id"}
            key = connection.execute(sources.insert().values(**values)).inserted_primary_key
            if key is None:
                raise NoSource
            return replace(made, id=int(key[0]))

    def set_state(self, source: Source, state: SourceState, *, due: str = "") -> Source:
        """The source in another state; one that is on again is due at `due`. One that has ended is fetched no more."""
        changed = replace(source, state=state, due=due or source.due)
        with self._room.writing() as connection:
            here = sources.c.id == source.id
            connection.execute(sources.update().where(here).values(state=state.value, due=changed.due))
            if state is SourceState.ENDED:
                connection.execute(addresses.update().where(addresses.c.source == source.id).values(due=""))
        return changed

    def looked(self, source: Source, *, at: str, due: str, why: str = "", mark: str | None = None) -> Source:
        """Notes how a look at a source went: `why` is the sentence if it failed, `mark` how far it was read."""
        changed = replace(
            source,
            tried=at,
            due=due,
            worked=source.worked if why else at,
            failures=source.failures + 1 if why else 0,
            why=why,
            mark=source.mark if mark is None else mark,
        )
        with self._room.writing() as connection:
            values = {f: getattr(changed, f) for f in ("tried", "due", "worked", "failures", "why", "mark")}
            connection.execute(sources.update().where(sources.c.id == source.id).values(**values))
        return changed


def _source(row: Row[Any]) -> Source:
    values = dict(row._mapping)
    return Source(**{**values, "kind": SourceKind(values["kind"]), "state": SourceState(values["state"])})

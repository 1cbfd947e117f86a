"""What was told, how the claims stood when it was, and who has seen it. A round is written down as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, func, select

from secondsource.store.sql import BATCH, upsert

from .room import Room
from .schema import alerts, known_reports, outbox, rounds, seen, standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """When somebody last looked for what is new.

    Args:
        audience: the readers to whom the same may be told.
        at: when, ISO 8601 in UTC.
        state: digest of all that what is told was made of.
        ledger: number of the last decision that was looked at.
    """

    audience: str
    at: str
    state: str
    ledger: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An alert as it is kept.

    Args:
        id: comes from what changed.
        body: its JSON.
        seq: its number; 0 before it is kept. Later ones have higher numbers.
    """

    id: str
    audience: str
    at: str
    level: str
    claim: str
    body: str
    seq: int = 0


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What a round comes to for an audience.

    Args:
        round: the round.
        standings: the JSON of each standing that changed, by claim.
        gone: claims that there are no more.
        fresh, left: reports that are there now and were not, and the other way round.
        alerts: what is told, each with the numbers of the subscriptions it is for.
    """

    round: Round
    standings: Mapping[str, str] = field(default_factory=dict)
    gone: Iterable[str] = ()
    fresh: Iterable[str] = ()
    left: Iterable[str] = ()
    alerts: Sequence[tuple[Kept, tuple[int, ...]]] = ()


class Alerts:
    """The alerts of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def last(self, audience: str) -> Round | None:
        """The last round for an audience; None if there was none."""
        with self._room.reading() as connection:
            row = connection.execute(select(rounds).where(rounds.c.audience == audience)).first()
        return Round(**row._mapping) if row is not None else None

    def standings(self, audience: str) -> dict[str, str]:
        """The JSON of how each claim stood, by its id."""
        query = select(standings.c.claim, standings.c.body).where(standings.c.audience == audience)
        with self._room.reading() as connection:
            return {row.claim: row.body for row in connection.execute(query)}

    def known(self, audience: str) -> frozenset[str]:
        """The reports that were there at the last round."""
        query = select(known_reports.c.report).where(known_reports.c.audience == audience)
        with self._room.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def settle(self, all_of_it: Iterable[Settled]) -> tuple[Kept, ...]:
        """Writes a round down in one step, what is told with what stands now; gives the alerts that were not told before."""
        out: list[Kept] = []
        with self._room.writing() as connection:
            for one in all_of_it:
                audience = one.round.audience
                _remove(connection, standings, standings.c.claim, audience, [*one.gone, *one.standings])
                _insert(connection, standings, audience, "claim", one.standings)
                _remove(connection, known_reports, known_reports.c.report, audience, [*one.left, *one.fresh])
                _insert(connection, known_reports, audience, "report", dict.fromkeys(one.fresh))
                values = {"at": one.round.at, "state": one.round.state, "ledger": one.round.ledger}
                upsert(connection, rounds, {"audience": audience}, values)
                out += _told(connection, one.alerts)
        return tuple(out)

    def listed(self, audience: str, *, since: str = "", before: int = 0, most: int = 200) -> tuple[Kept, ...]:
        """What was told, the latest first.

        Args:
            audience: to whom.
            since: only after this instant, ISO 8601 in UTC.
            before: only those with a lower number; 0 for all.
            most: how many at most.
        """
        query = select(alerts).where(alerts.c.audience == audience).order_by(alerts.c.seq.desc()).limit(most)
        if since:
            query = query.where(alerts.c.at > since)
        if before:
            query = query.where(alerts.c.seq < before)
        with self._room.reading() as connection:
            return tuple(map(_kept, connection.execute(query)))

    def some(self, numbers: Sequence[int]) -> tuple[Kept, ...]:
        """The alerts of these numbers, in their order."""
        with self._room.reading() as connection:
            out = [
                _kept(row)
                for at in range(0, len(numbers), BATCH)
                for row in connection.execute(select(alerts).where(alerts.c.seq.in_(numbers[at : at + BATCH])))
            ]
        return tuple(sorted(out, key=lambda kept: kept.seq))

    def latest(self) -> int:
        """The number of the last alert; 0 if there is none."""
        with self._room.reading() as connection:
            return int(connection.execute(select(func.max(alerts.c.seq))).scalar() or 0)

    def seen_up_to(self, person: int) -> int:
        """The number of the last alert that somebody has seen; 0 if none."""
        with self._room.reading() as connection:
            return int(connection.execute(select(seen.c.upto).where(seen.c.person == person)).scalar() or 0)

    def see(self, person: int, upto: int, at: str) -> None:
        """They have seen all up to that number; a lower one than before changes nothing."""
        if upto > self.seen_up_to(person):
            with self._room.writing() as connection:
                upsert(connection, seen, {"person": person}, {"upto": upto, "at": at})


def _told(connection: Connection, told: Sequence[tuple[Kept, tuple[int, ...]]]) -> list[Kept]:
    out = []
    for kept, subscribed in told:
        if connection.execute(select(alerts.c.seq).where(alerts.c.id == kept.id)).first() is not None:
            continue
        values = {name: getattr(kept, name) for name in kept.__slots__ if name != "seq"}
        key = connection.execute(alerts.insert().values(**values)).inserted_primary_key
        seq = int(key[0]) if key is not None else 0
        for subscription in subscribed:
            connection.execute(outbox.insert().values(subscription=subscription, alert=seq, message=""))
        out.append(Kept(**values, seq=seq))
    return out


def _remove(connection: Connection, table: Any, column: Any, audience: str, keys: Iterable[str]) -> None:
    some = list(keys)
    for at in range(0, len(some), BATCH):
        connection.execute(table.delete().where(table.c.audience == audience, column.in_(some[at : at + BATCH])))


def _insert(connection: Connection, table: Any, audience: str, name: str, rows: Mapping[str, str | None]) -> None:
    made = [{"audience": audience, name: key, **({"body": body} if body else {})} for key, body in rows.items()]
    if made:
        connection.execute(table.insert(), made)


def _kept(row: Row[Any]) -> Kept:
    return Kept(**row._mapping)

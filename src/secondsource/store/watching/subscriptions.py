"""Who is told what, by which channel, and when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select

from .errors import NoSubscription, SubscriptionTaken
from .room import Room
from .schema import messages, outbox, subscriptions


class Timing(StrEnum):
    """When alerts are sent."""

    ONCE = "once"
    """As soon as they are there, all of a round in one message."""
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Somebody who is told of changes.

    Args:
        id: its number; 0 before it is kept.
        name: what its owner calls it.
        target: where the address to send to is to be had: `env:NAME` or `file:PATH`. Never the address itself, which may hold a password.
        kinds: of what, by name; a level stands for its kinds.
        timing: when.
        claims: only of these claims, by id; of all if empty.
        search: only of claims that this query of the list of claims finds, without `?`; of all if empty.
        up_to: the strictest marking of a report that may be told of, as the ledger writes it.
        language: of the messages.
        address: where the desk is reached, for links; empty if nobody outside reaches it.
        made: ISO 8601 instant in UTC.
        told: when a digest was last put together, or when it was made.
    """

    name: str
    target: str
    kinds: tuple[str, ...]
    timing: Timing = Timing.ONCE
    claims: tuple[str, ...] = ()
    search: str = ""
    up_to: str = "CLEAR"
    language: str = "en"
    address: str = ""
    made: str = ""
    told: str = ""
    id: int = 0


class Subscriptions:
    """Those of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def all(self) -> tuple[Subscription, ...]:
        """All of them, by name."""
        with self._room.reading() as connection:
            return tuple(map(_made, connection.execute(select(subscriptions).order_by(subscriptions.c.name))))

    def add(self, new: Subscription) -> Subscription:
        """Keeps it; as it is kept. Raises SubscriptionTaken if there is one of that name."""
        values = {field: getattr(new, field) for field in new.__slots__ if field != "id"}
        values |= {
            "kinds": " ".join(new.kinds),
            "claims": " ".join(new.claims),
            "timing": new.timing.value,
            "told": new.made,
        }
        with self._room.writing() as connection:
            if connection.execute(select(subscriptions.c.id).where(subscriptions.c.name == new.name)).first():
                raise SubscriptionTaken(
                    f"There is a subscription “{new.name}” already. Remove it first, or give another name."
                )
            connection.execute(subscriptions.insert().values(**values))
            return _made(connection.execute(select(subscriptions).where(subscriptions.c.name == new.name)).one())

    def remove(self, name: str) -> None:
        """Removes it with what was on its way. Raises NoSubscription if there is none."""
        with self._room.writing() as connection:
            row = connection.execute(select(subscriptions.c.id).where(subscriptions.c.name == name)).first()
            if row is None:
                raise NoSubscription(f"No subscription is called “{name}”. `secondsource watch tell list` names all.")
            for table in (outbox, messages):
                connection.execute(table.delete().where(table.c.subscription == row.id))
            connection.execute(subscriptions.delete().where(subscriptions.c.id == row.id))


def _made(row: Row[Any]) -> Subscription:
    values = dict(row._mapping)
    return Subscription(
        **{
            **values,
            "kinds": tuple(row.kinds.split()),
            "claims": tuple(row.claims.split()),
            "timing": Timing(row.timing),
        }
    )

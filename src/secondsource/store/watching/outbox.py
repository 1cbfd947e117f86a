"""What is on its way: alerts wait for their subscription's hour, are put into a message, and stay in it until somebody took it.

A message is made, with its key, before it is first sent, and is marked as sent after its receiver took it. A kill in between sends it once more
under the same key: a mail with the same Message-ID, a call with the same Idempotency-Key. Marking it before would lose it instead.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, or_, select

from .room import Room
from .schema import alerts, messages, outbox, subscriptions
from .values import ahead_of

MOST = 200
"""Alerts in one message."""


class State(StrEnum):
    """What became of a message."""

    WAITING = "waiting"
    SENT = "sent"
    WITHHELD = "withheld"
    """Nothing of it may be told any more."""
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Alerts that are sent in one piece.

    Args:
        key: stays the same however often it is tried.
        subscription: number of the subscription.
        made: when it was put together, ISO 8601 in UTC.
        due: when it is tried next.
        attempts: how often it was tried.
        state: what became of it.
        done: when; empty while it waits.
        why: what went wrong last, in words without addresses.
        alerts: numbers of the alerts.
    """

    key: str
    subscription: int
    made: str
    due: str
    attempts: int = 0
    state: State = State.WAITING
    done: str = ""
    why: str = ""
    alerts: tuple[int, ...] = ()


class Outbox:
    """The outbox of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def waiting(self, subscription: int) -> int:
        """How many alerts wait to be put into a message."""
        mine = (outbox.c.subscription == subscription) & (outbox.c.message == "")
        with self._room.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(outbox).where(mine)).scalar_one())

    def put_together(self, subscription: int, name: str, at: str) -> int:
        """Puts all that waits for a subscription into messages; how many messages that makes. Its hour is noted in the same step."""
        mine = (outbox.c.subscription == subscription) & (outbox.c.message == "")
        with self._room.writing() as connection:
            rows = connection.execute(
                select(outbox.c.seq, alerts.c.id)
                .join(alerts, alerts.c.seq == outbox.c.alert)
                .where(mine)
                .order_by(outbox.c.seq)
            ).all()
            made = 0
            for start in range(0, len(rows), MOST):
                part = rows[start : start + MOST]
                key = hashlib.sha256("\n".join([name, *(row.id for row in part)]).encode()).hexdigest()[:32]
                connection.execute(
                    messages.insert().values(
                        key=key,
                        subscription=subscription,
                        made=at,
                        due=at,
                        attempts=0,
                        state=State.WAITING.value,
                        done="",
                        why="",
                    )
                )
                numbers = [row.seq for row in part]
                connection.execute(outbox.update().where(outbox.c.seq.in_(numbers)).values(message=key))
                made += 1
            connection.execute(subscriptions.update().where(subscriptions.c.id == subscription).values(told=at))
        return made

    def due(self, at: str) -> tuple[Message, ...]:
        """Messages to send by that instant, the longest due first; also those that a clock far ahead has put off."""
        due = or_(messages.c.due <= at, messages.c.made > ahead_of(at))
        query = select(messages).where(messages.c.state == State.WAITING.value, due)
        with self._room.reading() as connection:
            rows = connection.execute(query.order_by(messages.c.due, messages.c.made, messages.c.key)).all()
            return tuple(_message(row, _alerts(connection, row.key)) for row in rows)

    def of(self, subscription: int, most: int = 20) -> tuple[Message, ...]:
        """The last messages of a subscription, the latest first."""
        query = select(messages).where(messages.c.subscription == subscription)
        with self._room.reading() as connection:
            rows = connection.execute(query.order_by(messages.c.made.desc(), messages.c.key).limit(most)).all()
            return tuple(_message(row, _alerts(connection, row.key)) for row in rows)

    def ended(self, key: str, state: State, at: str) -> None:
        """It is done with."""
        with self._room.writing() as connection:
            values = {"state": state.value, "done": at, "attempts": messages.c.attempts + 1, "why": ""}
            connection.execute(messages.update().where(messages.c.key == key).values(**values))

    def failed(self, key: str, why: str, due: str | None, at: str, *, tried: bool = True) -> None:
        """It was tried in vain, or could not even be tried; `due` is when to try again, None to give up."""
        values: dict[str, Any] = {"attempts": messages.c.attempts + int(tried), "why": why}
        values |= {"due": due} if due else {"state": State.GIVEN_UP.value, "done": at}
        with self._room.writing() as connection:
            connection.execute(messages.update().where(messages.c.key == key).values(**values))


def _alerts(connection: Any, key: str) -> Sequence[int]:
    query = select(outbox.c.alert).where(outbox.c.message == key).order_by(outbox.c.seq)
    return tuple(connection.execute(query).scalars())


def _message(row: Row[Any], told: Sequence[int]) -> Message:
    values = dict(row._mapping)
    return Message(**{**values, "state": State(values["state"]), "alerts": tuple(told)})

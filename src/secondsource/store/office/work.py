"""The state of the work on a claim or a report: who has it, how far it is, and its tags."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Row, select

from .errors import Overtaken
from .room import Room
from .schema import work

MOST_TAGS = 12


class Stage(StrEnum):
    """How far the work on something is."""

    NONE = ""
    OPEN = "open"
    IN_WORK = "in work"
    ASKS = "question"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The work on one thing.

    Args:
        object: id of a claim or a report.
        person: id of who has it; 0 for nobody.
        turn: how often it was changed.
        at: when last, ISO 8601 in UTC.
    """

    object: str
    status: Stage = Stage.NONE
    person: int = 0
    tags: tuple[str, ...] = ()
    turn: int = 0
    at: str = ""


def tags_of(text: str) -> tuple[str, ...]:
    """Tags as somebody typed them, with commas between: small letters, each once, in order.

    >>> tags_of("Kuwait,  pay ,kuwait")
    ('kuwait', 'pay')
    """
    found = (
        " ".join(unicodedata.normalize("NFKC", part).casefold().split())[:40] for part in re.split(r"[,;\n]", text)
    )
    return tuple(sorted({part for part in found if part}))[:MOST_TAGS]


class Works:
    """The work on the case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def all(self) -> tuple[Work, ...]:
        """Everything that somebody works on, the last changed first."""
        with self._room.reading() as connection:
            rows = connection.execute(select(work).order_by(work.c.at.desc(), work.c.object)).all()
        return tuple(map(_work, rows))

    def of(self, object: str) -> Work:
        """The work on one thing."""
        with self._room.reading() as connection:
            found = connection.execute(select(work).where(work.c.object == object)).first()
        return _work(found) if found else Work(object=object)

    def set(self, new: Work) -> None:
        """Writes it down; `new.turn` is that of the state that somebody saw.

        Raises:
            Overtaken: if it was changed since; then nothing is written.
        """
        values = {
            "status": new.status.value,
            "person": new.person,
            "tags": "\n".join(new.tags),
            "turn": new.turn + 1,
            "at": new.at,
        }
        with self._room.writing() as connection:
            turn = connection.execute(select(work.c.turn).where(work.c.object == new.object)).scalar()
            if (turn or 0) != new.turn:
                raise Overtaken(
                    "Somebody else changed it since the page was made. Look at what stands there now, and change it once more if you still want to."
                )
            if turn is None:
                connection.execute(work.insert().values(object=new.object, **values))
            else:
                connection.execute(work.update().where(work.c.object == new.object).values(**values))


def _work(row: Row[tuple[object, ...]]) -> Work:
    return Work(
        object=row.object,
        status=Stage(row.status),
        person=row.person,
        tags=tuple(row.tags.split("\n")) if row.tags else (),
        turn=row.turn,
        at=row.at,
    )

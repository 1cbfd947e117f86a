"""When somebody last looked, and how the claims stood then, so that they can be told what has changed since."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from sqlalchemy import select

from secondsource.model.codec import decode, encode
from secondsource.store.sql import upsert

from .room import Room
from .schema import looks

Standing = tuple[int, int, str]
"""How a claim stood: origins at least, at most, and its grade (empty if it had none)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A look at the case: when, and how each claim stood, by its id."""

    at: str
    claims: dict[str, Standing]


class Looks:
    """The last look of each."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def last(self, person: int) -> Look | None:
        """Their last look; None if they never said that they had looked. 0 is the one person of a case without accounts."""
        with self._room.reading() as connection:
            row = connection.execute(select(looks).where(looks.c.person == person)).first()
        return Look(at=row.at, claims=decode(zlib.decompress(row.state), dict[str, Standing])) if row else None

    def looked(self, person: int, look: Look) -> None:
        """They have looked now."""
        with self._room.writing() as connection:
            values = {"at": look.at, "state": zlib.compress(encode(look.claims))}
            upsert(connection, looks, {"person": person}, values)

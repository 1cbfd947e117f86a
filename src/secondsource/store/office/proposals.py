"""Decisions that wait for a second pair of eyes: nothing follows from them until another person has looked at what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Row, select

from secondsource.model import Decision, SecondsourceError
from secondsource.model.codec import decode, encode

from .errors import Overtaken
from .room import Room
from .schema import proposals


class SameEyes(SecondsourceError):
    """Whoever proposed a decision cannot be its second pair of eyes. Ask somebody else to look."""


class Fate(StrEnum):
    """What became of a proposal."""

    WAITS = "waits"
    SECONDED = "seconded"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision that was proposed. `second` is who looked at it after, `done` when, `why` their reason."""

    id: int
    decision: Decision
    fate: Fate
    second: str = ""
    done: str = ""
    why: str = ""


class Proposals:
    """The proposals of a case."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def waiting(self) -> tuple[Proposal, ...]:
        """Those nobody has looked at yet, the oldest first."""
        with self._room.reading() as connection:
            asked = select(proposals).where(proposals.c.state == Fate.WAITS.value).order_by(proposals.c.id)
            return tuple(map(_proposal, connection.execute(asked)))

    def of(self, id: int) -> Proposal | None:
        """The one with that number."""
        with self._room.reading() as connection:
            row = connection.execute(select(proposals).where(proposals.c.id == id)).first()
        return _proposal(row) if row else None

    def seconded(self) -> tuple[Proposal, ...]:
        """Those that another person agreed to, the latest first."""
        with self._room.reading() as connection:
            asked = select(proposals).where(proposals.c.state == Fate.SECONDED.value).order_by(proposals.c.id.desc())
            return tuple(map(_proposal, connection.execute(asked)))

    def propose(self, decision: Decision) -> int:
        """Writes a proposal down and gives its number."""
        body = encode(decision).decode()
        with self._room.writing() as connection:
            made = connection.execute(
                proposals.insert().values(body=body, state=Fate.WAITS.value, second="", done="", why="")
            )
            assert made.inserted_primary_key is not None
            return int(made.inserted_primary_key[0])

    def settle(self, proposal: Proposal, fate: Fate, who: str, at: str, why: str = "") -> None:
        """Says what became of it.

        Args:
            proposal: one that waits.
            fate: SECONDED or REFUSED by another person, WITHDRAWN by the one who proposed it.
            who: who says so.
            at: ISO 8601 instant in UTC.
            why: their reason.

        Raises:
            SameEyes: if the one who proposed it seconds or refuses it, or another withdraws it.
            Overtaken: if it waits no more.
        """
        if (who.casefold() == proposal.decision.who.casefold()) != (fate is Fate.WITHDRAWN):
            raise SameEyes(
                "Whoever proposed a decision can only withdraw it, and nobody else can. Ask somebody else to look."
            )
        with self._room.writing() as connection:
            here = proposals.c.id == proposal.id, proposals.c.state == Fate.WAITS.value
            done = connection.execute(
                proposals.update().where(*here).values(state=fate.value, second=who, done=at, why=why)
            )
            if done.rowcount == 0:
                raise Overtaken("Somebody else has looked at this proposal since the page was made.")

    def wait_on(self, proposal: Proposal) -> None:
        """What was settled waits again, because what should have followed did not."""
        with self._room.writing() as connection:
            values = {"state": Fate.WAITS.value, "second": "", "done": "", "why": ""}
            connection.execute(proposals.update().where(proposals.c.id == proposal.id).values(**values))


def _proposal(row: Row[tuple[object, ...]]) -> Proposal:
    return Proposal(
        id=row.id,
        decision=decode(row.body, Decision),
        fate=Fate(row.state),
        second=row.second,
        done=row.done,
        why=row.why,
    )

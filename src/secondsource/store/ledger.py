"""The ledger of decisions: append-only, each entry sealed to the one before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec import MsgspecError
from sqlalchemy import Connection, select

from secondsource.model import Decision, DecisionKind, LedgerEntry
from secondsource.model.codec import decode, encode, plain

from .database import Database
from .errors import BrokenLedger, NoDecision, NoServer, OneSaw
from .schema import decisions

START = "0" * 64
"""What the first entry names as the one before it."""


def sealed(seq: int, previous: str, decision: Decision) -> LedgerEntry:
    """The entry for a decision that follows the entry whose hash is `previous`."""
    digest = hashlib.sha256(previous.encode() + body(decision)).hexdigest()
    return LedgerEntry(seq=seq, previous=previous, hash=digest, decision=decision)


def body(decision: Decision) -> bytes:
    """The canonical JSON of a decision: a second person is named only where there is one, so that seals made before there could be one hold."""
    values = plain(decision)
    if not decision.second:
        del values["second"]
    return encode(values)


def broken(entries: Iterable[LedgerEntry]) -> list[str]:
    """Walks the chain and says, for each entry that does not fit, which one and how. Empty if all is well.

    >>> first = sealed(1, START, Decision(kind=DecisionKind.ACCEPT, object="c1", who="a", at="2016-06-08T00:00:00Z", why=""))
    >>> broken([first])
    []
    """
    out: list[str] = []
    previous, expected = START, 1
    for entry in entries:
        name = f"Decision {entry.seq} ({entry.decision.kind} {entry.decision.object}, {entry.decision.who})"
        if entry.seq != expected:
            out.append(f"{name} should be number {expected}: entries before it were removed.")
        if entry.previous != previous:
            out.append(
                f"{name} does not follow the entry before it: one of the two was changed, or some between were removed."
            )
        if sealed(entry.seq, entry.previous, entry.decision).hash != entry.hash:
            out.append(f"{name} was changed after it was made: its seal does not fit its words.")
        previous, expected = entry.hash, entry.seq + 1
    return out


def faults(connection: Connection) -> list[str]:
    """What `broken` says of the ledger as it stands; fast where all is well, for whoever opens a case.

    Each seal is held against the words as they are written, without reading what they say.
    """
    columns = (decisions.c.seq, decisions.c.previous, decisions.c.hash, decisions.c.body)
    previous, expected = START, 1
    for seq, before, seal, words in connection.execute(select(*columns).order_by(decisions.c.seq)):
        if (seq, before) != (expected, previous) or hashlib.sha256((before + words).encode()).hexdigest() != seal:
            return _told(connection)
        previous, expected = seal, seq + 1
    return []


def _told(connection: Connection) -> list[str]:
    try:
        return broken(entries(connection))
    except (MsgspecError, ValueError) as error:
        return [f"An entry of the ledger cannot be read ({error})."]


def standing(entries: Iterable[LedgerEntry]) -> tuple[Decision, ...]:
    """The decisions in force, in order: those taken back are left out, and so are the ones that take back.

    An UNDO names the hash of the entry it takes back; taking back an UNDO puts that entry in force again.
    """
    undone: set[str] = set()
    kept: list[Decision] = []
    for entry in reversed(list(entries)):
        if entry.hash in undone:
            continue
        if entry.decision.kind is DecisionKind.UNDO:
            undone.add(entry.decision.object)
        else:
            kept.append(entry.decision)
    return tuple(reversed(kept))


def entries(connection: Connection) -> tuple[LedgerEntry, ...]:
    """Every decision ever made, in order."""
    columns = (decisions.c.seq, decisions.c.previous, decisions.c.hash, decisions.c.body)
    return tuple(
        LedgerEntry(seq=row.seq, previous=row.previous, hash=row.hash, decision=decode(row.body, Decision))
        for row in connection.execute(select(*columns).order_by(decisions.c.seq))
    )


class Ledger:
    """The decisions of one case.

    Args:
        database: the case's tables.
        eyes: how many people must have looked before a decision is written down.
    """

    def __init__(self, database: Database, eyes: int = 1) -> None:
        self._database = database
        self._eyes = eyes

    def append(self, decision: Decision) -> LedgerEntry:
        """Writes a decision down for good and gives its entry, whose `hash` is the decision's id.

        Raises:
            BrokenLedger: if the chain does not hold; an entry after a break would cover it.
            NoDecision: if it takes back a decision that is not there.
            OneSaw: if the case asks for a second pair of eyes, and no other person has looked.
        """
        if self._eyes > 1 and decision.second.strip().casefold() in ("", decision.who.strip().casefold()):
            raise OneSaw
        entry = None
        try:
            with self._database.writing() as connection:
                entry = self._enter(connection, decision)
        except NoServer:
            # Cut off while it was being written down, it may stand there all the same; its hash tells.
            if entry is None or not self._stands(entry):
                raise
        return entry

    def _stands(self, entry: LedgerEntry) -> bool:
        with (
            self._database.writing() as connection
        ):  # in its turn, behind whatever the server still does with the first try
            return entry in entries(connection)

    def _enter(self, connection: Connection, decision: Decision) -> LedgerEntry:
        if found := faults(connection):
            raise BrokenLedger(f"{found[0]} {BrokenLedger.__doc__}")
        if decision.kind is DecisionKind.UNDO:
            there = select(decisions.c.seq).where(decisions.c.hash == decision.object)
            if connection.execute(there).first() is None:
                raise NoDecision(
                    f"There is no decision {decision.object} to take back. `secondsource show --decisions` lists them."
                )
        last = connection.execute(
            select(decisions.c.seq, decisions.c.hash).order_by(decisions.c.seq.desc()).limit(1)
        ).first()
        entry = sealed(last.seq + 1, last.hash, decision) if last else sealed(1, START, decision)
        connection.execute(
            decisions.insert().values(
                seq=entry.seq,
                previous=entry.previous,
                hash=entry.hash,
                kind=decision.kind.value,
                object=decision.object,
                who=decision.who,
                at=decision.at,
                body=body(decision).decode(),
            )
        )
        return entry

    def entries(self) -> tuple[LedgerEntry, ...]:
        """Every decision ever made, in order."""
        with self._database.reading() as connection:
            return entries(connection)

    def standing(self) -> tuple[Decision, ...]:
        """The decisions in force, in order."""
        return standing(self.entries())

    def verify(self) -> list[str]:
        """Re-walks the chain; one sentence for each entry that does not fit."""
        return broken(self.entries())

"""What a state of a backup says: which parts make up which table and which file, and what they must come out as."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from secondsource.model.codec import decode, encode

from .errors import DamagedBackup, NewerBackup

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a table or of a file: the SHA-256 and size of its bytes before they are packed and locked."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Args:
        name: its name.
        columns: their names in the order of the cells.
        rows: how many there are.
        digest: SHA-256 over all of them, as lines of JSON in the order of their key.
        highest: the highest number that it ever gave out by itself; 0 if it numbers nothing.
        parts: what they are in.
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    digest: str
    highest: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Tables that stand together, in the order in which they refer to each other, and the revision that they have."""

    name: str
    revision: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the case's folder, by its path below it, with `/` between folders."""

    path: str
    digest: str
    size: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A case as it stood at one moment.

    Args:
        format: of this file.
        number: counts from 1 over the states of a backup.
        at: ISO 8601 instant in UTC.
        case: id of the case.
        tool: name and version of the program.
        database: where its tables stood, without a password.
        originals: where its captures lay.
        secret: what names are made of, in hexadecimal; empty where nothing is locked.
        rooms: the tables.
        files: the files.
        captures: how many captures there are; which, says the table of that name.
        lost: captures that were missing or damaged in the case, and are in no state either.
        wrong: what did not hold in the case as it stood; empty if all was well.
    """

    number: int
    at: str
    case: str
    tool: str
    database: str
    originals: str
    secret: str
    rooms: tuple[Room, ...]
    files: tuple[File, ...]
    captures: int
    lost: tuple[str, ...] = ()
    wrong: str = ""
    format: int = FORMAT


def written(state: State) -> bytes:
    """The state as it is packed, locked and kept."""
    return encode(state)


def read(data: bytes, number: int) -> State:
    """The state out of its bytes.

    Raises:
        DamagedBackup: if they are no state, or that of another number.
        NewerBackup: if a later version of the program wrote them.
    """
    try:
        if msgspec.json.decode(data, type=dict[str, object]).get("format") not in range(1, FORMAT + 1):
            raise NewerBackup
        state = decode(data, State)
    except msgspec.MsgspecError as error:
        raise DamagedBackup(f"State {number} of the backup cannot be read. {DamagedBackup()}") from error
    if state.number != number:
        raise DamagedBackup(f"State {number} of the backup is another one, put in its place. {DamagedBackup()}")
    return state

"""What is sealed: who somebody is, and what of the case they stand behind; in bytes whose number gives nothing away."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from secondsource.model.codec import decode, encode

from .errors import BadEntry, NoEntry, TooLarge

LEAST = 4096
"""Bytes of the smallest sealed entry; each longer one has twice as many, until it fits."""
MOST = 60_000
"""Bytes that an entry may have."""
_HANDLE = re.compile(r"(?:source:)?([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sealed:
    """An entry as those who opened it see it.

    Args:
        name: who it is.
        contact: how to reach them.
        note: whatever else must be known.
        concerns: ids of reports, statements and claims that they stand behind.
        erased: whether it was taken out; then nothing else is said.
    """

    name: str = ""
    contact: str = ""
    note: str = ""
    concerns: tuple[str, ...] = ()
    erased: bool = False

    def __repr__(self) -> str:
        """Nothing of it: a traceback must not say it."""
        return "Sealed(...)"


def handle_of(number: int) -> str:
    """What the rest of the program calls an entry.

    >>> handle_of(7)
    'source:7'
    """
    return f"source:{number}"


def number_of(handle: str) -> int:
    """The number of an entry, from its handle or the number alone.

    Raises:
        NoEntry: if it is neither.

    >>> number_of("source:7")
    7
    """
    match = _HANDLE.fullmatch(handle.strip().casefold())
    if match is None:
        raise NoEntry
    return int(match[1])


def packed(entry: Sealed) -> bytes:
    """The entry in bytes, filled up with spaces so that short and long ones look alike.

    Raises:
        TooLarge: if it has more than `MOST` bytes.
    """
    data = encode(entry)
    if len(data) > MOST:
        raise TooLarge
    size = LEAST
    while size < len(data):
        size *= 2
    return data.ljust(size)


def unpacked(data: bytes) -> Sealed:
    """The entry out of such bytes."""
    return decode(data.rstrip(b" "), Sealed)


def told(data: bytes) -> Sealed:
    """An entry that somebody wrote as JSON. Raises BadEntry, without a word of what was written."""
    try:
        found = decode(data, Sealed)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise BadEntry from None
    if found.erased or not (found.name or found.contact or found.note or found.concerns):
        raise BadEntry
    return found

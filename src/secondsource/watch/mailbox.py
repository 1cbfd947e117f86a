"""Mailboxes on this machine: mbox files and Maildirs, message by message, so that a mailbox that grows is not taken in again as a whole."""

from __future__ import annotations

import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secondsource.model import SecondsourceError, digest_of

LARGEST = 50_000_000
"""Bytes of one message; a larger one is left out."""


class NoMailbox(SecondsourceError):
    """There is no mailbox at this path. Name an mbox file or a Maildir, the folder with cur, new and tmp."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A message: its bytes as they lie in the mailbox, and where it is, in words that name nobody."""

    data: bytes
    address: str


def mark_of(path: Path) -> str:
    """What changes when the mailbox does. Raises NoMailbox."""
    if path.is_dir():
        rooms = [path / name for name in ("cur", "new")]
        if not all(room.is_dir() for room in rooms):
            raise NoMailbox
        return " ".join(str(room.stat().st_mtime_ns) for room in rooms)
    if not path.is_file():
        raise NoMailbox
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def mails(path: Path) -> Iterator[Mail]:
    """Every message of the mailbox, those above the limit left out.

    The mailbox itself is only read: no message is marked as seen, nothing is locked.

    Raises:
        NoMailbox: if there is none.
        OSError: if it may not be read.
    """
    for data in _maildir(path) if path.is_dir() else _mbox(path):
        if data.strip():
            yield Mail(data, f"{path};{digest_of(data)[:16]}")


def _maildir(path: Path) -> Iterator[bytes]:
    if not (path / "cur").is_dir():
        raise NoMailbox
    for room in ("new", "cur"):
        for file in sorted((path / room).iterdir()) if (path / room).is_dir() else ():
            try:
                if file.is_file() and file.stat().st_size <= LARGEST:
                    yield file.read_bytes()
            except FileNotFoundError:
                # A mail program has just moved it; it is there under another name the next time.
                continue


def _mbox(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        if file.read(5) != b"From ":
            raise NoMailbox
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            data = box.get_bytes(key)
            if len(data) <= LARGEST:
                yield data
    finally:
        box.close()

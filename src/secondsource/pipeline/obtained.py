"""What is known of how a capture was obtained: the log, what the server said, the time stamps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from secondsource import collect
from secondsource.collect.warc import transfers
from secondsource.collect.warc_digests import faults
from secondsource.model import Capture, SecondsourceError, Transfer, Unreadable
from secondsource.store import Case, Custody, LostCapture, documents
from secondsource.store.stamps import Kept

from .stamping import BadStamp, NoStamper, Token, read


class NoCapture(SecondsourceError):
    """There is no capture of this name. `secondsource custody --case DIR` lists them; the first digits of its digest are enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """A statement that a capture is in. `token` is None while it waits for an answer, or cannot be read here."""

    kept: Kept
    token: Token | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """How a capture came into the case.

    Args:
        capture: its digest, size, kind and name.
        entries: each occasion on which it came in, the oldest first.
        transfers: the answers of servers in it, without their bodies; empty for a file.
        faults: what is wrong with the records of an archive, as it came in.
        stamps: the time stamps it is in.
        whole: whether its bytes are there and fit its digest.
    """

    capture: Capture
    entries: tuple[Custody, ...]
    transfers: tuple[Transfer, ...] = ()
    faults: tuple[str, ...] = ()
    stamps: tuple[Stamped, ...] = ()
    whole: bool = True


def obtained(case: Case, capture: str) -> Obtained:
    """Everything that is known of how a capture was obtained.

    Args:
        case: the case.
        capture: its digest, or the first digits of it, or its name.

    Raises:
        NoCapture: if there is none, or several.
    """
    with case.reading() as connection:
        captures = documents.all_captures(connection)
        custody = documents.all_custody(connection)
    found = [c for c in captures if c.digest == capture] or [
        c for c in captures if c.name == capture or (len(capture) >= 4 and c.digest.startswith(capture.lower()))
    ]
    if len(found) != 1:
        raise NoCapture(f"Several captures are called so. {NoCapture()}" if found else None)
    (one,) = found
    try:
        data, whole = case.archive.get(one.digest), True
    except LostCapture:
        data, whole = b"", False
    archives = tuple(archives_in(data, one.name))
    return Obtained(
        capture=one,
        entries=tuple(entry for entry in custody if entry.capture == one.digest),
        transfers=tuple(found for archive in archives for found in transfers(archive, bodies=False)),
        faults=tuple(sentence for archive in archives for sentence in faults(archive)),
        stamps=tuple(Stamped(kept=kept, token=_token(kept)) for kept in case.stamps.of(one.digest)),
        whole=whole,
    )


def archives_in(data: bytes, name: str) -> Iterator[bytes]:
    """The WARC files in a capture: itself, those packed in a WACZ, or none."""
    media = collect.media_of(data, name)
    if media == "application/warc":
        yield data
    elif media == "application/wacz":
        from secondsource.collect.wacz import members  # with it come the readers of every kind of page

        try:
            yield from (member.data for member in members(data) if member.data)
        except Unreadable:
            return


def _token(kept: Kept) -> Token | None:
    if not kept.answer:
        return None
    try:
        return read(kept)
    except (BadStamp, NoStamper):
        return None

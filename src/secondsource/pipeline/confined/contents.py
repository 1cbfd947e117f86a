"""What is in a document: asked of a worker, and believed only as far as it fits the document."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from secondsource import collect
from secondsource.collect.leads import Leads
from secondsource.model import Unreadable, digest_of, report_id
from secondsource.model.codec import decode
from secondsource.subjects import Subject, load

from .errors import ConfinementFailed, EndedItsProcess
from .jobs import Order, done
from .workshop import Workshop

VARIABLE = "SECONDSOURCE_CONFINED"
"""Set to `off`, documents are taken apart in the program itself."""
_UNKNOWN = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of taking a document apart.

    Args:
        media: its kind; that of any bytes where it ended its process.
        read: what it holds; None if it could not be read.
        error: name of the error then.
        reason: one sentence then.
    """

    media: str
    read: collect.Read | None = None
    error: str = ""
    reason: str = ""


def confined() -> bool:
    """Whether documents are taken apart in processes of their own: wherever processes can be forked, unless somebody wants it otherwise."""
    return hasattr(os, "fork") and os.environ.get(VARIABLE, "").lower() not in ("off", "0", "no")


def taken(data: bytes, name: str, pack: Subject) -> Taken:
    """What is in a document, or why nothing is; the arguments are those of `collect.read_capture`. Raises ConfinementFailed."""
    order = Order(job="capture", name=name)
    try:
        answer = _shop(pack.folder).ask(order, data) if confined() else done(order, data, pack)
        if not answer.error:
            return Taken(media=answer.kind, read=_believed(decode(bytes(answer.value), collect.Read), digest_of(data)))
        error, reason, media = answer.error, answer.reason, answer.kind or _UNKNOWN
    except Unreadable as met:
        error, reason, media = type(met).__name__, str(met), _UNKNOWN
    except ConfinementFailed:
        raise
    except Exception as met:
        error, reason, media = type(met).__name__, "", _UNKNOWN
    return Taken(media=media, error=error, reason=reason or failed(error))


def failed(error: str) -> str:
    """The sentence on a document whose taking apart failed by a fault of the program."""
    return f"Taking the document apart failed ({error}). It is kept as it is; please report this fault."


def read_capture(data: bytes, name: str, pack: Subject) -> collect.Read:
    """As `collect.read_capture`. Raises Unreadable, ConfinementFailed."""
    found = taken(data, name, pack)
    if found.read is None:
        raise _named(found.error, found.reason)
    return found.read


def feed_leads(data: bytes, media: str, pack: Subject) -> Leads:
    """As `collect.feed.leads`."""
    return _leads(Order(job="feed", media=media), data, pack)


def sitemap_leads(data: bytes, base: str, pack: Subject) -> Leads:
    """As `collect.sitemap.leads`."""
    return _leads(Order(job="sitemap", address=base), data, pack)


def list_leads(data: bytes, pack: Subject) -> Leads:
    """As `collect.leads.listed`."""
    return _leads(Order(job="list"), data, pack)


def protections(pack: Subject | None = None) -> dict[str, bool]:
    """What a worker tried to do and was refused, by kind (`fence.ALWAYS`); nothing where documents are not taken apart in one. Raises ConfinementFailed."""
    if not confined():
        return {}
    answer = _shop((pack or load()).folder).ask(Order(job="tried"), b"")
    return decode(bytes(answer.value), dict[str, bool])


def _leads(order: Order, data: bytes, pack: Subject) -> Leads:
    answer = _shop(pack.folder).ask(order, data) if confined() else done(order, data, pack)
    if answer.error:
        reason = (
            answer.reason
            or f"It could not be read ({answer.error}). It is tried again later; please report this fault."
        )
        raise _named(answer.error, reason)
    return decode(bytes(answer.value), Leads)


def _believed(read: collect.Read, digest: str) -> collect.Read:
    """What a worker says of its own document; one that was taken over by it could speak of others."""
    if not read.reports or any(r.capture != digest or r.id != report_id(digest, r.part) for r in read.reports):
        raise EndedItsProcess
    return read


def _named(error: str, reason: str) -> Unreadable:
    kind = next((kind for kind in _subclasses(Unreadable) if kind.__name__ == error), Unreadable)
    return kind(reason)


def _subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _subclasses(sub)


def let_go(pack: Subject) -> None:
    """Ends the workers of a pack: who waits for one gets ConfinementFailed. The next document begins others."""
    if confined():
        _shop(pack.folder).close()


@lru_cache(maxsize=4)
def _shop(folder: Path) -> Workshop:
    made = Workshop(folder)
    atexit.register(made.close)
    return made

"""What is watched, as values. Instants are ISO 8601 in UTC (`2026-03-01T09:00:00Z`), so that as text they sort in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_APART = timedelta(hours=1)
"""How far the clocks of two machines may be apart."""


def ahead_of(at: str) -> str:
    """The instant after which nothing can have happened yet: what says so was written by a clock that was ahead.

    >>> ahead_of("2026-03-01T09:00:00Z")
    '2026-03-01T10:00:00Z'
    """
    return (datetime.fromisoformat(at.replace("Z", "+00:00")) + _APART).isoformat().replace("+00:00", "Z")


class SourceKind(StrEnum):
    """How a source tells of what is new."""

    FEED = "feed"
    """RSS, Atom or JSON Feed."""
    PAGE = "page"
    """One web page, itself what is kept."""
    SITEMAP = "sitemap"
    """A sitemap or an index of sitemaps (sitemaps.org 0.9)."""
    LIST = "list"
    """A text with one address a line: a file, or at a web address."""
    FOLDER = "folder"
    """A folder on this machine into which documents are put."""
    MAILBOX = "mailbox"
    """An mbox file, a Maildir, or a folder of an IMAP server."""


class SourceState(StrEnum):
    """Whether a source is looked at."""

    ON = "on"
    PAUSED = "paused"
    ENDED = "ended"
    """Removed. What it led to stays known, so that nothing is taken twice if another source leads there."""


class Part(StrEnum):
    """What an address is to its source."""

    INDEX = "index"
    """It tells of others: the feed, the sitemap or the list itself."""
    PAGE = "page"
    """It is kept in the case."""


class Outcome(StrEnum):
    """How fetching an address ended."""

    NEW = "new"
    """Taken into the case for the first time."""
    CHANGED = "changed"
    """Its words differ from those last taken: a new version."""
    SAME = "same"
    """The same words in other bytes; nothing was taken."""
    UNTOUCHED = "untouched"
    """The server says, or its bytes show, that nothing changed."""
    GONE = "gone"
    """It was there and is there no more (404, 410): withdrawn."""
    READ = "read"
    """An index was read."""
    REFUSED = "refused"
    """It was not fetched, or not kept, for a reason that will stay: robots.txt, a private address, no page."""
    FAILED = "failed"
    """It could not be fetched this time and is tried again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that is watched.

    Args:
        id: counts from 1.
        kind: how it tells of what is new.
        address: a web address, an `imaps:` address without user and password, or a path.
        name: what people call it.
        every: seconds between two looks at it.
        private: whether its own host may be one of a private network.
        state: whether it is looked at.
        made: when it was added.
        due: when it is to be looked at next.
        tried: when it was last looked at; empty if never.
        worked: when that last succeeded; empty if never.
        failures: looks in a row that failed.
        why: what was wrong the last time; empty if nothing.
        user: the user of a mailbox; empty for everything else.
        secret: where a mailbox's password is: `env:NAME` or `file:PATH`; never the password.
        mark: how far a mailbox or folder was read, in its own terms.
    """

    id: int
    kind: SourceKind
    address: str
    name: str
    every: int
    private: bool
    state: SourceState
    made: str
    due: str
    tried: str = ""
    worked: str = ""
    failures: int = 0
    why: str = ""
    user: str = ""
    secret: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address that a source led to.

    Args:
        id: counts from 1.
        source: the source that leads there.
        part: whether it is kept or tells of others.
        url: the address as it is asked for.
        key: the address without what does not tell pages apart; one row each.
        found: when it was first seen.
        due: when it is to be fetched next; empty for never again.
        said: what led there says of it, as JSON of `Transfer.said`.
        etag: the entity tag of the last answer (RFC 9110, 8.8.3).
        modified: its `Last-Modified`.
        payload: SHA-256 of the bytes last received, decoded; empty if none were.
        words: SHA-256 of the words last taken.
        capture: digest of the capture last taken.
        fetched: when it last answered.
        gone: since when it is known to be gone; empty while it is there.
        failures: tries in a row that failed.
        why: what was wrong the last time; empty if nothing.
    """

    id: int
    source: int
    part: Part
    url: str
    key: str
    found: str
    due: str
    said: str = "[]"
    etag: str = ""
    modified: str = ""
    payload: str = ""
    words: str = ""
    capture: str = ""
    fetched: str = ""
    gone: str = ""
    failures: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """How one server is to be treated.

    Args:
        origin: scheme, host and port (RFC 6454): `https://post.example`.
        robots: the text of its robots.txt as far as it is heard.
        status: the status with which robots.txt was answered; 0 if it did not answer.
        asked: when robots.txt was last asked for; empty if never.
        until: until when that answer holds.
        rest: until when nothing at all is asked of it.
    """

    origin: str
    robots: str = ""
    status: int = 0
    asked: str = ""
    until: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One entry of the log.

    Args:
        seq: counts from 1.
        at: when the answer came, or the try was given up.
        source: the source's id.
        url: the address asked for.
        outcome: how it ended.
        status: the status code; 0 if there was no answer.
        size: bytes received.
        capture: digest of the capture taken; empty if none was.
        why: one sentence where it failed or was refused; else empty.
    """

    seq: int
    at: str
    source: int
    url: str
    outcome: Outcome
    status: int = 0
    size: int = 0
    capture: str = ""
    why: str = ""

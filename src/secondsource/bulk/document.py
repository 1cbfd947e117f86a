"""One document of an input: where it stands, what it is called, and how its bytes and its text are had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondsource.collect.draft import Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that has not been looked at yet.

    Args:
        number: its position in its slice, from 0.
        offset: where in the input it begins: byte, row, or number of the file.
        name: what its capture is called.
        address: where it was had: a web address, or its place in the input.
        fetched: when it was had, ISO 8601; empty if the input does not say.
        record: identifier of the record of a web archive; empty for others.
        original: its bytes, as they are kept in a case.
        drafts: what `collect.drafts_of` finds in them. Raises Unreadable.
        body: the bytes of its page, for a look before its text is taken out; None where no such look is possible.
        charset: of those bytes, if whoever gave the page named one.
    """

    number: int
    offset: int
    name: str
    address: str
    original: Callable[[], bytes]
    drafts: Callable[[], Extract]
    fetched: str = ""
    record: str = ""
    body: bytes | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A stretch of the input that holds no document that can be read, with one sentence that says why."""

    number: int
    offset: int
    name: str
    reason: str
    error: str

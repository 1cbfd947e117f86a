"""Captures and the reports read out of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from .edtf import PartialDate
from .errors import Ungrounded
from .span import Span, merged, without


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Original bytes, named by their SHA-256 (64 hex digits), never changed. `size` in bytes; `media` is a MIME type."""

    digest: str
    size: int
    media: str
    name: str


def digest_of(data: bytes) -> str:
    """SHA-256 of the bytes as 64 hex digits: the name of the capture."""
    return hashlib.sha256(data).hexdigest()


class How(StrEnum):
    """How a field of a report is known."""

    GIVEN = "given"
    """By metadata that came with the input: a JSON field, a mail header, an HTML meta tag."""
    STATED = "stated"
    """By words of the document; the span points at them."""
    INFERRED = "inferred"
    """By reasoning from other words; `why` gives the reasons and bounds."""
    DECIDED = "decided"
    """By a person, who corrected it; `why` says what the document gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A value together with how it was known. Unknown is None in place of a Known, never an empty string."""

    value: str
    how: How
    why: str
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.how is How.STATED and self.span is None:
            raise Ungrounded("A value that the document states must point at its words.")


class RegionKind(StrEnum):
    """Parts of a report's text that are not its own running prose."""

    TITLE = "title"
    BYLINE = "byline"
    CAPTION = "caption"
    COMMENTS = "comments"
    BOILERPLATE = "boilerplate"
    RELATED = "related"
    QUOTATION = "quotation"
    """A block quoted from another outlet; `source` names it. It is prose to be read, but as that outlet's words."""
    HEADING = "heading"
    NOTE = "note"
    """A note of the one who prepared the text (“Digest note.”), not of the outlet."""

    @property
    def is_noise(self) -> bool:
        """Whether nothing in it may become a statement."""
        return self in _NOISE


_NOISE = frozenset(
    {
        RegionKind.CAPTION,
        RegionKind.COMMENTS,
        RegionKind.BOILERPLATE,
        RegionKind.RELATED,
        RegionKind.BYLINE,
        RegionKind.TITLE,
        RegionKind.HEADING,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of the text set apart. For a quotation, `source` is the outlet credited and `credit` the words that say so."""

    span: Span
    kind: RegionKind
    source: str | None = None
    credit: Span | None = None


class PersonalKind(StrEnum):
    """Kinds of personal data that are masked in every view, export and log."""

    EMAIL = "email"
    PHONE = "phone"
    PRIVATE_PERSON = "private_person"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Characters that could identify a private person or a source."""

    span: Span
    kind: PersonalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """Of which report a report is the translation, and who made it.

    Args:
        of: id of the original, or the name by which the input calls it.
        translator: as it may be shown: a name, initials, an office, a program.
        machine: whether a program made it.
    """

    of: str
    translator: str
    machine: bool = False

    def __str__(self) -> str:
        return f"translated by {self.translator}" + (", a program" if self.machine else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One publication read out of a capture.

    Args:
        id: `<first 16 hex digits of the capture>-<part>`: comes from content alone.
        capture: SHA-256 of the capture.
        part: position in a capture that holds several reports (mbox, jsonl), from 0.
        name: the id that the input gave itself, or the file's name without folders. For people, not for reference.
        text: everything that was read, as one string; all spans are offsets into it. Regions set apart what is not body.
        label: what the input says of its own nature (“digest ...”); shown wherever the report is shown.
        note: how the text was got, where that matters (a guessed encoding, unreadable characters).
        translation: of which report it is the translation that a translator made for the case; None for what an outlet published.
    """

    id: str
    capture: str
    part: int
    name: str
    text: str
    outlet: Known | None = None
    title: Known | None = None
    byline: Known | None = None
    url: Known | None = None
    language: Known | None = None
    published: Known | None = None
    label: str | None = None
    note: str | None = None
    regions: tuple[Region, ...] = ()
    personal: tuple[PersonalData, ...] = ()
    translation: Translation | None = None

    @property
    def date(self) -> PartialDate | None:
        """When it was published, as precisely as known; inferred dates included. None if unknown."""
        if self.published is None:
            return None
        return PartialDate(self.published.value[:10] if "T" in self.published.value else self.published.value)

    @property
    def lang(self) -> str:
        """ISO 639-1 code of the language, or `und`."""
        return self.language.value if self.language else "und"

    def noise(self) -> tuple[Span, ...]:
        """The characters that no statement may hold."""
        return merged(region.span for region in self.regions if region.kind.is_noise)

    def body(self) -> tuple[Span, ...]:
        """What is left when noise is cut out: own prose, notes and quoted blocks."""
        return without(Span(0, len(self.text)), self.noise()) if self.text else ()

    def quotation_at(self, span: Span) -> Region | None:
        """The quoted block that holds the span, if any."""
        return next((r for r in self.regions if r.kind is RegionKind.QUOTATION and r.span.covers(span)), None)


def report_id(capture: str, part: int) -> str:
    """The id of the report at position `part` of a capture."""
    return f"{capture[:16]}-{part}"


def masked(text: str, personal: tuple[PersonalData, ...], offset: int = 0) -> str:
    """The text with every personal datum replaced by a block of the same length, so that offsets still fit.

    Args:
        text: a piece of a report's text that begins at character `offset` of it.
        personal: the report's personal data, with spans into the whole text.
        offset: where the piece begins.

    >>> masked("write to a@b.org", (PersonalData(span=Span(9, 16), kind=PersonalKind.EMAIL),))
    'write to ███████'
    """
    out = list(text)
    for item in personal:
        for at in range(max(item.span.start - offset, 0), min(item.span.end - offset, len(out))):
            if not out[at].isspace():
                out[at] = "█"
    return "".join(out)

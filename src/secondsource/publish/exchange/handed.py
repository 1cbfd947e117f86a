"""What every exchange format is written from: the masked case, what people decided of it, and the few answers that all formats need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from secondsource.model import Claim, Decision, Marking, Mention, Place, Report, Statement
from secondsource.store.custody import Custody
from secondsource.store.view import CaseView
from secondsource.subjects import Subject, load

from ..placing import place_of, safe_place, safe_title, withheld_place
from ..redact import BLOCK

NAMESPACE = UUID("5b1c0d0e-8f0b-5c3f-9a53-2f8f3b1d7a10")
"""Under which ids are made (RFC 9562, version 5): the same thing of the same case has the same id in every export."""
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A case on its way out.

    Args:
        view: the case, masked.
        decisions: what is decided and in force, by the object it is about; whoever decided has a letter for a name.
    """

    view: CaseView
    decisions: Mapping[str, tuple[Decision, ...]]
    _last: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def pack(self) -> Subject:
        """The subject of the case."""
        return load(self.view.subject)

    @cached_property
    def marking(self) -> Marking | None:
        """The marking of the whole; asked of every report only where anything is marked at all."""
        return self.view.marking if self.view.marks else None

    @cached_property
    def first_taken(self) -> Mapping[str, Custody]:
        """How each capture came into the case the first time, by its digest."""
        out: dict[str, Custody] = {}
        for custody in self.view.custody:
            out.setdefault(custody.capture, custody)
        return out

    @cached_property
    def modified(self) -> str:
        """The instant at which something last came into the case or was decided; never earlier than the case."""
        decided = (decision.at for made in self.decisions.values() for decision in made)
        return max([self.view.created, *(custody.at for custody in self.view.custody), *decided])

    def uuid(self, kind: str, name: str) -> UUID:
        """The id of a thing of this case."""
        return uuid5(NAMESPACE, f"{self.view.id}\n{kind}\n{name}")

    def mentions(self, claim: Claim) -> tuple[Mention, ...]:
        """The mentions of a claim; those of the last one asked for are kept, because a writer asks several times for each."""
        if self._last.get("claim") != claim.id:
            self._last.update(claim=claim.id, mentions=self.view.mentions_of(claim))
        found: tuple[Mention, ...] = self._last["mentions"]
        return found

    def place(self, claim: Claim) -> Place | None:
        """The place of a claim as far as it may be shown."""
        return safe_place(claim, self.mentions(claim), self.pack)

    def title(self, claim: Claim) -> str:
        """The heading of a claim; without its place where that may not be shown."""
        return safe_title(claim, self.mentions(claim), self.pack)

    def coarse(self, claim: Claim) -> bool:
        """Whether less of the place is shown than is known."""
        return withheld_place(claim, place_of(claim, self.mentions(claim)), self.pack)

    def rivals(self, claim: Claim) -> list[str]:
        """The values that cannot all be right, as `attribute: value`; without places where these may not be shown."""
        kept = [name for name in claim.conflicts if not (name == "place" and self.coarse(claim))]
        return [f"{value.attribute}: {value.value}" for value in claim.values if value.attribute in kept]

    def statement(self, mention: Mention) -> Statement | None:
        """The statement in which an event is told."""
        reading = self.view.reading(mention.report)
        return reading.statement(mention.statement) if reading else None

    def words(self, statement: Statement) -> str:
        """The words of a statement in one line, gaps marked; masked."""
        report = self.view.report(statement.report)
        return " … ".join(" ".join(span.of(report.text).split()) for span in statement.content) if report else ""

    def about(self, claim: Claim) -> str:
        """What a claim rests on, in a few plain sentences: support, grade, status and why."""
        support, grade = self.view.support(claim.id), self.view.grade(claim.id)
        out = [f"Status: {claim.status.value}."]
        if support is not None:
            out.append(f"At least {support.at_least}, at most {support.at_most} independent origins.")
            out += support.because
        if grade is not None:
            out.append(f"Grade {grade.letter}{grade.digit}.")
            out += grade.why
        return " ".join(" ".join(sentence.split()) for sentence in out)


def link_of(report: Report) -> str | None:
    """The address of a report, if it is one of the web that a program may follow: nothing else becomes a link."""
    return safe_link(report.url.value) if report.url else None


def safe_link(text: str) -> str | None:
    """The text if it is an address of the web, else None.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if any(c.isspace() or ord(c) < 32 or c in '<>"{}|\\^`' + BLOCK for c in text) or len(text) > 2000:
        return None
    try:
        parts = urlsplit(text)
        return text if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def hidden(name: str) -> bool:
    """Whether a name was masked: such a one becomes no entity of its own."""
    return BLOCK in name


def instant(text: str) -> str:
    """An instant as `2016-06-08T07:01:00Z`, seconds always there, as STIX and PROV want it."""
    made = datetime.fromisoformat(text.replace("Z", "+00:00"))
    made = made.replace(tzinfo=UTC) if made.tzinfo is None else made.astimezone(UTC)
    return made.strftime(_INSTANT)

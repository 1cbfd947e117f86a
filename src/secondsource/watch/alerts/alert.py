"""An alert as it is kept: what was, what is, because of which report, and of which claim. Words are put to it when somebody is told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from secondsource.model.codec import decode, encode
from secondsource.store.watching import Kept

from .kinds import Kind, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A report that brought something about.

    Args:
        report: its id.
        known_as: its outlet, or what else it is called, masked.
        day: when it was published, EDTF; empty if not known.
        start, end: the words of it that tell the claim, as offsets into its text; equal if it tells nothing of it.
        statement: id of the statement; empty if there is none.
    """

    report: str
    known_as: str
    day: str
    start: int = 0
    end: int = 0
    statement: str = ""

    @property
    def reference(self) -> str:
        """The statement, or the words in the report where no statement is known, as they are cited."""
        return self.statement or (f"{self.report}[{self.start}:{self.end}]" if self.end else self.report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that changed.

    Args:
        kind: which.
        of: the provision or the report it is about.
        was, now: see `changes.Change`; of reports, their ids.
        because: the reports that brought it about; none where a person decided, or time went by.
        states: of a deadline, the States it is about, as ISO codes.
    """

    kind: Kind
    was: str = ""
    now: str = ""
    of: str = ""
    because: tuple[Cause, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What changed of one claim in a round, or a deadline.

    Args:
        claim: id of the claim; empty for a deadline.
        root: the id under which the claim was first seen.
        title: its heading in English, masked; of a deadline what is to be done.
        told: what changed, the most urgent first.
        reports: all reports that the claim rested on before and then: who may not know of one of them is not told.
        named: reports that are named beside those that brought it about.
        searches: queries of kept searches that find the claim, where a new report tells it.
    """

    claim: str = ""
    root: str = ""
    title: str = ""
    told: tuple[Told, ...] = ()
    reports: tuple[str, ...] = ()
    named: tuple[Cause, ...] = ()
    searches: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """How soon it matters."""
        return min((item.kind.level for item in self.told), key=lambda level: level.rank, default=Level.ASKED)

    @property
    def kinds(self) -> frozenset[Kind]:
        """All that changed."""
        return frozenset(item.kind for item in self.told)

    def id(self, audience: str) -> str:
        """32 hexadecimal digits that come from what changed and for whom; not from the hour, nor from how the claim is called."""
        parts = [audience, self.root]
        for item in self.told:
            parts += [item.kind.value, item.of, item.was, item.now, *(cause.report for cause in item.because)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]

    def kept(self, audience: str, at: str) -> Kept:
        """The alert as a row."""
        return Kept(
            id=self.id(audience),
            audience=audience,
            at=at,
            level=self.level.value,
            claim=self.claim,
            body=encode(self).decode(),
        )


def alert_of(kept: Kept) -> Alert:
    """The alert in a row."""
    return decode(kept.body, Alert)

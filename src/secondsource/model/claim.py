"""Claims, the relays between reports, the origins behind them, and what that supports."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from .edtf import PartialDate
from .span import Ref
from .statement import Anonymity, Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values that reports give for an attribute of a claim, with the mentions that give it.

    Args:
        attribute: `when`, `place`, `country`, `quantity:<what>`, `type`, ...
        value: as text (EDTF for dates, `low..high what per` for quantities with open ends left out).
        mentions: ids of the mentions that give it.
        refs: the words themselves.
    """

    attribute: str
    value: str
    mentions: tuple[str, ...]
    refs: tuple[Ref, ...]


class Status(StrEnum):
    """Where a claim stands by what is said for and against it."""

    SUPPORTED = "supported"
    DISPUTED = "disputed"
    RUMOUR = "rumour"
    DENIED = "denied"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The mentions, in all reports, of one and the same event, with every rival value side by side.

    Args:
        id: `c` and 12 hex digits of the SHA-256 of the id of its first mention, see `claim_id`.
        mentions: ids of its mentions, sorted.
        values: every value given for every attribute; two compatible ones (2016-03 and 2016-03-19) are both kept.
        conflicts: the attributes whose values cannot all be right.
        status: where it stands.
        title: a heading a reader understands.
    """

    id: str
    type: str
    title: str
    mentions: tuple[str, ...]
    reports: tuple[str, ...]
    when: PartialDate | None
    place: str | None
    country: str | None
    values: tuple[Value, ...]
    conflicts: tuple[str, ...]
    status: Status


def claim_id(first_mention: str) -> str:
    """The id of the claim whose first mention, in report and text order, is this one."""
    return "c" + hashlib.sha256(first_mention.encode()).hexdigest()[:12]


class RelayKind(StrEnum):
    """How a report takes matter from another."""

    CITES = "cites"
    COPIES = "copies"
    PARTIAL_COPY = "partial_copy"
    TRANSLATES = "translates"
    SAME_STATEMENT = "same_statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a taker tells otherwise than its giver, of one claim.

    Args:
        attribute: `quantity:<what>`, `when`, `place`, `factuality` (a hedge that was dropped) or `source` (one that was left out).
        was: as the giver has it, in words a reader knows.
        now: as the taker has it.
        was_ref: the giver's words.
        now_ref: the taker's words.
    """

    claim: str
    attribute: str
    was: str
    now: str
    was_ref: Ref
    now_ref: Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """A report taking matter from another report or source.

    Args:
        taker: report id.
        giver: report id if the giver's report is in the case (`giver_in_case`), else the source's canonical name.
        named: whether the taker's text names the giver.
        evidence: pairs of words, the taker's and, where there are any, the giver's.
        strength: 0 to 1.
        why: one plain sentence.
        changes: what the taker tells otherwise than the giver.
    """

    taker: str
    giver: str
    giver_in_case: bool
    how: RelayKind
    named: bool
    evidence: tuple[tuple[Ref, Ref | None], ...]
    strength: float
    why: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where relays and chains of a claim end: someone or something with access of its own.

    Args:
        id: unique within the claim.
        name: as a reader would say it.
        recorded: False for “lineage not recorded”: a report that says nothing of where it has the thing from.
        reports: the reports through which it reaches the claim.
        paths: ways from a report to this origin, each a list of tellers (report ids and names), the report first.
        refs: the words that name it.
    """

    id: str
    name: str
    basis: Basis
    anonymity: Anonymity
    recorded: bool
    reports: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """At least n, at most m independent origins, because ...

    Args:
        claim: the claim's id.
        as_known_on: ISO day, or None for everything in the case.
        because: plain sentences generated from the graph: what was folded together and why, what is unknown, what would settle it.
        bottleneck: tellers that all paths pass.
        against: origins of denials, kept apart: they never count.
        withdrawn: reports that their own outlet took back, each with the report that did.
    """

    claim: str
    at_least: int
    at_most: int
    because: tuple[str, ...]
    origins: tuple[Origin, ...]
    against: tuple[Origin, ...] = ()
    bottleneck: tuple[str, ...] = ()
    would_settle: tuple[str, ...] = ()
    as_known_on: str | None = None
    withdrawn: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.at_least <= self.at_most:
            raise ValueError(f"Support must satisfy 0 <= at_least <= at_most; got {self.at_least}, {self.at_most}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """Circular reporting: a teller that is, through relays, its own source. `members` in order, the closing edge last to first."""

    members: tuple[str, ...]
    closing: tuple[str, str]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number followed back to where it was first said.

    Args:
        figure: the number in words a reader knows (“1.2–2.3 billion USD a year”).
        first: report id of the first statement in the case.
        relays: report ids that repeat it, in order of publication.
        refs: the words in each.
    """

    figure: str
    first: str
    relays: tuple[str, ...]
    refs: tuple[Ref, ...]
    stale: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """What trace found over a whole case."""

    relays: tuple[Relay, ...]
    supports: tuple[Support, ...]
    loops: tuple[Loop, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Two axes that never touch: the letter is the source's, the digit the information's.

    Args:
        claim: the claim's id.
        letter: A to F from the dated track record of the best origin's source; F when there is too little.
        digit: 1 to 6 from support and rival claims alone.
        sample: how many earlier claims of the source were borne out or refuted: the letter's sample size.
        why: plain sentences.
        would_change: the smallest missing evidence.
    """

    claim: str
    letter: str
    digit: int
    sample: int
    why: tuple[str, ...]
    would_change: tuple[str, ...]

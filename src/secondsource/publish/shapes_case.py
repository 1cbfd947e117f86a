"""The shape of what follows from all that was read, as types, and the table of all shapes."""

from __future__ import annotations

from typing import Literal

import msgspec

from secondsource.model import Anonymity, Basis, Marking, Outcome, Presence, RelayKind, Status

from .shapes import Mention, Report, SaidWords, Shape, Statement, Words


class Origin(Shape):
    """Someone or something with access of its own, where relays and chains end.

    Args:
        recorded: false where a report says nothing of where it has the thing from.
        against: whether it speaks against the claim.
        reports: names of the reports that rest on it.
    """

    id: str
    name: str
    basis: Basis
    anonymity: Anonymity
    recorded: bool
    against: bool
    reports: list[str]


class Conflict(Shape):
    """An attribute for which reports give values that cannot all be right."""

    attribute: str
    values: list[str]


class Claim(Shape):
    """The mentions, in all reports, of one and the same event.

    Args:
        type: event type of the subject pack.
        when: EDTF.
        country: ISO 3166-1 alpha-2.
        reports: names of the reports that tell it.
        mentions: ids of its mentions.
        at_least: independent origins, at least.
        at_most: independent origins, at most.
        because: the reasons for both.
        would_settle: what would narrow the interval.
        status: where it stands by what is said for and against it.
        grade: a letter for the source, a digit for the information.
        tlp: the strictest marking of its reports; null where that is not marked.
    """

    id: str
    type: str
    title: str
    when: str | None
    place: str | None
    country: str | None
    reports: list[str]
    mentions: list[str]
    origins: list[Origin]
    at_least: int | None
    at_most: int | None
    because: list[str]
    would_settle: list[str]
    conflicts: list[Conflict]
    status: Status
    grade: str | None
    tlp: Marking | None


class Evidence(Shape):
    """The words of the taker and, where there are some, those of the giver."""

    taker: Words = msgspec.field(name="from")
    giver: Words | None = msgspec.field(name="to")


class Change(Shape):
    """What the taker tells otherwise than its giver.

    Args:
        claim: id of the claim it is about.
    """

    claim: str
    attribute: str
    was: str
    now: str


class Relay(Shape):
    """A report that takes matter from another report or source.

    Args:
        from: name of the report that takes.
        to: name of the report or source that it takes from.
        how: in what way.
        named_in_text: whether the taker names it.
        in_case: whether the giver is a report of the case.
        strength: from 0 to 1.
        tlp: the strictest marking of its reports; null where that is not marked.
    """

    taker: str = msgspec.field(name="from")
    giver: str = msgspec.field(name="to")
    how: RelayKind
    named_in_text: bool
    in_case: bool
    strength: float
    evidence: list[Evidence]
    why: str
    changes: list[Change]
    tlp: Marking | None


class Element(Shape):
    """One element of a provision, held against a claim.

    Args:
        fact: its name in the law vocabulary.
        text: in plain words.
        truth: whether it is met.
        value: what is told of it.
        why: on what that rests.
        refs: the words it rests on.
    """

    fact: str
    text: str
    truth: Literal["met", "unknown", "failed"]
    value: str
    why: str
    refs: list[Words]


class Reading(Shape):
    """What the outcome would be under a condition that is open."""

    outcome: str
    condition: str = msgspec.field(name="if")


class NamedDate(Shape):
    """A date that the finding turned on, with what it is the date of."""

    name: str
    date: str


class Finding(Shape):
    """A claim held against a provision as of the event's date. A reading aid, not legal advice.

    Args:
        claim: id of the claim.
        provision: id of the provision.
        outcome: what the provision says of the event.
        deciding: facts that decided.
        turns_on: facts that are open and would change the outcome.
        not_excluded: exceptions of which nobody speaks.
        who: who would be in breach by the provision.
        sentence: the finding in one sentence.
        tlp: the marking of its claim; null where that is not marked.
    """

    claim: str
    provision: str
    outcome: Outcome
    elements: list[Element]
    deciding: list[str]
    turns_on: list[str]
    readings: list[Reading]
    dates: list[NamedDate]
    not_excluded: list[str]
    who: str
    sentence: str
    tlp: Marking | None


class Indicator(Shape):
    """One of the eleven indicators of forced labour of the ILO; never a score.

    Args:
        claim: id of the claim.
        presence: whether it is there.
        refs: the words for it.
        against: the words against it.
        tlp: the marking of its claim; null where that is not marked.
    """

    claim: str
    id: str
    number: int
    presence: Presence
    refs: list[SaidWords]
    against: list[SaidWords]
    tlp: Marking | None


class Grade(Shape):
    """A letter for the source and a digit for the information: two axes that never touch.

    Args:
        claim: id of the claim.
        sample: how many earlier claims of the source were borne out or refuted.
        why: the reasons.
        would_change: what would change it.
        tlp: the marking of its claim; null where that is not marked.
    """

    claim: str
    letter: str
    digit: int
    sample: int
    why: list[str]
    would_change: list[str]
    tlp: Marking | None


class Figure(Shape):
    """A number that several reports state, followed back to where it was first said.

    Args:
        first: name of the report that stated it first.
        relays: names of those that repeat it.
        stale: whether it outlived its ground.
        tlp: the strictest marking of its reports; null where that is not marked.
    """

    figure: str
    first: str
    relays: list[str]
    stale: bool
    why: str
    refs: list[Words]
    tlp: Marking | None


class Loop(Shape):
    """Circular reporting: names of the reports in it, and of those between which it closes.

    Args:
        tlp: the strictest marking of its reports; null where that is not marked.
    """

    members: list[str]
    closing: list[str]
    why: str
    tlp: Marking | None


SHAPES: dict[str, type[Shape]] = {
    "statements": Statement,
    "mentions": Mention,
    "claims": Claim,
    "relays": Relay,
    "findings": Finding,
    "reports": Report,
    "indicators": Indicator,
    "grades": Grade,
    "figures": Figure,
    "loops": Loop,
}
"""The shape of the rows of each export."""

"""The shape of answers that are more than rows of an export."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from secondsource.model import DecisionKind, Marking
from secondsource.publish.shapes import Mention, Report, ReportHead, Shape, Statement, Words
from secondsource.publish.shapes_case import Claim, Finding, Grade, Indicator, Relay
from secondsource.trace.numbers import Use

Digest = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]+$")]


Kind = Literal["outlet", "body", "record", "sensor", "person", "unnamed"]
"""Kinds of sources."""


class Problem(Shape):
    """What went wrong.

    Args:
        code: one word for programs; the same for the same situation.
        message: what happened.
        hint: what to do next.
    """

    code: str
    message: str
    hint: str


class Error(Shape):
    """The shape of every error."""

    error: Problem


class SubjectAbout(Shape):
    """The subject pack of the case.

    Args:
        notice: to be shown wherever its law is.
        digest: over all its files.
    """

    id: str
    title: str
    notice: str
    digest: Digest


class Counts(Shape):
    """How many of each there are."""

    reports: int
    statements: int
    mentions: int
    claims: int
    relays: int
    findings: int
    indicators: int
    set_aside: int
    decisions: int


class CaseAbout(Shape):
    """The case as a whole.

    Args:
        created: ISO 8601 instant in UTC.
        tlp: the strictest marking of its reports; null where that is not marked.
        program: version of the program that answers.
        versions: of the stages; another one reads the same reports otherwise.
        state: changes when anything of the case, the pack or the program does.
    """

    id: str
    title: str
    created: str
    tlp: Marking | None
    program: str
    versions: dict[str, str]
    subject: SubjectAbout
    counts: Counts
    state: Digest


class ClaimInFull(Shape):
    """A claim with all that is known of it.

    Args:
        number: its place in the list of claims, the most important first.
        mentions: in order of publication and text.
        statements: those that tell its mentions.
        relays: between its reports, and from them to sources outside the case.
    """

    number: int
    claim: Claim
    grade: Grade | None
    findings: list[Finding]
    indicators: list[Indicator]
    mentions: list[Mention]
    statements: list[Statement]
    relays: list[Relay]


class ReportLine(ReportHead):
    """A report in the list.

    Args:
        id: made from its capture.
        report: its name, as the input gave it.
        statements: how many were read in it.
        mentions: likewise.
    """

    statements: int
    mentions: int


class ReportInFull(Shape):
    """A report with what was read in it.

    Args:
        claims: ids of the claims that it tells of.
    """

    report: Report
    statements: list[Statement]
    mentions: list[Mention]
    claims: list[str]


class Aside(Shape):
    """A document that could not be read.

    Args:
        digest: SHA-256 of its bytes; empty if they were not to be had.
        reason: why, and what to do about it.
    """

    name: str
    digest: str
    reason: str


class Meant(Shape):
    """The number that the words give: how many of what, from `low` to `high`, each open if null."""

    what: str
    low: float | None
    high: float | None
    per: str | None


class Stated(Shape):
    """A number in a report.

    Args:
        report: name of the report.
        report_id: its id.
        day: EDTF, or empty.
        use: what it does with the number.
        giver: name of the report that it took it from, or null.
        was: what the giver said, where that is something else.
    """

    report: str
    report_id: str
    day: str
    figure: str
    use: Use
    giver: str | None
    was: str
    ref: Words


class History(Shape):
    """A number of a claim with everything that was said of its matter, in order of publication.

    Args:
        claim: id of the claim.
        title: of the claim.
        figure: as its first statement gives it.
        stale: years that it is still given after its first statement, where they are two or more.
    """

    claim: str
    title: str
    figure: str
    stale: int | None
    stated: list[Stated]


class Histories(Shape):
    """Where a number came from.

    Args:
        asked: the words asked.
        meant: the number in them; null if they give no number of something.
        histories: one for each claim that states it; none if no report gives it.
    """

    asked: str
    meant: Meant | None
    histories: list[History]


class Reliance(Shape):
    """Another source, by its key, and the number of reports that show that one has matter from the other."""

    key: str
    reports: int


class Source(Shape):
    """Who is heard in the case. Those who are not named stand together by the publication that tells of them.

    Args:
        key: names it in addresses.
        reports: names of its own reports.
        statements: ids of the statements that name it as a teller.
        named_in: names of the reports of these statements.
        claims: ids of the claims that it tells of.
        alone: ids of the claims of which it is the only origin.
        relies_on: from whom it has matter, most first.
        relied_on_by: who has matter from it, most first.
        letter: what its record gives; F where too little was resolved.
        borne_out: of its earlier claims.
        refuted: likewise.
    """

    key: str
    name: str
    kind: Kind
    reports: list[str]
    statements: list[str]
    named_in: list[str]
    claims: list[str]
    alone: list[str]
    relies_on: list[Reliance]
    relied_on_by: list[Reliance]
    letter: str
    borne_out: int
    refuted: int


class Decision(Shape):
    """A decision in the ledger.

    Args:
        seq: counts from 1.
        id: its seal, by which it can be taken back.
        object: id of what it is about.
        who: a letter for each person; names are not given out.
        at: ISO 8601 instant in UTC.
        in_force: false if it was taken back, and for what takes back.
        unmet: whether its object is no longer there.
    """

    seq: int
    id: Digest
    kind: DecisionKind
    object: str
    values: dict[str, str]
    who: str
    at: str
    why: str
    in_force: bool
    unmet: bool


Law = Literal["", "-", "breach", "open", "presumption", "exposure", "duty", "concern", "spared"]
"""Group of the gravest outcome; `-` for none; empty for anything."""
Sort = Literal["", "late", "early", "support", "reports"]
"""Orders of the list of claims."""
Support = Literal["", "0", "1", "2"]
"""What can be asked of support: at least that many origins, `0` for none shown; empty for anything."""
Told = Literal["", "asserted", "denied", "rumoured", "possible", "conditional", "planned", "forecast", "opinion"]
"""How a statement may have it; empty for anything."""
Reviewed = Literal["", "yes", "some", "no"]
"""What can be asked of review; empty for anything."""


class Waiting(Shape):
    """A statement that waits for a person's eye.

    Args:
        statement: its id.
        report: name of its report.
        claims: ids of the claims that it tells of.
        weight: what depends on it; the greatest comes first.
        because: why it waits, in plain words.
    """

    statement: str
    report: str | None
    claims: list[str]
    weight: float
    because: list[str]


class Node(Shape):
    """A name in the network.

    Args:
        key: names it in edges and in the addresses of the desk's network.
        sort: what it is.
        what: the same in a few words, with the lists that a body stands on.
        claims: ids of the claims that tell of it.
    """

    key: str
    sort: Literal["speaker", "body", "place", "country"]
    name: str
    what: str
    claims: list[str]


class Edge(Shape):
    """Two names that claims join, by their keys.

    Args:
        ties: how.
        claims: ids of the claims that do.
    """

    one: str
    other: str
    ties: list[Literal["speaks of", "takes part", "take part together", "speak of the same", "lies in"]]
    claims: list[str]


class Alike(Shape):
    """Two names that may mean the same, by their keys, and why one may think so; they are never joined."""

    one: str
    other: str
    why: str


class Network(Shape):
    """What the claims join. Private people are in no network, and places that are withheld from the map are not in this one either."""

    nodes: list[Node]
    edges: list[Edge]
    alike: list[Alike]

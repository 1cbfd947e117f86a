"""Statements, the chains behind them, and the mentions of events told in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import prod

from .amount import Quantity
from .edtf import PartialDate
from .errors import Ungrounded
from .report import Report
from .span import Span

MOST_WAYS = 64
"""Chains into which one is taken apart at most: a text that lists more tellers is no report of who told what."""


class LinkKind(StrEnum):
    """What a member of a hearsay chain is."""

    OUTLET = "outlet"
    BODY = "body"
    """A ministry, court, company, agency of state, international organisation."""
    PERSON = "person"
    ROLE = "role"
    """A person known by function alone but not anonymous (“the site manager”)."""
    UNNAMED = "unnamed"
    GROUP = "group"
    """Several at once (“analysts in Seoul”, “other media”)."""
    RECORD = "record"
    SENSOR = "sensor"
    RUMOUR = "rumour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One teller in a chain.

    Args:
        name: canonical name from the pack's registry where there is one; else the words, tidied; an unnamed source is
            “unnamed Gulf source (Radio Free Asia)”: described, and kept apart by who tells of it.
        kind: what it is.
        span: where the text names it (for a pronoun or free continuation: where its antecedent does).
        entity: id in the pack's registry, or None.
        members: who tells it, where several do together and the words set them apart (“police and a witness”); then `name` is that of all of them.
    """

    name: str
    kind: LinkKind
    span: Span
    entity: str | None = None
    members: tuple[Link, ...] = ()

    @property
    def each(self) -> tuple[Link, ...]:
        """Those who tell it together, each alone; itself where it is one."""
        return self.members or (self,)


@dataclass(frozen=True, slots=True)
class Chain:
    """The hearsay chain, outermost teller first, innermost source last. The report's own outlet is not in it.

    >>> str(Chain())
    '(own voice)'
    """

    links: tuple[Link, ...] = ()

    @property
    def innermost(self) -> Link | None:
        """Whoever is said to know; None in the report's own voice."""
        return self.links[-1] if self.links else None

    @property
    def names(self) -> list[str]:
        """The names, outermost first."""
        return [link.name for link in self.links]

    @property
    def each(self) -> tuple[Link, ...]:
        """All its tellers, those who tell together each alone."""
        return tuple(one for link in self.links for one in link.each)

    def apart(self) -> tuple[Chain, ...]:
        """The chain as each of those has it who tell together; itself alone where nobody does, or where there would be more than a report can mean.

        >>> a, b = (Link(name=n, kind=LinkKind.OUTLET, span=Span(0, 1)) for n in "AB")
        >>> both = Link(name="A and B", kind=LinkKind.GROUP, span=Span(0, 1), members=(a, b))
        >>> [str(chain) for chain in Chain((both, Link(name="C", kind=LinkKind.BODY, span=Span(2, 3)))).apart()]
        ['A ← C', 'B ← C']
        """
        ways = prod(len(link.each) for link in self.links)
        if ways == 1 or ways > MOST_WAYS:
            return (self,)
        return tuple(Chain(links) for links in product(*(link.each for link in self.links)))

    def __len__(self) -> int:
        return len(self.links)

    def __add__(self, other: Chain) -> Chain:
        """What `other` tells, told by this one; a teller who repeats himself stands once."""
        links = [*self.links]
        for link in other.links:
            if not links or links[-1].name != link.name:
                links.append(link)
        return Chain(tuple(links))

    def __str__(self) -> str:
        return " ← ".join(self.names) or "(own voice)"


class Basis(StrEnum):
    """How the innermost source knows."""

    WITNESSED = "witnessed"
    RECORD = "record"
    SENSOR = "sensor"
    TOLD = "told"
    READ = "read"
    RUMOUR = "rumour"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Anonymity(StrEnum):
    """Whether the innermost source is named."""

    NAMED = "named"
    UNNAMED = "unnamed"
    GROUP = "group"
    NONE = "none"


class Factuality(StrEnum):
    """How sure the statement is of its content, by its own words."""

    ASSERTED = "asserted"
    DENIED = "denied"
    RUMOURED = "rumoured"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    FORECAST = "forecast"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words on which a judgement rests: `of` names the judgement (“factuality: rumoured”, “basis: sensor”)."""

    of: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attributed proposition of a report.

    Args:
        id: `<report>.s<start>-<end>` of its first and last content character: from content alone.
        content: the proposition's words, without cue, speaker, complementiser, quote marks and final punctuation.
        cue: the words of saying of the innermost source named in the sentence; None in free continuation and own voice.
        speaker: the words that name who says it; None in free continuation and own voice.
        confidence: 0 to 1, of the attribution.
        how: the rule or model that found it.
        marks: the words on which basis and factuality rest.
    """

    id: str
    report: str
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    chain: Chain
    basis: Basis
    anonymity: Anonymity
    factuality: Factuality
    confidence: float
    how: str
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        if not self.content:
            raise Ungrounded("A statement must point at the words of its content.")

    @property
    def hull(self) -> Span:
        """From the first to the last character of the content."""
        return self.content[0].hull(self.content[-1])


def statement_id(report: str, content: tuple[Span, ...]) -> str:
    """The id of a statement with this content."""
    return f"{report}.s{content[0].start}-{content[-1].end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an event happened.

    Args:
        date: as precisely as the words give it; without a year if nothing fixes one.
        span: the words; None only if the date comes from context, which `why` then names.
        why: how it was resolved (“‘last December’ against published 2016-06-08”).
    """

    date: PartialDate
    span: Span | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where.

    Args:
        name: as the gazetteer or the pack calls it, else the words.
        country: ISO 3166-1 alpha-2, or None.
        span: its words; None only if it comes from context.
        lat: degrees north, or None: a whole country has no point, and a name that no gazetteer knows has none.
        lon: degrees east, or None.
        why: on what the choice rests.
        precision: how much of the map it is: `country`, `region`, `county`, `city`, `site`, `route`, `bloc`, `named` (a name without
            a known point), or empty.
    """

    name: str
    country: str | None
    span: Span | None
    lat: float | None = None
    lon: float | None = None
    why: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who takes part, in which role of the event type; `entity` is an id of the pack's registry or None."""

    span: Span
    role: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A further value of a mention: `name` is a fact of the law vocabulary or an attribute of the event type."""

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An event told in a statement.

    Args:
        id: `<report>.e<start>-<end>` of the trigger, then `-<type>`.
        statement: id of the statement it is told in; None for the headline of a background event.
        type: id of an event type of the pack.
        trigger: the words that name the event.
    """

    id: str
    report: str
    statement: str | None
    type: str
    trigger: Span
    when: When | None = None
    place: Place | None = None
    actors: tuple[Actor, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    factuality: Factuality = Factuality.ASSERTED


def mention_id(report: str, trigger: Span, event_type: str) -> str:
    """The id of the mention with this trigger and type."""
    return f"{report}.e{trigger.start}-{trigger.end}-{event_type}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found in one report: the unit that join, trace, weigh and law work on."""

    report: Report
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]

    def statement(self, identifier: str | None) -> Statement | None:
        """The statement of that id, or None."""
        return next((s for s in self.statements if s.id == identifier), None)

"""The shape of what was read, as types: what a program that reads the rows of an export may rely on. A test holds it against `rows`.

Each class tells in its docstring what its fields hold; the description of the desk's API is made from it.
"""

from __future__ import annotations

import msgspec

from secondsource.model import Anonymity, Basis, Factuality, How, Marking, PersonalKind, RegionKind

Pair = list[int]
"""First character and the one after the last, counted from 0 in the report's text."""


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    """A row or a part of one."""


class Words(Shape):
    """Words of a report.

    Args:
        report: the report's name.
        span: first character and the one after the last, in the report's text.
        text: the words; masked.
    """

    report: str
    span: Pair
    text: str


class SaidWords(Words):
    """Words of a report and who says them.

    Args:
        report: the report's name.
        span: first character and the one after the last, in the report's text.
        text: the words; masked.
        chain: the outlet, then those whom it has speak, outermost first.
    """

    chain: list[str]


class Statement(Shape):
    """One attributed proposition of a report.

    Args:
        id: made from the report's id and its first and last character.
        report: the report's name, as the input gave it.
        report_id: the report's id, made from its capture.
        content: the spans of what is said.
        cue: the span of the word of saying.
        speaker: the span of whoever says it.
        chain: names, outermost teller first; empty for the report's own voice.
        basis: how the innermost source knows.
        anonymity: whether the innermost source is named.
        factuality: how sure it is by its own words.
        confidence: of the attribution, from 0 to 1.
        how: the rule or model that found it.
        text: the words of the content; masked.
        tlp: its report's marking, with the case's; null where neither is marked.
    """

    id: str
    report: str
    report_id: str
    content: list[Pair]
    cue: Pair | None
    speaker: Pair | None
    chain: list[str]
    basis: Basis
    anonymity: Anonymity
    factuality: Factuality
    confidence: float
    how: str
    text: str
    tlp: Marking | None


class Actor(Shape):
    """Somebody or something in an event.

    Args:
        role: what it is in the event.
        entity: id of an entity of the subject pack.
    """

    span: Pair
    role: str
    entity: str | None


class Quantity(Shape):
    """An amount: a range and the words it came from. A missing end is open.

    Args:
        what: what is counted; a currency's code if it is money.
        per: for which time or piece.
        usd_low: in US dollars, where the case holds a rate for the date.
        usd_high: likewise.
        rate: the rate and its source.
    """

    what: str
    low: float | None
    high: float | None
    span: Pair
    per: str | None
    usd_low: float | None
    usd_high: float | None
    rate: str | None


class Attribute(Shape):
    """Another attribute of an event, with its words."""

    name: str
    value: str
    span: Pair


class Mention(Shape):
    """An event told in a statement.

    Args:
        id: made from the report's id, the trigger and the type.
        report: the report's name.
        report_id: the report's id.
        statement: id of the statement that tells it.
        type: event type of the subject pack.
        trigger: span of the words that name the event.
        when: EDTF.
        country: ISO 3166-1 alpha-2.
        precision: how much of the map the place is.
        claim: id of the claim it belongs to; null for background.
        factuality: how sure it is by its own words.
        tlp: its report's marking, with the case's; null where neither is marked.
    """

    id: str
    report: str
    report_id: str
    statement: str | None
    type: str
    trigger: Pair
    when: str | None
    when_span: Pair | None
    place: str | None
    country: str | None
    precision: str | None
    place_span: Pair | None
    actors: list[Actor]
    quantities: list[Quantity]
    attributes: list[Attribute]
    claim: str | None
    factuality: Factuality
    tlp: Marking | None


class Zone(Shape):
    """Characters of a text that are not its running prose, from `start` to before `end`."""

    start: int
    end: int
    kind: RegionKind


class Hidden(Shape):
    """Characters of a text that are masked, from `start` to before `end`."""

    start: int
    end: int
    kind: PersonalKind


class ReportHead(Shape):
    """What is known of a report, and how each thing is known.

    Args:
        id: made from its capture.
        report: its name, as the input gave it.
        capture: SHA-256 of the bytes it was read from.
        part: which report of the capture, from 0.
        label: what the text is, if it is not the outlet's own.
        note: how the text was got, where that matters.
        translation_of: id or name of the report of which it is a translation made for the case; null for any other.
        translator: who translated it, as it may be shown.
        machine: whether a program did.
        published: EDTF, with the time of day where it is known.
        tlp: its marking, with the case's; null where neither is marked.
    """

    id: str
    report: str
    capture: str
    part: int
    label: str | None
    note: str | None
    translation_of: str | None
    translator: str | None
    machine: bool | None
    outlet: str | None
    outlet_how: How | None
    outlet_why: str | None
    title: str | None
    title_how: How | None
    title_why: str | None
    byline: str | None
    byline_how: How | None
    byline_why: str | None
    url: str | None
    url_how: How | None
    url_why: str | None
    language: str | None
    language_how: How | None
    language_why: str | None
    published: str | None
    published_how: How | None
    published_why: str | None
    tlp: Marking | None


class Report(ReportHead):
    """One publication: what is known of it, and its text.

    Args:
        id: made from its capture.
        report: its name, as the input gave it.
        capture: SHA-256 of the bytes it was read from.
        part: which report of the capture, from 0.
        label: what the text is, if it is not the outlet's own.
        note: how the text was got, where that matters.
        translation_of: id or name of the report of which it is a translation made for the case; null for any other.
        translator: who translated it, as it may be shown.
        machine: whether a program did.
        published: EDTF, with the time of day where it is known.
        tlp: its marking, with the case's; null where neither is marked.
        text: personal data masked, comments of readers made blank; all spans count its characters.
        noise: what is not its running prose.
        personal_data: what is masked.
    """

    text: str
    noise: list[Zone]
    personal_data: list[Hidden]

"""What the law says of a claim, in an order and in words for a reader; breach apart from duties, exposure and presumption."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.model import Element, Finding, Indicator, Presence, Truth
from secondsource.subjects import Subject
from secondsource.subjects.schema import Provision

from .footnotes import Notes
from .words import said_date, said_dates, sentence, word, words

FULL = frozenset({"breach", "presumption"})
"""Groups whose findings are shown element by element."""
_TYPE = re.compile(r"\b[A-Z]{3,}(?:[_ ][A-Z]+)*\b")
_COUNTRY = re.compile(r"(?<![\w/.-])[A-Z]{2}(?![\w/.-])")
_FACT = re.compile(r"\b[a-z]+\.[a-z_0-9]+\b")
_EVENT = {
    "event.date": "the date of the event",
    "event.type": "the kind of event",
    "event.country": "the country of the event",
    "event.factuality": "how sure the reports are",
    "provision.in_force_from": "the day the provision came into force",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementLine:
    """An element of a provision as it stands for the claim."""

    text: str
    state: str
    truth: str
    value: str
    why: str
    deciding: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding for a reader. `force` is `binding` or what else the text is; `verification` says how far the citation is checked."""

    provision: str
    name: str
    citation: str
    outcome: str
    says: str
    sentence: str
    summary: str
    who: str
    elements: tuple[ElementLine, ...]
    deciding: tuple[str, ...]
    turns_on: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str], ...]
    not_excluded: tuple[str, ...]
    force: str
    in_force: str
    verification: str
    verified: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawGroup:
    """Findings that belong under one heading."""

    id: str
    title: str
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gravest:
    """The gravest outcome of a claim: in words, with the provision."""

    says: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One of the eleven indicators, with the notes for and against it."""

    number: int
    name: str
    meaning: str
    state: str
    presence: str
    present: tuple[tuple[str, int], ...]
    against: tuple[tuple[str, int], ...]


def rank(finding: Finding) -> int:
    """How grave a finding's outcome is; 0 is gravest."""
    order: list[str] = words()["order"]
    return order.index(finding.outcome.value)


def gravest(findings: Iterable[Finding]) -> Gravest | None:
    """The gravest outcome among the findings; None if there are none."""
    found = sorted(findings, key=lambda f: (rank(f), f.provision))
    if not found:
        return None
    entry = words()["outcomes"][found[0].outcome.value]
    return Gravest(says=entry["short"], group=entry["group"])


def law_groups(findings: Iterable[Finding], pack: Subject, notes: Notes) -> tuple[LawGroup, ...]:
    """The findings under their headings, gravest first; headings without findings are left out."""
    entries = words()["outcomes"]
    ordered = sorted(findings, key=lambda f: (rank(f), f.provision))
    out = []
    for group, title in words()["groups"].items():
        lines = tuple(
            _line(f, pack.provisions.get(f.provision), pack, notes)
            for f in ordered
            if entries[f.outcome.value]["group"] == group
        )
        if lines:
            out.append(LawGroup(id=group, title=title, findings=lines))
    return tuple(out)


def fact_words(fact: str, pack: Subject) -> str:
    """A fact of the closed vocabulary in plain words: its meaning, or its name with dots and underscores made spaces."""
    if fact in _EVENT:
        return _EVENT[fact]
    for entry in pack.law.get("facts", ()):
        if entry["name"] == fact:
            return str(entry["meaning"])
    return fact.replace(".", ": ").replace("_", " ")


def plain(text: str, pack: Subject) -> str:
    """A text of the law room for a reader: dates, event types and facts of the vocabulary in words."""
    text = said_dates(text).replace(", an id of event_types.yaml", "")
    text = _COUNTRY.sub(lambda m: country(m[0], pack), text)
    text = _TYPE.sub(lambda m: _type_words(m[0], pack), text)
    return _FACT.sub(lambda m: fact_words(m[0], pack) if m[0] in _facts(pack) else m[0], text)


def country(code: str, pack: Subject) -> str:
    """The name of a country by its ISO code; a code nobody names comes back as it is."""
    host = pack.hosts.get(code)
    return host.name if host else str(words()["countries"].get(code, code))


def _type_words(identifier: str, pack: Subject) -> str:
    kind = pack.event_types.get(identifier.replace(" ", "_"))
    return (kind.title or identifier.replace("_", " ")).lower() if kind else identifier


def _facts(pack: Subject) -> frozenset[str]:
    return frozenset(str(entry["name"]) for entry in pack.law.get("facts", ()))


def _line(finding: Finding, provision: Provision | None, pack: Subject, notes: Notes) -> FindingLine:
    entry = words()["outcomes"][finding.outcome.value]
    status = str((provision.verification if provision else {}).get("status", "unverified"))
    return FindingLine(
        provision=finding.provision,
        name=_name(provision) if provision else finding.provision,
        citation=provision.citation if provision else finding.provision,
        outcome=finding.outcome.value,
        says=entry["says"],
        sentence=sentence(plain(finding.sentence, pack)),
        summary=provision.summary if provision else "",
        who=word("who", finding.who) if finding.who else "",
        # What is not shown gets no note: brief groups show what is said, the others need no elements.
        # That the provision speaks of this kind of event is why it stands here at all; it need not be said once more.
        elements=tuple(
            _element(e, finding, pack, notes) for e in finding.elements if _shown(e, finding, entry["group"])
        ),
        deciding=tuple(dict.fromkeys(fact_words(fact, pack) for fact in finding.deciding)),
        turns_on=tuple(dict.fromkeys(fact_words(fact, pack) for fact in finding.turns_on)),
        readings=tuple((_outcome_words(outcome), plain(condition, pack)) for outcome, condition in finding.readings),
        dates=tuple((name.replace("_", " ").replace(".", " "), _date(value)) for name, value in finding.dates),
        not_excluded=tuple(_exception(item, provision) for item in finding.not_excluded),
        force=provision.legal_force.replace("_", " ") if provision else "",
        in_force=_in_force(provision),
        verification=word("verification", status),
        verified=status == "verified",
        note=str((provision.verification if provision else {}).get("note", "") or ""),
    )


def _name(provision: Provision) -> str:
    paragraph = provision.paragraph
    if not paragraph:
        return provision.instrument
    return f"{provision.instrument}, {'paragraph ' if paragraph[:1].isdigit() else ''}{paragraph}"


def _outcome_words(outcome: str) -> str:
    entry = words()["outcomes"].get(outcome)
    return entry["says"] if entry else outcome.replace("_", " ")


def _date(value: str) -> str:
    try:
        return said_date(value)
    except (ValueError, IndexError):
        return value


def _exception(identifier: str, provision: Provision | None) -> str:
    """What an exception says; findings name it by its id."""
    for exception in provision.exceptions if provision else ():
        if exception.get("id") == identifier:
            return str(exception.get("text", identifier))
    return identifier.replace("_", " ")


def _shown(element: Element, finding: Finding, group: str) -> bool:
    if group == "spared" or (element.fact == "event.type" and element.fact not in finding.deciding):
        return False
    return group in FULL or (element.truth is Truth.MET and bool(element.refs))


def _in_force(provision: Provision | None) -> str:
    if provision is None or provision.in_force_from is None:
        return ""
    start = f"in force from {_date(provision.in_force_from)}"
    return f"{start} until {_date(provision.in_force_to)}" if provision.in_force_to else f"{start}"


def _element(element: Element, finding: Finding, pack: Subject, notes: Notes) -> ElementLine:
    truth = {Truth.MET: "met", Truth.UNKNOWN: "unknown", Truth.FAILED: "failed"}[element.truth]
    return ElementLine(
        text=plain(element.text, pack),
        state=word("truth", truth),
        truth=truth,
        value="" if element.value == "unknown" else plain(element.value, pack),
        # The rule by which one fact follows from others stands in the vocabulary; here it would drown the words.
        why="follows from other facts" if element.why.startswith("follows") else plain(element.why, pack),
        deciding=element.fact in finding.deciding,
        notes=notes.of_refs(element.refs),
    )


def indicator_lines(indicators: Iterable[Indicator], pack: Subject, notes: Notes) -> tuple[IndicatorLine, ...]:
    """The indicators of which something is said, in ILO's order, each with its words."""
    out = []
    for indicator in sorted(indicators, key=lambda i: i.number):
        if indicator.presence is Presence.NOT_MENTIONED:
            continue
        kind = pack.indicators.get(indicator.id)

        def said(refs: Iterable[object]) -> tuple[tuple[str, int], ...]:
            numbers = notes.of_refs(refs)  # type: ignore[arg-type]
            return tuple((notes.notes[n - 1].quote, n) for n in numbers)

        out.append(
            IndicatorLine(
                number=indicator.number,
                name=kind.ilo_name if kind else indicator.id.replace("_", " ").capitalize(),
                meaning=kind.meaning if kind else "",
                state=word("presence", indicator.presence),
                presence=indicator.presence.value,
                present=said(indicator.refs),
                against=said(indicator.against),
            )
        )
    return tuple(out)

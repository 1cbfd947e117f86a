"""One claim written up: what is said, by whom, from whom, and what follows from it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secondsource.model import (
    Anonymity,
    Basis,
    Claim,
    Factuality,
    Grade,
    How,
    Mention,
    Outcome,
    PartialDate,
    Relay,
    Support,
    Value,
)
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from .footnotes import Notes, Piece, SourceLine, quoted
from .law import IndicatorLine, Law, country, gravest, indicator_lines, law_of, rank
from .lineage import Lineage, lineage
from .words import count, said_attribute, said_bounds, said_date, said_dates, said_title, said_value, word, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement that tells of the claim.

    `chain` is outermost first; `access` says how its end knows, whether it is named, and every hedge.
    """

    statement: str
    quote: str
    chain: tuple[str, ...]
    access: str
    note: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one report says of the claim."""

    source: SourceLine
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalValue:
    """One of the values given, and by whom."""

    value: str
    who: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """The values given for one attribute; `clash` if they cannot all be right."""

    attribute: str
    values: tuple[RivalValue, ...]
    clash: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A claim as a dossier or a page shows it.

    Args:
        brief: told in a paragraph: a claim told once or without a source, on which no law turns.
        when_how: how the date is known where the words do not give it whole; empty if they do.
    """

    number: int
    id: str
    title: str
    lead: str
    kind: str
    brief: bool
    when: str
    when_how: str
    where: str
    status: str
    support: Support | None
    bounds: str
    grade: Grade | None
    letter: str
    digit: str
    gravest: str
    gravest_group: str
    tellings: tuple[Telling, ...]
    denials: tuple[Telling, ...]
    rivals: tuple[Rivals, ...]
    graph: Lineage
    law: Law
    indicators: tuple[IndicatorLine, ...]
    unmentioned: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its place in a page."""
        return f"c{self.number}"

    @property
    def wanted(self) -> tuple[str, ...]:
        """What would settle the claim or change its grade, each once."""
        settle = self.support.would_settle if self.support else ()
        return tuple(dict.fromkeys((*settle, *(self.grade.would_change if self.grade else ()))))


def weak(view: CaseView, claim: Claim) -> bool:
    """Whether a claim is told once or without a source.

    No origin is shown; or one report alone tells it, from one origin, and the law at most leaves it open.
    """
    support = view.support(claim.id)
    if support is not None and support.at_least == 0:
        return True
    several = len(claim.reports) > 1 or (support is not None and support.at_most > 1)
    return not several and not any(
        f.outcome.adverse and f.outcome not in (Outcome.CONDITIONAL, Outcome.CONCERN_ONLY)
        for f in view.findings_of(claim.id)
    )


def heading(claim: Claim, kind: str) -> str:
    """A claim's heading: its title with the dates written out."""
    return said_title(claim.title) or kind


def prominence(view: CaseView, claim: Claim) -> tuple[int | str, ...]:
    """Sort key of claims by importance.

    Weak ones last; then those that a binding rule reaches first; then the best supported, those in most reports, the earliest.
    """
    support = view.support(claim.id)
    groups = words()["outcomes"]
    reached = any(groups[f.outcome.value]["group"] in ("breach", "presumption") for f in view.findings_of(claim.id))
    when = claim.when.earliest.isoformat() if claim.when and claim.when.earliest else "9999"
    return (
        weak(view, claim),
        not reached,
        -(support.at_least if support else 0),
        -(support.at_most if support else 0),
        -len(claim.reports),
        min((rank(f) for f in view.findings_of(claim.id)), default=99),
        when,
        claim.id,
    )


def chapter(
    number: int,
    claim: Claim,
    view: CaseView,
    pack: Subject,
    notes: Notes,
    relays: Mapping[tuple[str, str], Relay],
    *,
    brief: bool = False,
) -> Chapter:
    """A claim written up.

    Args:
        number: its number in the dossier.
        claim: the claim.
        view: the case, already masked.
        pack: the subject's words.
        notes: gives out footnote numbers.
        relays: the relays of the case by taker and giver, as `relays_by_ends` gives them.
        brief: leave out what a paragraph does not show: rival values, lineage, indicators; no notes are given out for them.
    """
    support, grade = view.support(claim.id), view.grade(claim.id)
    tellings = _tellings(claim, view, notes, denying=False)
    denials = _tellings(claim, view, notes, denying=True)
    rivals = () if brief else _rivals(claim, view, pack, notes)
    when = said_date(claim.when)
    # A paragraph names rules and outcomes only, so whatever notes their elements would take are not given out.
    law = law_of(view.findings_of(claim.id), when, pack, Notes(view, notes.sources) if brief else notes)
    indicators = () if brief else view.indicators_of(claim.id)
    heaviest = gravest(view.findings_of(claim.id))
    event_type = pack.event_types.get(claim.type)
    kind = (event_type.title if event_type else "") or claim.type.replace("_", " ").lower()
    return Chapter(
        number=number,
        id=claim.id,
        title=heading(claim, kind),
        brief=brief,
        lead=_lead(claim, tellings, denials, view, notes.sources, support),
        kind=kind,
        when=when,
        when_how=_when_how(claim, view),
        where=where(claim, pack),
        status=word("status", claim.status),
        support=support,
        bounds=said_bounds(support.at_least, support.at_most) if support else "support not computed",
        grade=grade,
        letter=word("letters", grade.letter) if grade else "",
        digit=word("digits", grade.digit) if grade else "",
        gravest=heaviest.says if heaviest else "none found",
        gravest_group=heaviest.group if heaviest else "",
        tellings=tellings,
        denials=denials,
        rivals=rivals,
        graph=Lineage((), ()) if brief else lineage(claim, support, relays, notes),
        law=law,
        indicators=indicator_lines(indicators, pack, notes),
        unmentioned=tuple(
            pack.indicators[i.id].ilo_name.lower() if i.id in pack.indicators else i.id.replace("_", " ").lower()
            for i in indicators
            if not i.refs and not i.against
        ),
    )


def where(claim: Claim, pack: Subject) -> str:
    """Where a claim happened, in words: the place, and its country where that says more."""
    state = country(claim.country, pack) if claim.country else ""
    if claim.place and state and claim.place != state:
        return f"{claim.place} ({state})"
    return claim.place or state or "not known"


def _when_how(claim: Claim, view: CaseView) -> str:
    """How the claim's date was found where it is more than the words say, with the doubt about a report's own date."""
    if claim.when is None:
        return ""
    held = [m for m in view.mentions_of(claim) if m.when is not None and m.when.date == claim.when]
    # Words that say it themselves come before what only the context gives.
    held.sort(key=lambda m: m.when is None or m.when.span is None)
    if not held or held[0].when is None or not held[0].when.why:
        return ""
    said = said_dates(held[0].when.why)
    while (inner := re.search(r"from the context: as the event told before \((.*)\)$", said)) is not None:
        said = f"as the event told before: {inner[1]}" if "from the context" not in inner[1] else inner[1]
    report = view.report(held[0].report)
    if report is not None and report.published is not None and report.published.how is How.INFERRED:
        said += "; when the report was published is itself inferred"
    return said


def _lead(
    claim: Claim,
    tellings: tuple[Telling, ...],
    denials: tuple[Telling, ...],
    view: CaseView,
    sources: dict[str, SourceLine],
    support: Support | None,
) -> str:
    tells = [t.source.id for t in tellings]
    denies = [t.source.id for t in denials if t.source.id not in tells]
    outlets = list(dict.fromkeys(sources[r].known_as for r in tells))
    dates = [d for r in (tells or denies) if (found := view.report(r)) and (d := found.date)]
    told = f"Told in {count(len(tells), 'report')}" if tells else f"Only denied, in {count(len(denies), 'report')}"
    if len(tells) == 1:
        told += f" ({outlets[0]})"
    elif tells:
        told += f" by {count(len(outlets), 'outlet')}"
    when = _published(dates)
    if tells and denies:
        when += f", and denied in {count(len(denies), 'report')}"
    behind = ""
    if support is not None:
        low, high = support.at_least, support.at_most
        if high == 0:
            behind = "; no origin of its own stands behind it"
        elif low == high:
            behind = f"; behind {'it' if len(tells) == 1 else 'them'} stand{'s' if high == 1 else ''} " + count(
                high, "origin"
            )
        else:
            behind = f"; behind {'it' if len(tells) == 1 else 'them'} stand {said_bounds(low, high)}"
    status = "" if claim.status.value == "supported" else f"; {word('status_in_a_sentence', claim.status)}"
    return f"{told}{when}{behind}{status}."


def _published(dates: Iterable[PartialDate]) -> str:
    known = sorted(
        (d for d in dates if d.earliest and d.latest),
        key=lambda d: (d.earliest.isoformat() if d.earliest else "", d.text),
    )
    if not known:
        return ""
    first, last = said_date(known[0]), said_date(known[-1])
    if len(known) == 1 and known[0].is_interval:
        return f", published at a time known only as {first}"
    if known[0].is_interval or known[-1].is_interval:
        return f", the earliest published {first}, the latest {last}"
    return f", published {first}" if first == last else f", published between {first} and {last}"


def _tellings(claim: Claim, view: CaseView, notes: Notes, *, denying: bool) -> tuple[Telling, ...]:
    """What the reports say for the claim; or, if `denying`, against it. Each statement once, in order of publication and text."""
    told: defaultdict[str, dict[str, tuple[Mention, bool]]] = defaultdict(dict)
    for mention in view.mentions_of(claim):
        statement = view.statement(mention.statement)
        key = statement.id if statement else mention.id
        denies = Factuality.DENIED in (mention.factuality, statement.factuality if statement else None)
        first, denied = told[mention.report].get(key, (mention, False))
        told[mention.report][key] = (first, denied or denies)
    out = []
    for report in sorted(told, key=notes.order.__getitem__):
        said = tuple(_said(m, view, notes, denies=denies) for m, denies in told[report].values() if denies is denying)
        if said:
            out.append(Telling(source=notes.sources[report], said=said))
    return tuple(out)


def _said(mention: Mention, view: CaseView, notes: Notes, *, denies: bool) -> Said:
    report = view.report(mention.report)
    assert report is not None
    statement = view.statement(mention.statement)
    if statement is None:
        # Outside any statement only the words that name the event can be quoted.
        return Said(
            statement=mention.id,
            quote=quoted(report, (mention.trigger,)),
            chain=(),
            access=_access(Basis.UNKNOWN, Anonymity.NONE, mention.factuality),
            note=notes.of(mention.report, (mention.trigger,)),
            language=report.lang,
        )
    return Said(
        statement=statement.id,
        quote=quoted(report, statement.content),
        chain=tuple(statement.chain.names),
        access=_access(statement.basis, statement.anonymity, Factuality.DENIED if denies else statement.factuality),
        note=notes.of(statement.report, statement.content),
        language=report.lang,
    )


def _access(basis: Basis, anonymity: Anonymity, factuality: Factuality) -> str:
    """What a reader must know to judge the words; the plain case (named, stated as fact) goes without saying."""
    parts = [word("basis", basis)]
    if anonymity is not Anonymity.NAMED:
        parts.append(word("anonymity", anonymity))
    if factuality is not Factuality.ASSERTED:
        parts.append(word("factuality", factuality))
    return " · ".join(parts)


def _rivals(claim: Claim, view: CaseView, pack: Subject, notes: Notes) -> tuple[Rivals, ...]:
    """The attributes for which more than one value is given, those that clash first."""
    given: defaultdict[str, list[Value]] = defaultdict(list)
    for value in claim.values:
        given[value.attribute].append(value)
    clashing = {c.partition(":")[0] for c in claim.conflicts} | set(claim.conflicts)

    def clashes(attribute: str) -> bool:
        return attribute in clashing or attribute.partition(":")[0] in clashing

    if _same_countries(given, pack):
        del given["country"]
    rivals = sorted((a for a, values in given.items() if len(values) > 1), key=lambda a: (not clashes(a), a))
    return tuple(
        Rivals(
            attribute=said_attribute(attribute),
            values=tuple(_rival(value, view, pack, notes) for value in given[attribute]),
            clash=clashes(attribute),
        )
        for attribute in rivals
    )


def _same_countries(given: Mapping[str, list[Value]], pack: Subject) -> bool:
    """Whether the places given are but the countries given, so that saying both would say one thing twice."""
    countries = {country(v.value, pack) for v in given.get("country", ())}
    return bool(countries) and countries == {v.value for v in given.get("place", ())}


def _rival(value: Value, view: CaseView, pack: Subject, notes: Notes) -> RivalValue:
    said = country(value.value, pack) if value.attribute == "country" else said_value(value.attribute, value.value)
    who: dict[str, None] = {}
    for identifier in value.mentions:
        mention = view.mention(identifier)
        if mention is None:
            continue
        statement = view.statement(mention.statement)
        source = notes.sources[mention.report]
        inner = statement.chain.innermost if statement else None
        who[f"{source.known_as} ({source.label})" + (f", from {inner.name}" if inner else "")] = None
    return RivalValue(value=said, who=tuple(who), notes=notes.of_refs(value.refs))


__all__ = ["Chapter", "Piece", "RivalValue", "Rivals", "Said", "Telling", "chapter", "prominence"]

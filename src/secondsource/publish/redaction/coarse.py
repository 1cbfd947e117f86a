"""Places and days made coarser by rule: of people in flight, and of what unnamed sources alone tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from secondsource.model import (
    Claim,
    Finding,
    Grade,
    Indicator,
    Mention,
    PartialDate,
    Place,
    Reading,
    Span,
    Statement,
    Support,
)
from secondsource.model.edtf import MONTHS
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from ..names import country_in_english
from ..tongue import speaking
from ..words import said_date
from . import shown
from .replacing import rewritten
from .rules import Rule, Rules, coarser, narrower
from .sources import unnamed

_DAY = re.compile(rf"(?<!\d)(\d{{4}}-\d\d-\d\d)(?!\d)|(?<!\d)(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})(?!\d)")


T = TypeVar("T", Support, Grade, Finding, Indicator)


@dataclass(frozen=True, kw_only=True)
class Coarse:
    """What is made coarser in a case.

    Args:
        mentions: the rule for each mention that one applies to, by its id.
        claims: likewise for claims.
        places: names of places that must not be read anywhere, as the case has them and as reports spell them, with the country shown instead.
        days: days that must not be read in what is told of these claims.
    """

    mentions: Mapping[str, Rule] = field(default_factory=dict)
    claims: Mapping[str, Rule] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    days: frozenset[date] = frozenset()


def coarse_of(view: CaseView, beside: Iterable[Reading], rules: Rules, pack: Subject) -> Coarse:
    """What the rules make coarser.

    Args:
        view: the case.
        beside: readings left out of it; places that people fled to in them are hidden too.
        rules: of the subject.
        pack: the subject, for the names of countries.
    """
    claims = {claim.id: rule for claim in view.claims if (rule := _rule(claim, view, rules)) is not None}
    mentions = {m: claims[claim.id] for claim in view.claims if claim.id in claims for m in claim.mentions}
    places: dict[str, str] = {}
    days: set[date] = set()
    for reading in (*view.readings, *beside):
        for mention in reading.mentions:
            if mention.type in rules.events:
                mentions[mention.id] = rules.events[mention.type]
                places |= dict(_places(mention, reading, rules.events[mention.type], pack))
            if mention.id in mentions and mention.when is not None:
                days |= set(_days(mention.when.date, mentions[mention.id]))
    for claim in view.claims:
        if claim.id in claims and claim.when is not None:
            days |= set(_days(claim.when, claims[claim.id]))
    return Coarse(
        mentions=mentions, claims=claims, places=places, days=frozenset(days - _open_days(view, claims, pack))
    )


def spans_of(reading: Reading, coarse: Coarse) -> Iterator[tuple[Span, str]]:
    """The words of a report that say such a place or day more closely, with what is shown in their place."""
    for mention in reading.mentions:
        rule = coarse.mentions.get(mention.id)
        if rule is None:
            continue
        if mention.when is not None and mention.when.span is not None:
            new = coarser(mention.when.date, rule.time)
            if new != mention.when.date:
                yield mention.when.span, shown.day(new)
        place = mention.place
        if place is not None and place.span is not None and narrower(place.precision, rule.place):
            yield place.span, shown.place(coarse.places.get(place.name) or "")


def coarsened(view: CaseView, coarse: Coarse, pack: Subject) -> CaseView:
    """The case with these places and days made coarser in every value; the texts stay, their words are hidden by `spans_of`."""
    fixes: dict[str, Callable[[str], str]] = {}

    def fix_of(claim: str) -> Callable[[str], str] | None:
        if claim not in coarse.claims:
            return None
        if claim not in fixes:
            found = view.claim(claim)
            fixes[claim] = _fix(found, view, coarse) if found else str
        return fixes[claim]

    def each(values: Iterable[T]) -> tuple[T, ...]:
        return tuple(rewritten(v, fix) if (fix := fix_of(v.claim)) is not None else v for v in values)

    claims = tuple(
        _claim(c, coarse.claims[c.id], fix_of(c.id) or str) if c.id in coarse.claims else c for c in view.claims
    )
    readings = tuple(
        replace(
            r,
            mentions=tuple(
                _mention(m, coarse.mentions[m.id], pack) if m.id in coarse.mentions else m for m in r.mentions
            ),
        )
        for r in view.readings
    )
    return replace(
        view,
        readings=readings,
        claims=claims,
        traced=replace(view.traced, supports=each(view.supports)),
        grades=each(view.grades),
        findings=each(view.findings),
        indicators=each(view.indicators),
    )


def said_in_english(when: PartialDate) -> str:
    """A date in English words, whatever language is spoken: what stands in a quoted text is the same in every edition."""
    with speaking("en"):
        return said_date(when)


def _rule(claim: Claim, view: CaseView, rules: Rules) -> Rule | None:
    if claim.type in rules.events:
        return rules.events[claim.type]
    if claim.type not in rules.told or claim.when is None or coarser(claim.when, rules.unnamed.time) == claim.when:
        return None
    tells = [_statement(view, mention) for mention in view.mentions_of(claim)]
    alone = bool(tells) and all(s is not None and any(unnamed(link) for link in s.chain.each) for s in tells)
    return rules.unnamed if alone else None


def _statement(view: CaseView, mention: Mention) -> Statement | None:
    return view.statement(mention.statement)


def _places(mention: Mention, reading: Reading, rule: Rule, pack: Subject) -> Iterator[tuple[str, str]]:
    place = mention.place
    if place is None or not narrower(place.precision, rule.place):
        return
    state = country_in_english(place.country, pack) if place.country else ""
    if place.name == state:
        return
    yield place.name, state
    if place.span is not None:
        yield " ".join(place.span.of(reading.report.text).split()), state


def _days(when: PartialDate, rule: Rule) -> Iterator[date]:
    if when.precision == "day" and when.earliest is not None and coarser(when, rule.time) != when:
        yield date.fromisoformat(when.text[:10])


def _open_days(view: CaseView, claims: Mapping[str, Rule], pack: Subject) -> set[date]:
    """Days that are read elsewhere anyway: of publication, of rules of law, and of what no rule is about."""
    found = [report.date for report in view.reports] + [c.when for c in view.claims if c.id not in claims]
    ends = [end for when in found if when is not None for end in (when.earliest, when.latest)]
    return {end for end in ends if end is not None} | set(_days_in(repr(dict(pack.provisions))))


def _days_in(words: str) -> Iterator[date]:
    for match in _DAY.finditer(words):
        try:
            yield (
                date.fromisoformat(match[1])
                if match[1]
                else date(int(match[4]), MONTHS.index(match[3]) + 1, int(match[2]))
            )
        except ValueError:
            continue


def _fix(claim: Claim, view: CaseView, coarse: Coarse) -> Callable[[str], str]:
    """What makes the strings told of a claim coarser: days in figures and in words, and the place."""
    rule = coarse.claims[claim.id]
    dates = {claim.when} | {m.when.date for m in view.mentions_of(claim) if m.when is not None}
    table: dict[str, str] = {}
    for when in sorted((d for d in dates if d is not None), key=str):
        new = coarser(when, rule.time)
        if new != when:
            table[when.text] = new.text
            table[said_in_english(when)] = said_in_english(new)
    table |= {name: state for name, state in coarse.places.items() if state}
    if not table:
        return str
    words = sorted(table, key=lambda word: (-len(word), word))
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])")
    return lambda text: pattern.sub(lambda match: table[match[0]], text)


def _claim(claim: Claim, rule: Rule, fix: Callable[[str], str]) -> Claim:
    new = rewritten(claim, fix)
    return replace(new, when=coarser(claim.when, rule.time) if claim.when else None)


def _mention(mention: Mention, rule: Rule, pack: Subject) -> Mention:
    when, place = mention.when, mention.place
    if when is not None and (new := coarser(when.date, rule.time)) != when.date:
        when = replace(when, date=new, span=None, why="made coarser so that nobody can be recognised")
    if place is not None and narrower(place.precision, rule.place):
        state = country_in_english(place.country, pack) if place.country else "place hidden"
        place = Place(
            name=state,
            country=place.country,
            span=None,
            why="made coarser so that nobody can be recognised",
            precision="country",
        )
    return replace(mention, when=when, place=place)

"""From a claim to the facts of the law vocabulary: each with the words that give it; what no words give stays unknown.

Right law on wrong facts is wrong, so this module fills little: attributes the reader marked, cue words of the pack in the
claim's own statements, sums, named bodies in fitting roles. Whether work is exacted under menace, or a sum serves a banned
programme, is never concluded from words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import inf
from typing import Any

from ..model import BadPack, Claim, LegalFact, PartialDate, Range, Reading, Ref, Span, Support
from ..subjects import Subject
from ..subjects.files import alike
from ..subjects.schema import Entity
from .asked import asked_facts
from .claim_date import refs_of, when_of
from .country import country_facts
from .cues import Cues, Hit, Negation, hits, outermost
from .event import Event
from .factuality import factuality_of
from .material import Material, Told
from .values import BOOLEAN, DATE, INTEGER, NUMBER, Atom, FactType, Given, Unfit, days_of
from .vocabulary import FILE, vocabulary

_SUMS = {"cash.amount_usd": "USD", "cash.amount_jpy": "JPY", "transfer.amount_eur": "EUR", "transfer.amount_jpy": "JPY"}
_ROLES = {
    "payee.entity": frozenset({"receiver", "payee", "beneficiary", "recipient"}),
    "operator.entity": frozenset({"operator", "carrier", "airline"}),
    "party.entity": frozenset({"counterparty", "party", "partner"}),
}


_LIST = re.compile(r"[\s,]*(?:and|or|및|와|과)?[\s,]*")
_ELSEWHERE: dict[Any, str] = {False: "", True: "always", "if_one": "if_one"}


@dataclass(frozen=True, slots=True)
class _Cue:
    fact: str
    value: Any
    words: Cues
    types: frozenset[str]
    anywhere: str
    """Where else in the report it counts if the claim's own words give nothing: nowhere (empty), `always`, or `if_one`: if the report as a
    whole gives just one value."""
    generic: bool
    """Whether it counts only where no other value of its fact is found (a cannery is called a factory as well)."""


@lru_cache(maxsize=8)
def _cues(pack: Subject) -> tuple[_Cue, ...]:
    terms = vocabulary(pack).terms
    out = []
    for item in pack.law.get("fact_cues", ()):
        where = f"{FILE}: fact_cues.{item.get('fact')}"
        if item.get("fact") not in terms.facts:
            raise BadPack(f"{where}: the vocabulary has no such fact.{alike(item.get('fact'), terms.facts)}")
        if "value" not in item or "words" not in item:
            raise BadPack(f"{where}: needs a value, and words by language.")
        try:
            terms.facts[item["fact"]].given(item["value"], terms.known)
        except Unfit as error:
            raise BadPack(f"{where}: {error}.") from error
        anywhere = _ELSEWHERE.get(item.get("anywhere_in_report", False))
        if anywhere is None:
            raise BadPack(f"{where}: anywhere_in_report is true or if_one, not {item['anywhere_in_report']!r}.")
        types, generic = frozenset(item.get("types", ())), bool(item.get("generic"))
        out.append(_Cue(item["fact"], item["value"], Cues.of(item["words"]), types, anywhere, generic))
    return tuple(out)


def checked_cues(pack: Subject) -> int:
    """How many facts of the pack are found by words. Raises BadPack if a cue does not fit its fact."""
    return len({cue.fact for cue in _cues(pack)})


@lru_cache(maxsize=8)
def negation(pack: Subject) -> Negation:
    """The words of the pack that deny a cue."""
    return Negation.of(pack.law["negation_cues"])


def event_of(claim: Claim, readings: Sequence[Reading] | Material, support: Support | None, pack: Subject) -> Event:
    """The claim as an event for the law, each fact with the words that give it.

    Args:
        claim: the claim.
        readings: the case's readings, or the `Material` made of them once.
        support: the claim's support, which decides whether it counts as established; None if not traced.
        pack: for the vocabulary, its cues and the bodies it knows.
    """
    material = readings if isinstance(readings, Material) else Material(readings)
    told = material.told(claim)
    factuality, why = factuality_of(claim, told, support)
    grounds = {"event.factuality": LegalFact(name="event.factuality", value=factuality, assumed=True, why=why)}
    grounds["event.type"] = LegalFact(
        name="event.type",
        value=claim.type,
        refs=tuple(t.ref(t.mention.trigger) for t in told),
        why="the words that name the event",
    )
    when = when_of(claim, material, factuality, grounds)
    if claim.country:
        refs = refs_of(claim, "country", "place")
        grounds["event.country"] = LegalFact(
            name="event.country", value=claim.country, refs=refs, why="where the claim puts it"
        )
    wanted = asked_facts(pack).get(claim.type, frozenset())
    facts = {
        fact.name: fact
        for fact in (
            *_host_facts(claim, when, wanted, pack),
            *_sums(told, wanted),
            *_from_words(claim, told, wanted, pack),
        )
    }
    facts |= {fact.name: fact for fact in (*_entities(told, wanted, pack), *_attributes(told, pack))}
    return Event(
        id=claim.id,
        type=claim.type,
        date=when,
        country=claim.country,
        factuality=factuality,
        facts={name: facts[name] for name in sorted(facts)},
        place=claim.place,
        grounds=grounds,
    )


def _host_facts(claim: Claim, when: PartialDate | None, wanted: frozenset[str], pack: Subject) -> Iterator[LegalFact]:
    if claim.country is None:
        return
    first, last = days_of(when) if when is not None else (date.min, date.max)
    yield from (fact for fact in country_facts(claim.country, first, last, pack) if fact.name in wanted)


def _sums(told: Sequence[Told], wanted: frozenset[str]) -> Iterator[LegalFact]:
    for name, currency in _SUMS.items():
        if name not in wanted:
            continue
        found = [
            (item, q)
            for item in told
            if not item.denied
            for q in item.mention.quantities
            if q.what == currency and q.per is None
        ]
        if not found:
            continue
        value = _sum([q.range for _, q in found])
        if value is None:
            continue
        yield LegalFact(
            name=name,
            value=value,
            refs=tuple(item.ref(q.span) for item, q in found),
            why="the sums that the reports give",
        )


def _sum(ranges: Sequence[Range]) -> Any:
    """The sum that ranges give: those that overlap make one, those that do not are rivals; None if nothing is known of it."""
    ends = sorted((-inf if r.low is None else r.low, inf if r.high is None else r.high) for r in ranges)
    groups: list[tuple[float, float]] = []
    for low, high in ends:
        if groups and low <= groups[-1][1]:
            groups[-1] = (groups[-1][0], max(groups[-1][1], high))
        else:
            groups.append((low, high))
    values = [_plain_range(low, high) for low, high in groups if (low, high) != (-inf, inf)]
    return None if len(values) < len(groups) else values[0] if len(values) == 1 else {"one_of": values}


def _plain_range(low: float, high: float) -> Any:
    if low == high:
        return low
    return {key: end for key, end in (("min", low), ("max", high)) if abs(end) != inf}


def _entities(told: Sequence[Told], wanted: frozenset[str], pack: Subject) -> Iterator[LegalFact]:
    for name, roles in _ROLES.items():
        if name not in wanted:
            continue
        found: dict[str, list[Ref]] = {}
        for item in told:
            for actor in item.mention.actors:
                fits = actor.role in roles or (name == "operator.entity" and _is_airline(actor.entity, pack))
                if fits and actor.entity in pack.entities:
                    found.setdefault(str(actor.entity), []).append(item.ref(actor.span))
            if name == "operator.entity":
                for entity, span in _airlines(item, pack):
                    found.setdefault(entity, []).append(item.ref(span))
        if found:
            yield _fact(name, list(found), [ref for refs in found.values() for ref in refs], "named in this role")
        elif name == "operator.entity":
            yield from _only_airline(told, pack)


def _only_airline(told: Sequence[Told], pack: Subject) -> Iterator[LegalFact]:
    """The carrier, where the claim's own words name none and its reports name just one."""
    named: dict[str, list[Ref]] = {}
    for item in told:
        for entity, cues in _airline_names(pack):
            for hit in hits(item.text, item.reading.report.body(), cues, negation(pack))[:1]:
                named.setdefault(entity, []).append(item.ref(hit.span))
    if len(named) == 1:
        ((entity, refs),) = named.items()
        yield _fact("operator.entity", [entity], refs, "the only carrier that the report names")


def _is_airline(entity: str | None, pack: Subject) -> bool:
    return entity is not None and entity in pack.entities and pack.entities[entity].type == "airline"


def _airlines(item: Told, pack: Subject) -> Iterator[tuple[str, Span]]:
    for entity, cues in _airline_names(pack):
        for hit in hits(item.text, item.words(), cues, negation(pack)):
            yield entity, hit.span


@lru_cache(maxsize=8)
def _airline_names(pack: Subject) -> tuple[tuple[str, Cues], ...]:
    described = pack.law.get("carriers", {})
    return tuple(
        (entity.id, Cues.of(_names(entity, described.get(entity.id, {}))))
        for entity in pack.entities.values()
        if entity.type == "airline"
    )


def _names(entity: Entity, described: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """By language, the names of a carrier and how reports call it."""
    return {
        "en": (entity.name, *entity.aliases, *described.get("en", ())),
        "ko": (*entity.aliases, *described.get("ko", ())),
    }


def _attributes(told: Sequence[Told], pack: Subject) -> Iterator[LegalFact]:
    """Facts that the reader marked as attributes of a mention, under the vocabulary's own names."""
    terms = vocabulary(pack).terms
    found: dict[str, dict[str, tuple[Any, list[Ref]]]] = {}
    for item in told:
        for attribute in () if item.denied else item.mention.attributes:
            fact = terms.facts.get(attribute.name)
            value = None if fact is None or fact.from_event else _typed(fact, attribute.value)
            if fact is None or value is None:
                continue
            try:
                fact.given(value, terms.known)
            except Unfit:
                continue
            found.setdefault(fact.name, {}).setdefault(str(value), (value, []))[1].append(item.ref(attribute.span))
    for name, values in found.items():
        refs = [ref for _, places in values.values() for ref in places]
        yield _fact(name, [value for value, _ in values.values()], refs, "as the report says")


def _typed(fact: FactType, text: str) -> Any:
    if fact.kind == BOOLEAN:
        return {"true": True, "false": False}.get(text.lower())
    if fact.kind in (NUMBER, INTEGER):
        try:
            return float(text) if fact.kind == NUMBER else int(text)
        except ValueError:
            return None
    if fact.kind == DATE:
        return text
    return text


def _from_words(claim: Claim, told: Sequence[Told], wanted: frozenset[str], pack: Subject) -> Iterator[LegalFact]:
    by_fact: dict[str, list[_Cue]] = {}
    for cue in _cues(pack):
        if cue.fact in wanted and (not cue.types or claim.type in cue.types):
            by_fact.setdefault(cue.fact, []).append(cue)
    for name, cues in by_fact.items():
        yield from _one_fact(name, cues, told, pack)


def _one_fact(name: str, cues: Sequence[_Cue], told: Sequence[Told], pack: Subject) -> Iterator[LegalFact]:
    many = vocabulary(pack).terms.facts[name].many
    anywhere = next((cue.anywhere for cue in cues if cue.anywhere), "")
    found: dict[str, tuple[Any, list[Ref]]] = {}
    why = "the words of the claim"
    for item in told:
        if item.denied and not anywhere:
            continue
        for value, span in _nearest(_found(cues, item, item.words(), pack), item.mention.trigger, many, item.text):
            found.setdefault(str(value), (value, []))[1].append(item.ref(span))
    if not found and anywhere:
        why = "the report speaks of them elsewhere"
        for item in told:
            for value, span in _elsewhere(cues, item, anywhere, many, pack):
                found.setdefault(str(value), (value, []))[1].append(item.ref(span))
    if found:
        refs = [ref for _, places in found.values() for ref in places]
        values = [value for value, _ in found.values()]
        yield LegalFact(name=name, value=values, refs=tuple(refs), why=why) if many else _fact(name, values, refs, why)


def _elsewhere(cues: Sequence[_Cue], item: Told, anywhere: str, many: bool, pack: Subject) -> list[tuple[Any, Span]]:
    """What the report as a whole says, apart from what is no prose of its own."""
    found = _found(cues, item, item.reading.report.body(), pack)
    if anywhere == "if_one" and len({str(value) for value, _ in found}) != 1:
        return []
    return _nearest(found, item.mention.trigger, many, item.text)


@dataclass(slots=True)
class NearFacts:
    """Facts that words near a sentence give, as conditions see them; all else is unknown."""

    day: date
    known: dict[str, Given]

    def get(self, name: str) -> Given | None:
        """The alternatives for a fact, or None if no words give it."""
        return self.known.get(name)


def facts_near(text: str, span: Span, types: Sequence[str], pack: Subject) -> NearFacts:
    """What the words of a span give of the facts that cues of the pack know.

    Args:
        text: the whole text.
        span: the part to look at.
        types: the event types spoken of; cues of other types are left aside.
        pack: for its cues.
    """
    known: dict[str, list[Atom]] = {}
    for cue in _cues(pack):
        if cue.types and not cue.types.intersection(types):
            continue
        if any(not hit.negated for hit in hits(text, [span], cue.words, negation(pack))):
            fact = vocabulary(pack).terms.facts[cue.fact]
            known.setdefault(cue.fact, []).extend(fact.given(cue.value, vocabulary(pack).terms.known) or ())
    return NearFacts(date.min, {name: tuple(dict.fromkeys(values)) for name, values in known.items()})


def _found(cues: Iterable[_Cue], item: Told, spans: Sequence[Span], pack: Subject) -> list[tuple[Any, Hit]]:
    pairs = [(cue, hit) for cue in cues for hit in hits(item.text, spans, cue.words, negation(pack))]
    kept = set(outermost(hit for _, hit in pairs))
    pairs = [(cue, hit) for cue, hit in pairs if hit in kept and not hit.negated]
    exact = {str(cue.value) for cue, _ in pairs if not cue.generic}
    return [(cue.value, hit) for cue, hit in pairs if not (cue.generic and exact - {str(cue.value)})]


def _nearest(found: Sequence[tuple[Any, Hit]], trigger: Span, many: bool, text: str) -> list[tuple[Any, Span]]:
    if many or not found:
        return list(dict.fromkeys((value, hit.span) for value, hit in found))
    value, hit = min(found, key=lambda pair: (_distance(pair[1].span, trigger), pair[1].span, str(pair[0])))
    listed = [(value, hit.span)]
    # a list (“mining, logging and building firms”) leaves open which of them it is
    for other, beside in sorted(found, key=lambda pair: pair[1].span):
        if any(_LIST.fullmatch(_between(beside.span, span, text)) for _, span in listed):
            listed.append((other, beside.span))
    return listed


def _between(a: Span, b: Span, text: str) -> str:
    """The characters between two spans; something that is no list if they overlap."""
    return text[a.end : b.start] if a.end <= b.start else text[b.end : a.start] if b.end <= a.start else "overlap"


def _distance(a: Span, b: Span) -> int:
    return 0 if a.overlaps(b) else max(a.start - b.end, b.start - a.end)


def _fact(name: str, values: Sequence[Any], refs: Sequence[Ref], why: str) -> LegalFact:
    if len(values) == 1:
        return LegalFact(name=name, value=values[0], refs=tuple(dict.fromkeys(refs)), why=why)
    return LegalFact(
        name=name, value={"one_of": list(values)}, refs=tuple(dict.fromkeys(refs)), why=f"{why}; the accounts differ"
    )

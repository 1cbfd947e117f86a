"""The law vocabulary of a pack, read and checked: facts, groups, derivations, forces, kinds, factuality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from ..model import BadDate, BadPack, Outcome, PartialDate, Truth
from ..subjects import Subject
from ..subjects.files import alike
from .conditions import Condition, Facts, Group, Terms, truth_taking
from .values import ENTITY, EVENT_TYPE, OPERATORS, FactType, Given, Unfit, days_of, unanimous

FILE = "law_vocabulary.yaml"
OUT_OF_PLAY = frozenset({"exemption", "institution", "extension", "record"})
"""Kinds that never say anything of an event by themselves (law vocabulary: kinds)."""
_KIND_OUTCOMES = {
    "designation_criterion": Outcome.EXPOSURE,
    "presumption": Outcome.PRESUMPTION,
    "concern": Outcome.CONCERN_ONLY,
} | dict.fromkeys(OUT_OF_PLAY, Outcome.NOT_APPLICABLE)
_LISTS = ("un_listing", "us_listing", "rok_listing")


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a fact follows from others when it is not stated: the first case whose condition holds gives the value."""

    fact: str
    cases: tuple[tuple[Condition, Given], ...]
    why: str
    daily = False

    def value(self, facts: Facts) -> Given | None:
        """What follows, or None."""
        for condition, value in self.cases:
            # derivations speak of what is given
            truth = truth_taking(condition, facts, Truth.FAILED)
            if truth is not Truth.FAILED:
                return value if truth is Truth.MET else None
        return None


@dataclass(frozen=True, slots=True)
class ListingRule:
    """A fact that follows from the day on which a list named an entity.

    Args:
        dates: per entity the days between which the listing fell, None if it is listed on a day that is not known; an entity
            that the list does not name is not in it.
    """

    fact: str
    entity: str
    dates: Mapping[str, tuple[date, date] | None]
    why: str
    daily = True

    def value(self, facts: Facts) -> Given | None:
        """True from the day of listing, false before it or without one, None as long as the day is not known."""
        given = facts.get(self.entity)
        if given is None:
            return None
        truth = unanimous(self._on(str(entity), facts.day) for entity in given)
        return None if truth is Truth.UNKNOWN else (truth is Truth.MET,)

    def _on(self, entity: str, day: date) -> Truth:
        if entity not in self.dates:
            return Truth.FAILED
        listed = self.dates[entity]
        return Truth.UNKNOWN if listed is None else Truth.of(listed[1] <= day)

    def turning_days(self, facts: Facts) -> Iterator[date]:
        """The listing dates of the entities that a claim names."""
        for entity in facts.get(self.entity) or ():
            listed = self.dates.get(str(entity))
            if listed:
                yield from listed


Rule = Derivation | ListingRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The vocabulary of a pack. `factualities` maps a factuality to its effect: `none`, `lower`, `deny` or `no_event`."""

    terms: Terms
    rules: tuple[Rule, ...]
    forces: Mapping[str, Outcome]
    kinds: Mapping[str, Outcome | None]
    factualities: Mapping[str, str]

    def base_outcome(self, kind: str, force: str, where: str) -> Outcome:
        """What a provision of that kind and legal force says when all its elements are met. Raises BadPack if unknown."""
        if kind not in self.kinds:
            raise BadPack(f"{where}: there is no kind {kind!r}; one of {', '.join(self.kinds)}.")
        if force not in self.forces:
            raise BadPack(f"{where}: there is no legal_force {force!r}; one of {', '.join(self.forces)}.")
        return self.kinds[kind] or self.forces[force]


_PARTS = ("facts", "country_groups", "legal_forces", "derived_facts", "kinds", "factuality")


@lru_cache(maxsize=8)
def vocabulary(pack: Subject) -> Vocabulary:
    """The checked vocabulary of the pack. Raises BadPack, naming the field, if it does not hold together."""
    raw = pack.law
    if lacking := [name for name in _PARTS if name not in raw]:
        raise BadPack(
            f"{FILE}: the field “{lacking[0]}” is missing. Write it, or name in subject.yaml the pack that this one builds on: `base: dprk_labour`."
        )
    facts: dict[str, FactType] = {}
    for number, item in enumerate(raw["facts"], 1):
        fact = _fact(item, f"{FILE}: facts[{number}]")
        if fact.name in facts:
            raise BadPack(f"{FILE}: facts.{fact.name} stands twice. Rename one.")
        facts[fact.name] = fact
    known = {EVENT_TYPE: frozenset(pack.event_types), ENTITY: frozenset(pack.entities)}
    groups = {name: _group(name, item) for name, item in raw["country_groups"].items() if name != "note"}
    terms = Terms(MappingProxyType(facts), MappingProxyType(groups), MappingProxyType(known))
    forces = {
        name: _outcome(item["base_outcome"], f"legal_forces.{name}") for name, item in raw["legal_forces"].items()
    }
    return Vocabulary(
        terms=terms,
        rules=tuple(_rule(item, terms, pack) for item in raw["derived_facts"]),
        forces=MappingProxyType(forces),
        kinds=MappingProxyType({name: _KIND_OUTCOMES.get(name) for name in raw["kinds"]}),
        factualities=MappingProxyType({name: _effect(text) for name, text in raw["factuality"]["effect"].items()}),
    )


def _needs(item: Any, fields: Iterable[str], where: str) -> None:
    """Raises BadPack if a group of fields lacks one."""
    missing = [name for name in fields if not isinstance(item, Mapping) or name not in item]
    if missing:
        raise BadPack(f"{where}: the field “{missing[0]}” is missing.")


def _fact(item: Mapping[str, Any], where: str) -> FactType:
    _needs(item, ("name",), where)
    where = f"{FILE}: facts.{item['name']}"
    _needs(item, ("type", "meaning"), where)
    if item["type"] not in OPERATORS:
        raise BadPack(f"{where}: there is no type {item['type']!r}; one of {', '.join(OPERATORS)}.")
    if item["type"] == "enum" and not item.get("values"):
        raise BadPack(f"{where}: an enum needs its values.")
    return FactType(
        name=item["name"],
        kind=item["type"],
        meaning=item["meaning"],
        values=tuple(item.get("values", ())),
        many=bool(item.get("many")),
        unit=item.get("unit", ""),
        from_event=item.get("source") == "event",
    )


def _group(name: str, item: Mapping[str, Any]) -> Group:
    _needs(item, ("members",), f"{FILE}: country_groups.{name}")
    return Group(
        name,
        frozenset(item["members"]),
        {country: _day(text, f"{FILE}: {name}.from") for country, text in item.get("from", {}).items()},
        {country: _day(text, f"{FILE}: {name}.until") for country, text in item.get("until", {}).items()},
    )


def _rule(item: Mapping[str, Any], terms: Terms, pack: Subject) -> Rule:
    _needs(item, ("fact", "rule"), f"{FILE}: derived_facts")
    name = item["fact"]
    where = f"{FILE}: derived_facts.{name}"
    if name not in terms.facts:
        raise BadPack(f"{where}: the vocabulary has no such fact.{alike(name, terms.facts)}")
    if "listing" in item:
        _needs(item["listing"], ("entity", "list"), f"{where}.listing")
        entity, which = item["listing"]["entity"], item["listing"]["list"]
        if entity not in terms.facts or which not in _LISTS:
            raise BadPack(f"{where}: listing needs an entity fact and one of {', '.join(_LISTS)}.")
        return ListingRule(name, entity, _listing_days(pack, which), item["rule"])
    if not item.get("cases"):
        raise BadPack(f"{where}: needs listing or cases.")
    for case in item["cases"]:
        _needs(case, ("when", "value"), f"{where}.cases")
    try:
        cases = tuple(
            (terms.condition(case["when"], where), terms.facts[name].given(case["value"], terms.known) or ())
            for case in item["cases"]
        )
    except Unfit as error:
        raise BadPack(f"{where}: {error}.") from error
    return Derivation(name, cases, item["rule"])


def _listing_days(pack: Subject, which: str) -> Mapping[str, tuple[date, date] | None]:
    out: dict[str, tuple[date, date] | None] = {}
    for entity in pack.entities.values():
        listing = getattr(entity, which)
        if listing is None or not listing.date:
            continue
        try:
            when = PartialDate(listing.date)
        except BadDate as error:
            raise BadPack(f"entities/{entity.id}: {which}.date: {error}") from error
        out[entity.id] = days_of(when) if when.precision == "day" and not when.qualifier else None
    return MappingProxyType(out)


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except (ValueError, TypeError) as error:
        raise BadPack(f"{where}: {text!r} is not a day (YYYY-MM-DD).") from error


def _outcome(name: str, where: str) -> Outcome:
    try:
        return Outcome(name)
    except ValueError as error:
        raise BadPack(f"{FILE}: {where}: there is no outcome {name!r}.") from error


def _effect(text: str) -> str:
    if text == "none":
        return "none"
    first = text.split(",")[0]
    effects = {
        "breach becomes breach_if_confirmed": "lower",
        "not_applicable": "deny",
        "no_event_yet": "no_event",
    }
    if first not in effects:
        raise BadPack(f"{FILE}: factuality.effect: {text!r} is no effect; one of {', '.join(effects)}.")
    return effects[first]

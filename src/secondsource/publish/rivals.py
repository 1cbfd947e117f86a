"""The values that reports give for one attribute of a claim, side by side, each with who gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from secondsource.model import Claim, Value
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

from .footnotes import Notes
from .names import country, country_in_english, place
from .retold import named
from .tongue import say
from .words import said_attribute, said_value


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


def rivals_of(claim: Claim, view: CaseView, pack: Subject, notes: Notes) -> tuple[Rivals, ...]:
    """The attributes for which more than one value is given, those that clash first."""
    given: defaultdict[str, list[Value]] = defaultdict(list)
    for value in claim.values:
        given[value.attribute].append(value)
    clashing = {c.partition(":")[0] for c in claim.conflicts} | set(claim.conflicts)

    def clashes(attribute: str) -> bool:
        return attribute in clashing or attribute.partition(":")[0] in clashing

    if _same_countries(given, pack):
        del given["country"]
    several = sorted((a for a, values in given.items() if len(values) > 1), key=lambda a: (not clashes(a), a))
    return tuple(
        Rivals(
            attribute=said_attribute(attribute),
            values=tuple(_rival(value, view, pack, notes) for value in given[attribute]),
            clash=clashes(attribute),
        )
        for attribute in several
    )


def _same_countries(given: Mapping[str, list[Value]], pack: Subject) -> bool:
    """Whether the places given are but the countries given, so that saying both would say one thing twice."""
    countries = {country_in_english(v.value, pack) for v in given.get("country", ())}
    return bool(countries) and countries == {v.value for v in given.get("place", ())}


def _rival(value: Value, view: CaseView, pack: Subject, notes: Notes) -> RivalValue:
    said = said_value(value.attribute, value.value)
    if value.attribute in ("country", "place"):
        said = country(value.value, pack) if value.attribute == "country" else place(value.value, None, pack)
    who: dict[str, None] = {}
    for identifier in value.mentions:
        mention = view.mention(identifier)
        if mention is None:
            continue
        statement = view.statement(mention.statement)
        source = notes.sources[mention.report]
        inner = statement.chain.innermost if statement else None
        teller = f"{source.known_as} ({source.label})"
        who[say("{teller}, from {source}", teller=teller, source=named(inner.name)) if inner else teller] = None
    return RivalValue(value=said, who=tuple(who), notes=notes.of_refs(value.refs))

"""The network that claims make: a node for each name of the pack, place and country, an edge where one claim tells of both.

Only names of the pack's registries are people or bodies here; whoever a report names beside them may be a private person and stays out. Outlets
stay out too: they tell of everything, so they would join everything with everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from secondsource.model import Claim, Mention
from secondsource.publish.names import country_in_english
from secondsource.publish.names import place as place_name
from secondsource.publish.placing import place_of
from secondsource.publish.tongue import noted, noted_as, say, say_as
from secondsource.screen import Kind
from secondsource.store import CaseView
from secondsource.subjects import Subject

from ..worldmap.spots import atlas_name, country_name, withheld

_SPEAKING = frozenset({"body", "person"})
_PRECISIONS = {
    "city": noted_as("place", "city"),
    "site": noted_as("place", "site"),
    "named": noted_as("place", "place named in reports"),
    "region": noted_as("place", "region"),
    "county": noted_as("place", "county"),
    "route": noted_as("place", "route"),
}
_PLACES = frozenset(_PRECISIONS)


class Sort(StrEnum):
    """What a node is, in the order in which a picture has them."""

    SPEAKER = "speaker"
    """A body or a person in a public role who speaks of something."""
    BODY = "body"
    """A body of the subject that takes part: company, bank, ministry, airline."""
    PLACE = "place"
    COUNTRY = "country"


class Tie(StrEnum):
    """How a claim joins two nodes."""

    SPEAKS = noted("speaks of")
    PART = noted("takes part")
    TOGETHER = noted("take part together")
    ALIKE = noted("speak of the same")
    WITHIN = noted("lies in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A name. `key` is its address, `what` says what it is in a few words, `claims` are the ids of those that tell of it, `kind`
    decides how its name is compared with others; `precision` is that of a place.
    """

    kind: Kind = Kind.BODY
    key: str
    sort: Sort
    name: str
    what: str
    claims: tuple[str, ...]
    precision: str = ""

    @property
    def vague(self) -> bool:
        """Whether it is a place that no gazetteer knows."""
        return self.precision == "named"

    @property
    def route(self) -> bool:
        """Whether it is a way between two places."""
        return self.precision == "route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Two nodes, their keys in order, and the claims that join them."""

    ends: tuple[str, str]
    ties: tuple[Tie, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Network:
    """Nodes by key, edges by their ends, both in a fixed order."""

    nodes: Mapping[str, Node]
    edges: Mapping[tuple[str, str], Edge]

    def edge(self, one: str, other: str) -> Edge | None:
        """The edge between two keys, whichever comes first."""
        return self.edges.get((min(one, other), max(one, other)))

    def beside(self, key: str) -> tuple[str, ...]:
        """The keys that are joined with a key, in order."""
        return self._beside.get(key, ())

    @cached_property
    def _beside(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in self.edges:
            found[one].add(other)
            found[other].add(one)
        return {key: tuple(sorted(keys)) for key, keys in found.items()}


@dataclass(frozen=True, slots=True)
class _Named:
    key: str
    sort: Sort
    name: str
    what: str
    kind: Kind = Kind.BODY
    precision: str = ""


def network(claims: Iterable[Claim], view: CaseView, pack: Subject) -> Network:
    """The network that these claims make."""
    named: dict[str, _Named] = {}
    held: defaultdict[str, dict[str, None]] = defaultdict(dict)
    ties: defaultdict[tuple[str, str], set[Tie]] = defaultdict(set)
    joined: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for claim in claims:
        mentions = view.mentions_of(claim)
        for one, other, tie in _ties(claim, mentions, view, pack):
            ends = (min(one.key, other.key), max(one.key, other.key))
            ties[ends].add(tie)
            joined[ends][claim.id] = None
        for node in _all(claim, mentions, view, pack):
            named.setdefault(node.key, node)
            held[node.key][claim.id] = None
    nodes = {
        key: Node(
            key=key, sort=n.sort, name=n.name, what=n.what, kind=n.kind, claims=tuple(held[key]), precision=n.precision
        )
        for key, n in sorted(named.items())
    }
    edges = {
        ends: Edge(ends=ends, ties=tuple(sorted(ties[ends])), claims=tuple(joined[ends])) for ends in sorted(joined)
    }
    return Network(nodes=nodes, edges=edges)


def _ties(
    claim: Claim, mentions: tuple[Mention, ...], view: CaseView, pack: Subject
) -> Iterator[tuple[_Named, _Named, Tie]]:
    taking, speaking = _bodies(mentions, pack), _speakers(mentions, view, pack)
    place, state = _place(claim, mentions, pack), _state(claim, pack)
    where = place or state
    for one, other in combinations(taking, 2):
        yield one, other, Tie.TOGETHER
    for one, other in combinations(speaking, 2):
        yield one, other, Tie.ALIKE
    if where is not None:
        for one in taking:
            yield one, where, Tie.PART
    if place is not None and state is not None:
        yield place, state, Tie.WITHIN
    for one in speaking:
        for other in (*taking, *((where,) if where else ())):
            if one.key != other.key:
                yield one, other, Tie.SPEAKS


def _all(claim: Claim, mentions: tuple[Mention, ...], view: CaseView, pack: Subject) -> Iterator[_Named]:
    yield from _bodies(mentions, pack)
    yield from _speakers(mentions, view, pack)
    for node in (_place(claim, mentions, pack), _state(claim, pack)):
        if node is not None:
            yield node


def _bodies(mentions: Iterable[Mention], pack: Subject) -> list[_Named]:
    found = {a.entity: None for m in mentions for a in m.actors if a.entity in pack.entities}
    out = []
    for identifier in sorted(str(i) for i in found):
        entity = pack.entities[identifier]
        listed = [
            by
            for by, listing in (
                (say("the UN"), entity.un_listing),
                (say("the United States"), entity.us_listing),
                (say("the Republic of Korea"), entity.rok_listing),
            )
            if listing
        ]
        what = say_as("body", entity.type.replace("_", " "))
        if listed:
            what = say("{what}, on a list of {whose}", what=what, whose=say(" and ").join(listed))
        out.append(_Named(f"entity:{identifier}", Sort.BODY, entity.name, what))
    return out


def _speakers(mentions: Iterable[Mention], view: CaseView, pack: Subject) -> list[_Named]:
    said = (view.statement(m.statement) for m in mentions)
    found = {link.entity: None for s in said if s is not None for link in s.chain.each if link.entity}
    sources = [pack.sources[i] for i in sorted(found) if i in pack.sources and pack.sources[i].kind in _SPEAKING]
    return [
        _Named(
            f"source:{s.id}",
            Sort.SPEAKER,
            s.name,
            say_as("source type", s.type or s.kind),
            Kind.PERSON if s.kind == "person" else Kind.BODY,
        )
        for s in sources
    ]


def _place(claim: Claim, mentions: Iterable[Mention], pack: Subject) -> _Named | None:
    mentions = tuple(mentions)
    place = place_of(claim, mentions)
    if place is None or not place.name or place.precision not in _PLACES or withheld(claim, mentions, pack):
        return None
    if claim.country and place.name in (country_in_english(claim.country, pack), atlas_name(claim.country)):
        return None
    what = say_as("place", _PRECISIONS[place.precision])
    name = place_name(place.name, claim.country, pack)
    key = f"place:{claim.country or '-'}:{place.name}"
    return _Named(key, Sort.PLACE, name, what, precision=place.precision)


def _state(claim: Claim, pack: Subject) -> _Named | None:
    if not claim.country:
        return None
    what = say("host country") if claim.country in pack.hosts else say("country")
    return _Named(f"country:{claim.country}", Sort.COUNTRY, country_name(claim.country, pack), what)

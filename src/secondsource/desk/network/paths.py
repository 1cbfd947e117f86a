"""The shortest way between two names, and names that may be one and the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from secondsource.model import Claim
from secondsource.publish.tongue import noted
from secondsource.screen import THRESHOLD, Kind, likeness
from secondsource.screen.bodies import keys, prepared

from .graph import Network, Node, Sort


def shortest(network: Network, start: str, end: str) -> tuple[str, ...]:
    """The keys on a shortest way from `start` to `end`, both with them; empty if nothing joins them.

    Of several, the one whose steps rest on most claims, compared step by step; then the first by key.
    """
    if start not in network.nodes or end not in network.nodes:
        return ()
    away = _distances(network, end)
    if start not in away:
        return ()
    way = [start]
    while way[-1] != end:
        here = way[-1]
        nearer = [key for key in network.beside(here) if away.get(key, -1) == away[here] - 1]
        way.append(min(nearer, key=lambda key, here=here: (-_weight(network, here, key), key)))  # type: ignore[misc]
    return tuple(way)


def _weight(network: Network, one: str, other: str) -> int:
    edge = network.edge(one, other)
    return len(edge.claims) if edge else 0


def _distances(network: Network, start: str) -> Mapping[str, int]:
    """Steps from `start` to each key that can be reached."""
    away = {start: 0}
    edge_of = [start]
    while edge_of:
        ahead: list[str] = []
        for key in edge_of:
            for beside in network.beside(key):
                if beside not in away:
                    away[beside] = away[key] + 1
                    ahead.append(beside)
        edge_of = ahead
    return away


@dataclass(frozen=True, slots=True)
class Twins:
    """Two nodes that may be one, by their keys, and why one may think so. They are shown side by side and never joined."""

    one: str
    other: str
    why: str


def twins(network: Network, claims: Iterable[Claim]) -> tuple[Twins, ...]:
    """Names that may mean the same: told as rivals for the place of one claim, or spelt alike."""
    found: dict[tuple[str, str], str] = {}
    for one, other in _alike(network):
        found.setdefault((one, other), noted("spelt alike"))
    for one, other in _rivals(network, claims):
        found.setdefault((one, other), noted("reports give both for the place of one and the same claim"))
    return tuple(Twins(one, other, why) for (one, other), why in sorted(found.items()))


def _alike(network: Network) -> tuple[tuple[str, str], ...]:
    """Names spelt alike: places of one country among each other, bodies and people among each other; only those that share a key."""
    named = (n for n in network.nodes.values() if n.sort is not Sort.COUNTRY and not n.route)
    return _pairs_alike(tuple(sorted((n.key, n.name, _land(n), n.kind) for n in named)))


def _land(node: Node) -> str:
    return node.key.split(":")[1] if node.sort is Sort.PLACE else node.kind.value


@lru_cache(maxsize=16)
def _pairs_alike(named: tuple[tuple[str, str, str, Kind], ...]) -> tuple[tuple[str, str], ...]:
    """Which of these are spelt alike, by key; kept, since every look at the same claims asks it again."""
    groups: defaultdict[tuple[str, str], list[tuple[str, str, Kind]]] = defaultdict(list)
    for node, name, land, kind in named:
        for key in keys(prepared(name)):
            groups[land, key].append((node, name, kind))
    pairs = {pair for group in groups.values() for pair in combinations(group, 2)}
    return tuple(
        (one[0], other[0]) for one, other in sorted(pairs) if likeness(one[1], other[1], one[2]).score >= THRESHOLD
    )


def _rivals(network: Network, claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Of two known points each is itself; where one has no point, the two names may be one."""
    for claim in claims:
        names = sorted({v.value for v in claim.values if v.attribute == "place"})
        keys = [key for name in names if (key := f"place:{claim.country or '-'}:{name}") in network.nodes]
        for one, other in combinations(keys, 2):
            if any(network.nodes[key].vague for key in (one, other)):
                yield one, other

"""Sets the network, and the way between two of its names."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from secondsource.model import Claim
from secondsource.publish.tongue import noted, say

from ..asked import address
from ..entries import Entry, entry
from ..listing import Wish, chosen
from ..pages import set_of
from ..shelf import Shown
from ..worldmap.spots import withheld
from .drawn import network_svg
from .graph import Network, Node, Sort, network
from .paths import Twins, shortest, twins

MOST = 60
"""Nodes drawn at most, those of most claims first."""
LINES = 160
"""Ties drawn at most, likewise."""
LISTED = 80
"""Nodes of a sort listed at most, likewise."""
CHOICES = 300
"""Nodes of a sort to be chosen from at most, likewise."""
BESIDE = 6
"""Of what a node is joined with, how many are named in the list."""
STEPS = 40
"""Of what a node is joined with, how many are shown with their claims."""
CLAIMS = 30
"""Claims shown of one tie at most, the most important first."""
_HEADINGS = {
    Sort.SPEAKER: noted("Bodies and people in public roles who speak"),
    Sort.BODY: noted("Bodies that take part"),
    Sort.PLACE: noted("Places and routes"),
    Sort.COUNTRY: noted("Countries"),
}
_PATH = "/network/path"


@dataclass(frozen=True, slots=True)
class Step:
    """Two names and the claims that join them; `more` claims are not among the entries."""

    one: Node
    other: Node
    ties: tuple[str, ...]
    entries: tuple[Entry, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A name and the foremost of what it is joined with; `more` are not among them."""

    node: Node
    beside: tuple[Node, ...]
    more: int


def network_page(shown: Shown, wish: Wish) -> str:
    """The network of the claims asked for."""
    claims = _claims(shown, wish)
    whole = network(claims, shown.view, shown.pack)
    same = twins(whole, claims)
    drawn = _foremost(whole)

    def href(one: str, other: str) -> str:
        return address(_PATH, wish, **{"from": one, "to": other})

    return set_of(
        shown,
        "network.html.j2",
        at="/network",
        wish=wish,
        picture=network_svg(drawn, _within(drawn, same), href) if drawn.nodes else "",
        drawn=drawn,
        whole=whole,
        parts=_parts(whole, LISTED),
        listed=LISTED,
        same=_side_by_side(whole, same)[:LISTED],
        href=href,
        found=len(claims),
        total=len(shown.rows),
        choices=shown.facets.beside(wish),
    )


def path_page(shown: Shown, wish: Wish, start: str, end: str) -> str | None:
    """The shortest way between two names, or what one of them is joined with; None if a name is not in the network.

    Args:
        shown: the case.
        wish: the claims that may be gone by.
        start: the key of a node, or empty.
        end: likewise; empty for all that `start` is joined with.
    """
    claims = _claims(shown, wish)
    whole = network(claims, shown.view, shown.pack)
    if any(key and key not in whole.nodes for key in (start, end)):
        return None
    same = twins(whole, claims)
    if start and end:
        pairs = list(pairwise(shortest(whole, start, end)))
    else:
        pairs = [(start, node.key) for node in _beside(whole, start)] if start else []
    return set_of(
        shown,
        "path.html.j2",
        at="/network",
        wish=wish,
        start=whole.nodes.get(start),
        end=whole.nodes.get(end),
        steps=[_step(shown, whole, one, other) for one, other in pairs[:STEPS]],
        more=len(pairs) - STEPS,
        alone=_entries(shown, whole.nodes[start].claims) if start and not pairs and end in ("", start) else (),
        parts=_parts(whole, CHOICES, {start, end}),
        same=_side_by_side(whole, [t for t in same if {t.one, t.other} & {start, end}])[:LISTED],
        address=address,
    )


def _claims(shown: Shown, wish: Wish) -> list[Claim]:
    return [claim for row in chosen(shown.rows, wish) if (claim := shown.view.claim(row.id)) is not None]


def _parts(whole: Network, most: int, always: Set[str] = frozenset()) -> list[tuple[str, list[Listed]]]:
    """The nodes by sort, those with most claims first, each with what it is joined with; those of `always` whatever their number."""
    out = []
    for sort, heading in _HEADINGS.items():
        nodes = sorted((n for n in whole.nodes.values() if n.sort is sort), key=_weight)
        kept = [n for at, n in enumerate(nodes) if at < most or n.key in always]
        if kept:
            out.append((say(heading), [_listed(whole, node) for node in kept]))
    return out


def _listed(whole: Network, node: Node) -> Listed:
    beside = _beside(whole, node.key)
    return Listed(node, tuple(beside[:BESIDE]), max(len(beside) - BESIDE, 0))


def _beside(whole: Network, key: str) -> list[Node]:
    """What a node is joined with, by the most claims first."""

    def weight(node: Node) -> tuple[int, str, str]:
        edge = whole.edge(key, node.key)
        return -len(edge.claims) if edge else 0, node.name, node.key

    return sorted((whole.nodes[other] for other in whole.beside(key)), key=weight)


def _side_by_side(whole: Network, same: Sequence[Twins]) -> list[tuple[Node, Node, str]]:
    return [(whole.nodes[pair.one], whole.nodes[pair.other], say(pair.why)) for pair in same]


def _weight(node: Node) -> tuple[int, str, str]:
    return -len(node.claims), node.name, node.key


def _foremost(whole: Network) -> Network:
    """The part of the network that is drawn: names that are joined with something first, then those of most claims."""
    order = sorted(whole.nodes.values(), key=lambda node: (not whole.beside(node.key), *_weight(node)))
    kept = {node.key: node for node in order[:MOST]}
    inside = [edge for ends, edge in whole.edges.items() if ends[0] in kept and ends[1] in kept]
    lines = sorted(sorted(inside, key=lambda edge: -len(edge.claims))[:LINES], key=lambda edge: edge.ends)
    return Network(nodes=kept, edges={edge.ends: edge for edge in lines})


def _within(drawn: Network, same: Sequence[Twins]) -> list[Twins]:
    return [pair for pair in same if pair.one in drawn.nodes and pair.other in drawn.nodes]


def _step(shown: Shown, whole: Network, one: str, other: str) -> Step:
    edge = whole.edge(one, other)
    assert edge is not None
    entries = _entries(shown, edge.claims)
    return Step(
        whole.nodes[one],
        whole.nodes[other],
        tuple(say(tie) for tie in edge.ties),
        entries,
        max(len(edge.claims) - len(entries), 0),
    )


def _entries(shown: Shown, claims: Sequence[str]) -> tuple[Entry, ...]:
    out = []
    for identifier in sorted(claims, key=lambda claim: shown.numbers[claim])[:CLAIMS]:
        claim = shown.view.claim(identifier)
        if claim is not None:
            hidden = withheld(claim, shown.view.mentions_of(claim), shown.pack)
            out.append(entry(shown.rows[shown.numbers[identifier] - 1], claim, withheld=hidden))
    return tuple(out)

"""Sets the network, and the way between two of its names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from secondsource.model import Claim

from ..asked import address
from ..entries import Entry, entry
from ..listing import SUPPORT, Wish, chosen
from ..pages import set_of
from ..shelf import Shown
from ..worldmap.spots import withheld
from .drawn import network_svg
from .graph import Network, Node, Sort, network
from .paths import Twins, shortest, twins

MOST = 60
"""Nodes drawn at most, those of most claims first; the lists have all."""
_HEADINGS = {
    Sort.SPEAKER: "Bodies and people in public roles who speak",
    Sort.BODY: "Bodies that take part",
    Sort.PLACE: "Places and routes",
    Sort.COUNTRY: "Countries",
}
_PATH = "/network/path"


@dataclass(frozen=True, slots=True)
class Step:
    """Two names and the claims that join them."""

    one: Node
    other: Node
    ties: tuple[str, ...]
    entries: tuple[Entry, ...]


def network_page(shown: Shown, wish: Wish) -> str:
    """The network of the claims asked for."""
    claims = _claims(shown, wish)
    whole = network(claims, shown.view, shown.pack)
    same = twins(whole, claims, shown.pack)
    drawn = _foremost(whole)

    def href(one: str, other: str) -> str:
        return address(_PATH, wish, **{"from": one, "to": other})

    return set_of(
        shown,
        "network.html.j2",
        at="/network",
        wish=wish,
        picture=network_svg(drawn, _within(drawn, same), href) if drawn.nodes else "",
        drawn=len(drawn.nodes),
        whole=whole,
        parts=_parts(whole),
        same=[(whole.nodes[t.one], whole.nodes[t.other], t.why) for t in same],
        href=href,
        found=len(claims),
        total=len(shown.rows),
        kinds=shown.kinds,
        countries=shown.countries,
        supports=SUPPORT,
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
    same = twins(whole, claims, shown.pack)
    if start and end:
        pairs = list(pairwise(shortest(whole, start, end)))
    else:
        pairs = [(start, key) for key in whole.beside(start)] if start else []
    return set_of(
        shown,
        "path.html.j2",
        at="/network",
        wish=wish,
        start=whole.nodes.get(start),
        end=whole.nodes.get(end),
        steps=[_step(shown, whole, one, other) for one, other in pairs],
        alone=_entries(shown, whole.nodes[start].claims) if start and not pairs and end in ("", start) else (),
        parts=_parts(whole),
        same=[(whole.nodes[t.one], whole.nodes[t.other], t.why) for t in same if {t.one, t.other} & {start, end}],
        address=address,
    )


def _claims(shown: Shown, wish: Wish) -> list[Claim]:
    return [claim for row in chosen(shown.rows, wish) if (claim := shown.view.claim(row.id)) is not None]


def _parts(whole: Network) -> list[tuple[str, list[tuple[Node, list[Node]]]]]:
    """The nodes by sort, each with those it is joined with, those with most claims first."""
    out = []
    for sort, heading in _HEADINGS.items():
        nodes = sorted((n for n in whole.nodes.values() if n.sort is sort), key=_weight)
        if nodes:
            out.append(
                (heading, [(n, sorted((whole.nodes[k] for k in whole.beside(n.key)), key=_weight)) for n in nodes])
            )
    return out


def _weight(node: Node) -> tuple[int, str, str]:
    return -len(node.claims), node.name, node.key


def _foremost(whole: Network) -> Network:
    """The part of the network that is drawn: names that are joined with something first, then those of most claims."""
    order = sorted(whole.nodes.values(), key=lambda node: (not whole.beside(node.key), *_weight(node)))
    kept = {node.key: node for node in order[:MOST]}
    edges = {ends: edge for ends, edge in whole.edges.items() if ends[0] in kept and ends[1] in kept}
    return Network(nodes=kept, edges=edges)


def _within(drawn: Network, same: Sequence[Twins]) -> list[Twins]:
    return [pair for pair in same if pair.one in drawn.nodes and pair.other in drawn.nodes]


def _step(shown: Shown, whole: Network, one: str, other: str) -> Step:
    edge = whole.edge(one, other)
    assert edge is not None
    return Step(whole.nodes[one], whole.nodes[other], tuple(edge.ties), _entries(shown, edge.claims))


def _entries(shown: Shown, claims: Sequence[str]) -> tuple[Entry, ...]:
    out = []
    for identifier in sorted(claims, key=lambda claim: shown.numbers[claim]):
        claim = shown.view.claim(identifier)
        if claim is not None:
            hidden = withheld(claim, shown.view.mentions_of(claim), shown.pack)
            out.append(entry(shown.rows[shown.numbers[identifier] - 1], claim, withheld=hidden))
    return tuple(out)

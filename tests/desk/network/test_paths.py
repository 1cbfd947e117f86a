from __future__ import annotations

from itertools import pairwise

import networkx
from hypothesis import given
from hypothesis.strategies import integers, sets, tuples

from secondsource.desk.network.graph import Edge, Network, Node, Sort, Tie, network
from secondsource.desk.network.paths import shortest, twins
from secondsource.model import Value
from secondsource.subjects import load
from tests.desk.told import DOHA, case, place, told

PACK = load("dprk_labour")
NUMBERS = integers(0, 9)


def of(pairs: set[tuple[int, int]]) -> Network:
    ends = sorted({(f"n{min(p)}", f"n{max(p)}") for p in pairs if p[0] != p[1]})
    nodes = {f"n{n}": Node(key=f"n{n}", sort=Sort.BODY, name=str(n), what="", claims=()) for n in range(10)}
    return Network(nodes=nodes, edges={e: Edge(ends=e, ties=(Tie.PART,), claims=("c",)) for e in ends})


@given(sets(tuples(NUMBERS, NUMBERS), max_size=20), NUMBERS, NUMBERS)
def test_no_way_is_shorter_and_every_step_is_a_tie(pairs: set[tuple[int, int]], one: int, other: int) -> None:
    found = of(pairs)
    start, end = f"n{one}", f"n{other}"
    way = shortest(found, start, end)
    graph = networkx.Graph()
    graph.add_nodes_from(found.nodes)
    graph.add_edges_from(found.edges)
    if not networkx.has_path(graph, start, end):
        assert way == ()
        return
    assert (way[0], way[-1]) == (start, end)
    assert len(way) == 1 + networkx.shortest_path_length(graph, start, end)
    assert len(shortest(found, end, start)) == len(way)
    assert all(found.edge(a, b) for a, b in pairwise(way))


def test_of_equal_ways_the_one_with_more_claims_is_taken() -> None:
    found = of({(0, 1), (1, 3), (0, 2), (2, 3)})
    edge = Edge(ends=("n0", "n2"), ties=(Tie.PART,), claims=("a", "b"))
    better = Network(nodes=found.nodes, edges={**found.edges, ("n0", "n2"): edge})
    assert shortest(found, "n0", "n3") == ("n0", "n1", "n3")
    assert shortest(better, "n0", "n3") == ("n0", "n2", "n3")


def test_what_is_not_there_has_no_way() -> None:
    assert shortest(of(set()), "n0", "nowhere") == ()


def test_rival_names_are_kept_side_by_side() -> None:
    values = tuple(
        Value(attribute="place", value=v, mentions=(), refs=()) for v in ("Mirador hotel", "Mirador site", "Doha")
    )
    view = case(
        told(1, where=place("Mirador site", "QA", "named"), values=values),
        told(2, where=place("Mirador hotel", "QA", "named")),
        told(3, where=DOHA),
        told(4, where=place("Mirador Hotel", "QA", "named")),
        told(5, where=place("Mirador hotel", "KW", "named")),
    )
    found = network(view.claims, view, PACK)
    pairs = {(t.one, t.other): t.why for t in twins(found, view.claims)}
    assert pairs["place:QA:Mirador Hotel", "place:QA:Mirador hotel"] == "spelt alike"
    assert "same claim" in pairs["place:QA:Mirador hotel", "place:QA:Mirador site"]
    assert not any("KW" in key for pair in pairs for key in pair)
    assert not any(found.edge(*pair) for pair in pairs)


def test_two_known_points_are_two_places() -> None:
    values = tuple(Value(attribute="place", value=v, mentions=(), refs=()) for v in ("Doha", "Lusail"))
    lusail = place("Lusail", "QA", "city", (25.4, 51.5))
    view = case(told(1, where=DOHA, values=values), told(2, where=lusail))
    assert twins(network(view.claims, view, PACK), view.claims) == ()

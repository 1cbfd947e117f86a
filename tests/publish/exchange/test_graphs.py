from __future__ import annotations

import io
from typing import Any

import networkx as nx
from hypothesis import given, settings

from secondsource.publish.exchange.graphs import graph
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import cases, given_out, written


def plain(found: Any) -> tuple[dict[str, Any], list[Any]]:
    """Nodes with what is known of them, and edges likewise; what a format adds of its own left out."""
    nodes = {
        name: {key: value for key, value in held.items() if key != "name"} for name, held in found.nodes(data=True)
    }
    extra = {"id", "networkx_key"}
    edges = [(a, b, {k: v for k, v in held.items() if k not in extra}) for a, b, held in found.edges(data=True)]
    return nodes, sorted(edges, key=str)


@settings(max_examples=25, deadline=None)
@given(cases())
def test_both_formats_are_read_back_by_the_library(view: CaseView) -> None:
    expected = plain(graph(given_out(view)))
    assert plain(nx.read_graphml(io.BytesIO(written(view, "graphml")))) == expected
    assert plain(nx.read_gexf(io.BytesIO(written(view, "gexf")), version="1.3")) == expected


def test_edges_run_from_the_taker_to_the_giver_and_end_in_origins(view: CaseView) -> None:
    found = graph(given_out(view))
    wire, courier, gasang, bulletin = (report.id for report in view.reports)
    claim = view.claims[0].id
    assert {(a, b, held["how"]) for a, b, held in found.edges(data=True)} == {
        (courier, wire, "cites"), (gasang, wire, "translates"), (wire, f"{claim}:o1", "tells"), (bulletin, f"{claim}:o2", "tells"),
    }  # fmt: skip
    assert found.nodes[f"{claim}:o2"]["kind"] == "against"
    assert found.nodes[wire]["day"] == "2016-06-07"
    assert nx.number_weakly_connected_components(found) == 2

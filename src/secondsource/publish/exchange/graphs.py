"""Who had it from whom, as a graph for Gephi, Cytoscape and the like: GraphML and GEXF 1.3, both through networkx."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from typing import IO, Any

import networkx as nx

from secondsource.model.acting import harmless

from .dates import day_of
from .handed import Handed


def graph(handed: Handed) -> nx.MultiDiGraph[str]:
    """Reports, tellers outside the case and origins of claims, with an edge from whoever takes to whom it is taken from.

    Nodes carry `label`, `kind` (`report`, `source`, `origin`, `against`, `unrecorded`), and what is known of them; edges `how` and `strength`. A `how`
    of `tells` means that only the chain of tellers in the text says so. What is not known is left out: no attribute is ever empty.
    """
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=_text(handed.view.title))
    view = handed.view
    for report in view.reports:
        published = report.published.value if report.published else ""
        marking = view.marking_of_report(report.id)
        _node(
            found,
            report.id,
            label=report.outlet.value if report.outlet else view.name_of_report(report),
            kind="report",
            title=report.title.value if report.title else None,
            published=published,
            day=day_of(published) if published else None,
            language=report.language.value if report.language else None,
            tlp=marking.label if marking else None,
        )
    for relay in view.relays:
        if relay.giver not in found:
            _node(found, relay.giver, label=relay.giver, kind="source")
        _edge(
            found,
            relay.taker,
            relay.giver,
            how=relay.how.value,
            strength=float(relay.strength),
            named=relay.named,
            why=relay.why,
        )
    for support in view.supports:
        against = {origin.id for origin in support.against}
        for origin in (*support.origins, *support.against):
            end = f"{support.claim}:{origin.id}"
            kind = "against" if origin.id in against else "origin" if origin.recorded else "unrecorded"
            _node(found, end, label=origin.name, kind=kind, claim=support.claim, basis=origin.basis.value)
            for path in origin.paths or tuple((report,) for report in origin.reports):
                steps = [step for step in path if step not in (origin.id, origin.name)]
                for step in steps:
                    if step not in found:
                        _node(found, step, label=step, kind="source")
                for taker, giver in pairwise([*steps, end]):
                    if taker != giver and not found.has_edge(taker, giver):
                        _edge(found, taker, giver, how="tells")
    return found


def write_graphml(handed: Handed, file: IO[bytes]) -> None:
    """The graph as GraphML (http://graphml.graphdrawing.org/)."""
    held = BytesIO()
    nx.write_graphml_xml(graph(handed), held, named_key_ids=True)
    file.write(held.getvalue())


def write_gexf(handed: Handed, file: IO[bytes]) -> None:
    """The graph as GEXF 1.3 (https://gexf.net/). No date of writing: the same case gives the same bytes."""
    text = "\n".join(nx.generate_gexf(graph(handed), version="1.3"))
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1).encode() + b"\n")


def _node(found: nx.MultiDiGraph[str], name: str, **values: Any) -> None:
    found.add_node(name, **_held(values))


def _edge(found: nx.MultiDiGraph[str], taker: str, giver: str, **values: Any) -> None:
    found.add_edge(taker, giver, **_held(values))


def _held(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _text(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value is not None and value != ""
    }


def _text(value: str) -> str:
    return harmless(value)

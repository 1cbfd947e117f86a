from __future__ import annotations

from dataclasses import replace

from secondsource.publish.footnotes import Notes, source_lines
from secondsource.publish.lineage import (
    Edge,
    Lineage,
    Node,
    _broken_circles,
    _crowds_together,
    chain_lines,
    lineage,
    relays_by_ends,
)
from secondsource.store.view import CaseView


def graph(view: CaseView) -> Lineage:
    notes = Notes(view, source_lines(view))
    return lineage(view.claims[0], view.supports[0], relays_by_ends(view), notes)


def test_reports_lead_to_origins_through_relays(view: CaseView) -> None:
    wire, courier, gasang, bulletin = (r.id for r in view.reports)
    found = {(e.taker, e.giver): (e.how, e.hidden) for e in graph(view).edges}
    assert found == {
        (wire, "origin:o1"): ("tells", False),
        (courier, wire): ("cites", False),
        (gasang, wire): ("translates", True),
        (bulletin, "origin:o2"): ("tells", False),
    }
    assert graph(view).node("origin:o2").kind == "against"


def test_a_claim_without_support_shows_its_reports_alone(view: CaseView) -> None:
    notes = Notes(view, source_lines(view))
    alone = lineage(view.claims[0], None, {}, notes)
    assert [n.key for n in alone.nodes] == [r.id for r in view.reports]
    assert alone.edges == ()


def test_tellers_outside_the_case_have_a_box_of_their_own(view: CaseView) -> None:
    support = view.supports[0]
    origin = replace(support.origins[0], paths=((view.reports[0].id, "Far Bay Radio"),))
    notes = Notes(view, source_lines(view))
    drawn = lineage(view.claims[0], replace(support, origins=(origin,)), {}, notes)
    assert drawn.node("Far Bay Radio").kind == "teller"


def test_chain_lines_name_every_way(view: CaseView) -> None:
    lines = chain_lines(graph(view))
    assert any(
        line.startswith("가상일보 (R3, 8 June 2016) → [translates] Harbour Wire (R1, 7 June 2016 · invented) → foreman")
        for line in lines
    )
    assert len(lines) == 3


def test_a_circle_is_cut_at_the_edge_that_closes_it() -> None:
    edges = _broken_circles([Edge(taker=a, giver=b) for a, b in ("ab", "bc", "ca", "cd")])
    assert [e.back for e in edges] == [False, False, True, False]


def test_a_crowd_in_one_place_becomes_one_box() -> None:
    reports = [Node(key=f"r{n}", kind="report", title=f"Outlet {n}", small=f"R{n}, 8 June 2016") for n in range(14)]
    root = Node(key="root", kind="report", title="Root", small="R99, 7 June 2016")
    edges = tuple(Edge(taker=r.key, giver="root", how="cites") for r in reports)
    merged = _crowds_together(Lineage((*reports, root), edges))
    assert len(merged.nodes) == 2
    assert merged.edges == (Edge(taker="r0", giver="root", how="cites"),)
    assert merged.nodes[0].title.startswith("14 reports: Outlet 0, Outlet 1")


def test_lines_and_boxes_carry_their_evidence_for_the_pointer(view: CaseView) -> None:
    drawn = graph(view)
    tips = {(e.taker, e.giver): e.tip for e in drawn.edges}
    wire, _, gasang, _ = (r.id for r in view.reports)
    assert tips[gasang, wire].startswith(view.relays[1].why[:1].upper() + view.relays[1].why[1:])
    assert "“" in tips[gasang, wire]
    assert "Dock hands of Vessa down tools" in drawn.node(wire).tip
    assert "Invented for this test." in drawn.node(wire).tip
    assert all(node.tip for node in drawn.nodes)

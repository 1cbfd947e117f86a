from __future__ import annotations

from secondsource.desk.network.graph import Network, Sort, Tie, network
from secondsource.store.view import CaseView
from secondsource.subjects import load
from tests.desk.told import DOHA, KUWAIT, RAPPORTEUR, ROUTE, SOMEBODY, SPOKESMAN, UNNAMED, YARD, case, several, told

PACK = load("dprk_labour")


def made(view: CaseView) -> Network:
    return network(view.claims, view, PACK)


def test_ties_say_how_a_claim_joins_two_names() -> None:
    found = made(case(told(1, where=ROUTE, entities=("AIRKORYO", "MANSUDAE"), tellers=(SPOKESMAN, RAPPORTEUR))))
    route = "place:KW:Pyongyang-Kuwait"
    ties = {ends: edge.ties for ends, edge in found.edges.items()}
    assert ties == {
        ("country:KW", route): (Tie.WITHIN,),
        ("entity:AIRKORYO", "entity:MANSUDAE"): (Tie.TOGETHER,),
        ("entity:AIRKORYO", route): (Tie.PART,),
        ("entity:MANSUDAE", route): (Tie.PART,),
        ("entity:AIRKORYO", "source:NIS"): (Tie.SPEAKS,),
        ("entity:AIRKORYO", "source:DARUSMAN"): (Tie.SPEAKS,),
        ("entity:MANSUDAE", "source:NIS"): (Tie.SPEAKS,),
        ("entity:MANSUDAE", "source:DARUSMAN"): (Tie.SPEAKS,),
        (route, "source:NIS"): (Tie.SPEAKS,),
        (route, "source:DARUSMAN"): (Tie.SPEAKS,),
        ("source:DARUSMAN", "source:NIS"): (Tie.ALIKE,),
    }


def test_who_is_not_in_the_registry_stays_out() -> None:
    found = made(case(told(1, where=KUWAIT, tellers=(SOMEBODY, UNNAMED), entities=("NOBODY",))))
    assert list(found.nodes) == ["country:KW"]


def test_outlets_stay_out() -> None:
    outlet = next(s for s in PACK.sources.values() if s.kind == "outlet")
    kind, _, _ = SPOKESMAN
    found = made(case(told(1, where=KUWAIT, tellers=((kind, outlet.name, outlet.id),))))
    assert all(node.sort is Sort.COUNTRY for node in found.nodes.values())


def test_towns_of_people_in_flight_stay_out() -> None:
    found = made(case(told(1, where=DOHA, type="DESERTION")))
    assert list(found.nodes) == ["country:QA"]


def test_every_tie_rests_on_claims_that_tell_of_both_ends() -> None:
    found = made(several())
    assert found.edges
    for (one, other), edge in found.edges.items():
        assert one < other
        assert edge.claims
        assert set(edge.claims) <= set(found.nodes[one].claims) & set(found.nodes[other].claims)
        assert other in found.beside(one)
        assert found.edge(other, one) is edge


def test_a_place_without_a_country_is_a_name_too() -> None:
    found = made(case(told(1, where=YARD)))
    assert [node.name for node in found.nodes.values()] == ["Veld Shipyard"]

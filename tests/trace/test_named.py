"""Outlets that a text names outside of its chains, and sources cited where no claim ties the two reports."""

from secondsource.join import join
from secondsource.model import Basis, LinkKind
from secondsource.subjects.names import romanised, sound
from secondsource.trace import trace
from tests.newsroom import Says

STRIKE = {"when": "2019-05-03", "place": "Harbin", "country": "CN"}


def edges(room, pack):
    return {(r.taker, r.giver) for r in trace(room.readings, join(room.readings, pack), pack).relays}


def test_an_outlet_named_in_the_text_is_a_relay_if_it_told_the_same_before(newsroom, pack):
    newsroom.publish("a", "Harbour Gazette", "2019-06-01", Says(text="Strike at the cannery", **STRIKE))
    newsroom.publish("b", "Paper B", "2019-06-02", Says(text="Strike, which the Harbour Gazette had first", **STRIKE))
    newsroom.publish("c", "Paper C", "2019-06-02", Says(text="Strike, which nobody had first", **STRIKE))
    assert edges(newsroom, pack) == {("b", "a")}


def test_an_outlet_that_tells_of_something_else_is_no_relay_for_being_named(newsroom, pack):
    newsroom.publish(
        "a", "Harbour Gazette", "2018-01-01", Says(text="Seizure", type="CASH_SEIZURE", when="2017", country="LK")
    )
    newsroom.publish("b", "Paper B", "2019-06-02", Says(text="Strike, near the Harbour Gazette", **STRIKE))
    assert edges(newsroom, pack) == set()


def test_a_name_that_comes_along_with_a_cited_story_is_not_a_second_source(newsroom, pack):
    newsroom.publish("a", "Harbour Gazette", "2019-06-01", Says(text="Strike at the cannery", **STRIKE))
    cites = dict(chain=(("Harbour Gazette", LinkKind.OUTLET),), basis=Basis.READ, **STRIKE)
    newsroom.publish("b", "Paper B", "2019-06-02", Says(text="Strike, it says", **cites))
    onward = dict(chain=(("Paper B", LinkKind.OUTLET),), basis=Basis.READ, **STRIKE)
    newsroom.publish(
        "c", "Paper C", "2019-06-03", Says(text="Strike, as Paper B has it from Harbour Gazette", **onward)
    )
    assert edges(newsroom, pack) == {("b", "a"), ("c", "b")}


def test_a_cited_source_is_found_by_shared_matter_where_no_claim_is_shared(newsroom, pack):
    newsroom.publish(
        "a",
        "Harbour Gazette",
        "2019-06-01",
        Says(text="Seizure of 4,310 notes", type="CASH_SEIZURE", when="2019-05-03"),
    )
    cites = {"chain": (("Harbour Gazette", LinkKind.OUTLET),), "basis": Basis.READ}
    newsroom.publish(
        "b", "Paper B", "2019-06-02", Says(text="Courier held with 4,310 notes", type="CASH_COURIER", **cites)
    )
    assert edges(newsroom, pack) == {("b", "a")}


def test_a_description_is_no_name_of_an_outlet(newsroom, pack):
    cites = {"chain": (("their latest report", LinkKind.OUTLET),), "basis": Basis.READ}
    newsroom.publish("b", "Paper B", "2019-06-02", Says(text="Strike, it says", **cites, **STRIKE))
    assert edges(newsroom, pack) == set()


def test_a_hangul_name_and_its_latin_spelling_are_one_outlet(newsroom, pack):
    assert romanised("한강") == "hangang"
    assert sound("만조일보") == sound("Manjo Ilbo")
    newsroom.publish("a", "만조일보", "2019-06-01", Says(text="파업", **STRIKE), language="ko")
    cites = {"chain": (("Manjo Ilbo", LinkKind.OUTLET),), "basis": Basis.READ}
    newsroom.publish("b", "Paper B", "2019-06-02", Says(text="Strike, it says", **cites, **STRIKE))
    assert edges(newsroom, pack) == {("b", "a")}

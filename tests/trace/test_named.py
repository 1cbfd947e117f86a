"""Outlets that a text names outside of its chains, and sources cited where no claim ties the two reports."""

import pytest

from secondsource.join import join
from secondsource.model import Basis, LinkKind
from secondsource.subjects.names import romanised, skeleton, sound
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


def test_a_name_written_in_hangul_is_the_outlet_if_it_told_the_same_before(newsroom, pack):
    newsroom.publish("a", "Harbour Wire", "2019-06-01", Says(text="Strike at the cannery", **STRIKE))
    cites = dict(chain=(("하버와이어", LinkKind.OUTLET),), basis=Basis.READ, **STRIKE)
    newsroom.publish("b", "만조일보", "2019-06-02", Says(text="파업이 있었다", **cites), language="ko")
    other = {
        "chain": (("하버와이어", LinkKind.OUTLET),),
        "basis": Basis.READ,
        "type": "CASH_SEIZURE",
        "when": "2017",
        "country": "LK",
    }
    newsroom.publish("c", "새벽일보", "2019-06-02", Says(text="압류가 있었다", **other), language="ko")
    assert ("b", "a") in edges(newsroom, pack)
    assert ("c", "a") not in edges(newsroom, pack)


def test_consonants_that_several_outlets_share_name_none(newsroom, pack):
    newsroom.publish("a", "Harbour Wire", "2019-06-01", Says(text="Strike at the cannery", **STRIKE))
    newsroom.publish("d", "Herb Wiry", "2019-06-01", Says(text="Strike at the cannery", **STRIKE))
    cites = dict(chain=(("하버와이어", LinkKind.OUTLET),), basis=Basis.READ, **STRIKE)
    newsroom.publish("b", "만조일보", "2019-06-02", Says(text="파업이 있었다", **cites), language="ko")
    assert {to for taker, to in edges(newsroom, pack) if taker == "b"} == {"하버와이어"}
    assert skeleton("뉴욕타임스") == skeleton("New York Times") != skeleton("하버와이어")


def test_a_body_is_known_by_the_words_of_its_name(newsroom, pack):
    newsroom.publish("a", "Karavia Labour Inspectorate", "2019-06-01", Says(text="Strike at the cannery", **STRIKE))
    says = dict(chain=(("state inspectors", LinkKind.GROUP),), **STRIKE)
    newsroom.publish("b", "Paper B", "2019-06-02", Says(text="Strike, inspectors say", **says))
    officials = dict(chain=(("state officials", LinkKind.GROUP),), **STRIKE)
    newsroom.publish("c", "Paper C", "2019-06-02", Says(text="Strike, officials say", **officials))
    found = edges(newsroom, pack)
    assert ("b", "a") in found
    assert ("c", "a") not in found


def test_our_item_of_a_day_is_the_outlets_own(newsroom, pack):
    newsroom.publish("a", "Harbour Gazette", "2019-06-01", Says(text="Strike at the cannery", **STRIKE))
    newsroom.publish("b", "Harbour Gazette", "2019-06-03", Says(text="Strike at the cannery, more", **STRIKE))
    own = dict(chain=(("our item of 1 June", LinkKind.OUTLET),), basis=Basis.READ, **STRIKE)
    newsroom.publish("c", "Harbour Gazette", "2019-06-09", Says(text="Strike, as we wrote", **own))
    assert {to for taker, to in edges(newsroom, pack) if taker == "c"} == {"a"}


def test_a_body_is_known_by_its_translated_name(newsroom, pack):
    newsroom.publish("a", "Karavia Labour Inspectorate", "2019-06-01", Says(text="Strike at the cannery", **STRIKE))
    for name, body in (("b", "현지 노동감독청"), ("c", "현지 위원회")):
        says = dict(chain=((body, LinkKind.BODY),), **STRIKE)
        newsroom.publish(name, f"만조일보 {name}", "2019-06-02", Says(text="파업이 있었다", **says), language="ko")
    found = edges(newsroom, pack)
    assert ("b", "a") in found
    assert ("c", "a") not in found


@pytest.mark.parametrize("ending", ["Yours, Sister Agatha Moll", "Kind regards,\nAgatha Moll"])
@pytest.mark.parametrize("name", ["Agatha Moll", "Sister Agatha Moll", "아가타 몰 수녀"])
def test_who_signed_a_letter_is_cited_by_name_with_or_without_title_and_in_another_alphabet(
    newsroom, pack, ending, name
):
    closing = Says(text=f"\n\n{ending}\n\nQuay Mission, Quay 7. Gifts welcome", type=None)
    newsroom.publish("a", "Quay Mission", "2019-06-01", Says(text="Strike at the cannery", **STRIKE), closing)
    says = dict(chain=((name, LinkKind.PERSON),), **STRIKE)
    newsroom.publish("b", "만조일보", "2019-06-02", Says(text="Strike, she wrote", **says), language="ko")
    other = dict(chain=(("Berta Holm", LinkKind.PERSON),), **STRIKE)
    newsroom.publish("c", "Paper C", "2019-06-02", Says(text="Strike, another said", **other))
    assert edges(newsroom, pack) == {("b", "a")}


def test_a_breathed_consonant_is_one_letter_in_hangul():
    assert skeleton("아가타") == skeleton("Agatha")
    assert skeleton("조셉") == skeleton("Joseph")

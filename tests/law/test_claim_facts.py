"""From a claim's words to the facts of the vocabulary, each with its words."""

from __future__ import annotations

import pytest

from secondsource.law import event_of
from secondsource.law.claim_facts import event_of as same
from secondsource.law.material import Material
from secondsource.model import Value

TOLD = ("asserted", "told", "unnamed")


def event(case, pack, kind, sentence, trigger, **more):
    made = case(kind, [(sentence, *TOLD)], trigger, **more)
    return made, event_of(made.claim, made.readings, made.support, pack)


@pytest.mark.parametrize(
    ("kind", "sentence", "trigger", "fact", "value", "words"),
    [
        ("WORK_PRESENCE", "Some North Korean builders work in the port", "work", "worker.nationality", "KP", ["North Korean"]),
        ("WORK_PRESENCE", "Some North Korean builders work in the port", "work", "work.purpose", "construction", ["builders"]),
        ("WORK_PRESENCE", "북한 노동자들이 식당에서 일한다", "일한다", "worker.nationality", "KP", ["북한 노동자"]),
        ("WORK_AUTHORISATION", "The office renewed the work permits of North Koreans", "renewed", "authorisation.act", "renew", ["renewed"]),
        ("WORK_AUTHORISATION", "The office renewed their work permits", "renewed", "authorisation.kind", "work_permit", ["work permits"]),
        ("WORK_AUTHORISATION", "The ministry stopped issuing permits", "issuing", "authorisation.act", "deny", ["stopped issuing"]),
        ("WORK_AUTHORISATION", "They came on student visas granted in May", "granted", "authorisation.kind", "student_visa", ["student visas"]),
        ("CASH_SEIZURE", "Customs seized undeclared cash from a North Korean", "seized", "cash.declared", False, ["undeclared"]),
        ("CASH_SEIZURE", "Customs seized gold bars from a North Korean", "seized", "cash.kind", "gold", ["gold bars"]),
        ("CASH_SEIZURE", "He was held with cash on his way to Pyongyang", "held", "cash.travels_to_or_from_dprk", True, ["to Pyongyang"]),
        ("FLIGHT_OR_ROUTE_CHANGE", "Air Koryo resumed its flights", "resumed", "operator.entity", "AIRKORYO", ["Air Koryo"]),
        ("FLIGHT_OR_ROUTE_CHANGE", "Air Koryo resumed its flights", "resumed", "route.change", "resume", ["resumed"]),
    ],
)  # fmt: skip
def test_a_fact_and_its_words(kind, sentence, trigger, fact, value, words, case, pack):
    made, found = event(case, pack, kind, sentence, trigger)
    assert found.facts[fact].value == value
    assert made.words(found.facts[fact].refs) == words


def test_what_no_words_give_stays_unknown(case, pack):
    _, found = event(case, pack, "WORK_PRESENCE", "Men worked in the port", "worked", country=None)
    assert dict(found.facts) == {}


@pytest.mark.parametrize(
    "fact", ["work.under_menace_of_penalty", "work.voluntary", "transfer.contributes_to_programme_or_evasion"]
)
def test_legal_conclusions_are_never_drawn_from_words(fact, case, pack):
    sentence = "North Korean builders worked under threat of death to fund the missile programme"
    for kind in ("WORK_PRESENCE", "WAGE_PAYMENT", "CASH_SEIZURE"):
        assert fact not in event(case, pack, kind, sentence, "worked")[1].facts


def test_a_negated_word_gives_nothing(case, pack):
    _, found = event(case, pack, "WORK_AUTHORISATION", "The office has not renewed any papers", "renewed")
    assert "authorisation.act" not in found.facts


def test_nationality_may_stand_elsewhere_in_the_report_and_says_so(case, pack):
    made, found = event(
        case, pack, "WORK_PRESENCE", "The men work by the river", "work", title="North Koreans by the river"
    )
    assert made.words(found.facts["worker.nationality"].refs) == ["North Koreans"]
    assert "elsewhere" in found.facts["worker.nationality"].why


def test_sums_are_ranges_from_least_to_most(case, pack):
    tellings = [("He carried $150,000 on board", *TOLD), ("He carried $150,000 in a bag", *TOLD)]
    made = case("CASH_COURIER", tellings, "carried", usd=("$150,000", 142500, 157500))
    found = event_of(made.claim, made.readings, made.support, pack)
    assert found.facts["cash.amount_usd"].value == {"min": 142500, "max": 157500}
    assert made.words(found.facts["cash.amount_usd"].refs) == ["$150,000", "$150,000"]


def test_rival_accounts_stay_side_by_side(case, pack):
    tellings = [("The permits were renewed", *TOLD), ("The permits were revoked", *TOLD)]
    made = case("WORK_AUTHORISATION", tellings, "permits")
    assert event_of(made.claim, made.readings, made.support, pack).facts["authorisation.act"].value == {
        "one_of": ["renew", "revoke"]
    }


def test_denied_words_give_no_fact(case, pack):
    made = case("WORK_AUTHORISATION", [("We renewed permits", "denied", "told", "named")], "renewed")
    assert "authorisation.act" not in event_of(made.claim, made.readings, made.support, pack).facts


def test_a_payee_needs_the_role(case, pack):
    sentence = "The firm paid wages to Mansudae"
    role = event(case, pack, "WAGE_PAYMENT", sentence, "paid", actor=("Mansudae", "receiver", "MANSUDAE"))[1]
    other = event(case, pack, "WAGE_PAYMENT", sentence, "paid", actor=("Mansudae", "employer", "MANSUDAE"))[1]
    assert role.facts["payee.entity"].value == "MANSUDAE"
    assert "payee.entity" not in other.facts


@pytest.mark.parametrize(("country", "value"), [("RU", True), ("KP", False), ("SE", None)])
def test_the_host_as_party_to_the_convention(country, value, case, pack):
    found = event(case, pack, "WORK_PRESENCE", "North Koreans work there", "work", country=country)[1].facts.get(
        "host.c029_party"
    )
    assert (found.value if found else None) == value
    assert found is None or (found.assumed and "not confirmed" in found.why)


def test_reports_that_disagree_on_the_day_give_the_period(case, pack):
    values = tuple(Value(attribute="when", value=day, mentions=(), refs=()) for day in ("2019-12-20", "2019-12-28"))
    made = case(
        "WORK_PRESENCE", [("Men worked", *TOLD)], "worked", when="2019-12-20", values=values, conflicts=("when",)
    )
    assert event_of(made.claim, made.readings, made.support, pack).date.text == "2019-12-20/2019-12-28"


def test_an_undated_plan_takes_the_date_of_the_claim(case, pack):
    made = case("WORK_PRESENCE", [("Men will work there", "planned", "told", "named")], "work", when=None)
    found = event_of(made.claim, made.readings, made.support, pack)
    assert found.date.text == "2018-06-01"
    assert found.grounds["event.date"].assumed


def test_readings_or_material_give_the_same(case, pack):
    made = case("WORK_PRESENCE", [("North Korean builders work", *TOLD)], "work")
    assert same(made.claim, Material(made.readings), made.support, pack) == event_of(
        made.claim, made.readings, made.support, pack
    )


@pytest.mark.parametrize(
    ("when", "expected"), [(None, "../2018-06-01"), ("2017/..", "2017-01-01/2018-06-01"), ("2017", "2017")]
)
def test_what_is_told_as_past_lies_before_the_report(when, expected, case, pack):
    made = case("WORK_PRESENCE", [("Men worked there", *TOLD)], "worked", when=when)
    assert event_of(made.claim, made.readings, made.support, pack).date.text == expected


def test_the_work_may_stand_elsewhere_if_the_report_speaks_of_one_kind_only(case, pack):
    how = ("asserted", "told", "unnamed")
    told = "North Koreans are still in Doha"
    one = case("WORK_PRESENCE", [(told, *how)], "still", title="The builders had waited for months.")
    two = case("WORK_PRESENCE", [(told, *how)], "still", title="The builders waited. So did the nurses.")
    found, open_ = (event_of(made.claim, made.readings, made.support, pack).facts for made in (one, two))
    assert found["work.purpose"].value == "construction"
    assert found["work.purpose"].why == "the report speaks of them elsewhere"
    assert "work.purpose" not in open_


def test_a_general_word_gives_way_to_an_exact_one(case, pack):
    _, found = event(case, pack, "WORK_PRESENCE", "They work at a factory, a fish cannery by the pier", "work")
    assert found.facts["work.purpose"].value == "seafood"
    _, found = event(case, pack, "WORK_PRESENCE", "They work at a factory by the pier", "work")
    assert found.facts["work.purpose"].value == "manufacturing"


def test_a_list_leaves_open_which_of_them_it_is(case, pack):
    _, found = event(case, pack, "WORK_PRESENCE", "They work as loggers, miners and nurses", "work")
    assert sorted(found.facts["work.purpose"].value["one_of"]) == ["forestry", "medical", "mining"]


def test_sums_that_cannot_both_be_right_are_rivals(case, pack):
    tellings = [("He carried $150,000 in a bag", *TOLD), ("He carried $168,000 in a bag", *TOLD)]
    made = case("CASH_COURIER", tellings, "carried", usd=("$150,000", 150000, 150000))
    other = case("CASH_COURIER", tellings, "carried", usd=("$168,000", 160000, 176000))
    both = made.readings[:1] + other.readings[1:]
    found = event_of(made.claim, both, made.support, pack).facts["cash.amount_usd"]
    assert found.value == {"one_of": [150000, {"min": 160000, "max": 176000}]}


def test_a_carrier_named_once_in_the_report_is_the_carrier(case, pack):
    how = ("asserted", "told", "unnamed")
    made = case(
        "FLIGHT_OR_ROUTE_CHANGE", [("The route was suspended", *how)], "suspended", title="Air Koryo has six planes."
    )
    found = event_of(made.claim, made.readings, made.support, pack).facts["operator.entity"]
    assert found.value == "AIRKORYO"
    assert found.why == "the only carrier that the report names"

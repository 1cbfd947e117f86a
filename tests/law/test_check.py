"""Laws that every outcome obeys, whatever the event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.law import BadEvent, Event, check, event_from
from secondsource.model import LegalFact, Outcome, Truth, codec
from secondsource.subjects import load
from secondsource.subjects.schema import Provision

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))["cases"]
BREACH = {Outcome.BREACH, Outcome.BREACH_IF_CONFIRMED}
PACK = load("dprk_labour")
CASE = st.sampled_from(CASES)


def outcomes(case, **event):
    return {f.provision: f for f in check(event_from({**case, "event": {**case["event"], **event}}, PACK), PACK)}


@settings(max_examples=60, deadline=None)
@given(CASE, st.data())
def test_knowing_less_never_makes_a_breach_out_of_doubt(case, data):
    if not case["facts"]:
        return
    gone = data.draw(st.sampled_from(sorted(case["facts"])))
    before = outcomes(case)
    after = outcomes({**case, "facts": {**case["facts"], gone: None}})
    for name, finding in before.items():
        if finding.outcome is Outcome.CONDITIONAL:
            assert after[name].outcome not in BREACH, (case["id"], name, gone)


@settings(max_examples=40, deadline=None)
@given(CASE, st.randoms(use_true_random=False))
def test_the_order_of_facts_and_provisions_does_not_matter(case, random):
    facts = list(case["facts"].items())
    random.shuffle(facts)
    provisions = list(PACK.provisions.values())
    random.shuffle(provisions)
    event = event_from({**case, "facts": dict(facts)}, PACK)
    shuffled = {finding.provision: codec.encode(finding) for finding in check(event, PACK, provisions)}
    assert shuffled == {name: codec.encode(finding) for name, finding in outcomes(case).items()}


@settings(max_examples=60, deadline=None)
@given(CASE, st.sampled_from(["denied", "planned", "forecast", "conditional", "opinion"]))
def test_what_is_denied_or_only_planned_is_no_breach(case, factuality):
    for finding in outcomes(case, factuality=factuality).values():
        assert finding.outcome not in BREACH
        assert not finding.outcome.adverse or finding.outcome is Outcome.CONDITIONAL


@settings(max_examples=60, deadline=None)
@given(CASE, st.sampled_from(["reported", "rumoured", "possible", "disputed"]))
def test_what_is_not_established_is_at_most_a_breach_if_confirmed(case, factuality):
    established, told = outcomes(case, factuality="asserted"), outcomes(case, factuality=factuality)
    for name, finding in established.items():
        expected = Outcome.BREACH_IF_CONFIRMED if finding.outcome is Outcome.BREACH else finding.outcome
        assert told[name].outcome is expected


@settings(max_examples=80, deadline=None)
@given(CASE)
def test_only_binding_rules_are_breached(case):
    for name, finding in outcomes(case).items():
        item = PACK.provisions[name]
        if finding.outcome in BREACH:
            assert item.outcome_if_met == "breach"
            assert item.kind in ("prohibition", "requirement")
            assert "would breach" in finding.sentence
        else:
            assert "would breach" not in finding.sentence
        assert "guilty" not in finding.sentence.lower()


@settings(max_examples=80, deadline=None)
@given(CASE)
def test_the_day_before_a_provision_begins_it_is_never_adverse(case):
    for name, item in PACK.provisions.items():
        if item.in_force_from and len(item.in_force_from) == 10:
            day = date.fromisoformat(item.in_force_from) - timedelta(days=1)
            event = event_from({**case, "event": {**case["event"], "date": day.isoformat()}}, PACK)
            assert check(event, PACK, [item])[0].outcome in (Outcome.NOT_IN_FORCE, Outcome.NOT_APPLICABLE), name


@settings(max_examples=40, deadline=None)
@given(CASE, st.dates(date(2015, 1, 1), date(2021, 1, 1)), st.integers(0, 700))
def test_a_period_is_decided_only_if_its_days_agree(case, start, length):
    end = start + timedelta(days=length)
    whole = outcomes(case, date=f"{start}/{end}")
    for day in (start, start + timedelta(days=length // 2), end):
        for name, finding in outcomes(case, date=day.isoformat()).items():
            if whole[name].outcome.adverse and whole[name].outcome is not Outcome.CONDITIONAL:
                assert finding.outcome is whole[name].outcome, (name, day)


@pytest.mark.parametrize("text", ["../2017-01", "2019-12/..", "XXXX-12-22"])
def test_open_dates_are_taken_as_open(text, pack):
    case = next(c for c in CASES if c["id"] == "D034")
    found = outcomes(case, date=text)["UN-2397-8"]
    expected = {"../2017-01": Outcome.NOT_IN_FORCE}.get(text, Outcome.CONDITIONAL)
    assert found.outcome is expected
    assert ("event.date" in found.turns_on) == (expected is Outcome.CONDITIONAL)


def test_an_event_without_a_date_turns_on_it(pack):
    case = next(c for c in CASES if c["id"] == "D034")
    assert outcomes(case, date=None)["UN-2397-8"].turns_on == ("event.date",)


def test_a_straddling_date_gives_both_readings(pack):
    case = next(c for c in CASES if c["id"] == "D035")
    found = outcomes(case)["UN-2397-8"]
    assert ("duty_running", "if it happened 2019-12-01 to 2019-12-22") in found.readings
    assert ("breach", "if it happened 2019-12-23 to 2019-12-31") in found.readings


def test_the_same_act_under_the_law_of_another_day(pack):
    case = next(c for c in CASES if c["id"] == "D001")
    event = event_from(case, pack)
    item = pack.provisions["UN-2397-8"]
    assert check(event, pack, [item])[0].outcome is Outcome.NOT_IN_FORCE
    today = check(event, pack, [item], law_date=date(2026, 1, 1))[0]
    assert today.outcome is Outcome.BREACH
    assert ("law asked of", "2026-01-01") in today.dates
    assert ("event", "2016-02") in today.dates


def test_a_start_between_two_days_is_sure_on_the_later_one(pack):
    case = next(c for c in CASES if c["id"] == "D068")
    assert outcomes(case)["EU-2016-849-13"].turns_on == ("provision.in_force_from",)
    assert outcomes(case, date="2016-05-29")["EU-2016-849-13"].outcome is Outcome.BREACH


def test_elements_show_state_value_and_why(pack):
    case = next(c for c in CASES if c["id"] == "D059")
    found = outcomes(case)["UN-2094-14"]
    states = {element.fact: (element.truth, element.value) for element in found.elements}
    assert states["transfer.contributes_to_programme_or_evasion"] == (Truth.UNKNOWN, "unknown")
    assert states["cash.kind"][0] is Truth.MET
    assert any("cash, when" in element.why for element in found.elements if element.fact == "cash.kind")


def test_exceptions_that_must_be_invoked_are_named_as_not_excluded(pack):
    case = next(c for c in CASES if c["id"] == "D034")
    assert outcomes(case)["UN-2397-8"].not_excluded == ("host_national", "return_barred_by_law", "un_headquarters")


def test_an_event_built_by_hand_is_checked_too(pack):
    bad = Event(
        id="x", type="ARRIVAL", date=None, country="PL", factuality="reported",
        facts={"cash.amount_usd": LegalFact(name="cash.amount_usd", value="much")},
    )  # fmt: skip
    with pytest.raises(BadEvent, match=r"cash\.amount_usd"):
        check(bad, pack)
    with pytest.raises(BadEvent, match="certain"):
        check(replace(bad, facts={}, factuality="certain"), pack)
    with pytest.raises(BadEvent, match=r"worker\.wage"):
        check(replace(bad, facts={"worker.wage": LegalFact(name="worker.wage", value=1)}), pack)


def test_a_new_rule_is_data_alone(pack):
    """A made-up national rule, written as a file of the pack would write it, needs no code."""
    rule = Provision(
        id="ZZ-2020", instrument="Test Act", symbol=None, jurisdiction="LA", legal_force="statute", kind="prohibition",
        event_types=("GOODS_IMPORT",), in_force_from="2020-06-01/2020-07-01", in_force_to="2022-12-31", summary="s", citation="Test Act, s. 1",
        breach_by="importer", duty_deadline={"date": "2020-12-31", "what": "stocks to be declared"},
        scope={"fact": "event.country", "op": "eq", "value": "LA"},
        elements={"all_of": [{"fact": "goods.made_by_dprk_nationals", "op": "is", "value": True},
                             {"not": {"fact": "goods.kind", "op": "eq", "value": "timber"}}]},
    )  # fmt: skip
    base = {"event": {"type": "GOODS_IMPORT", "date": "2021-03", "country": "LA", "factuality": "asserted"}}
    facts = {"goods.made_by_dprk_nationals": True, "goods.kind": "seafood"}

    def outcome(**change):
        event = {**base["event"], **{k: v for k, v in change.items() if k in base["event"]}}
        stated = {**facts, **{k.replace("__", "."): v for k, v in change.items() if "__" in k}}
        return check(event_from({"event": event, "facts": stated}, pack), pack, [rule])[0].outcome

    assert outcome() is Outcome.BREACH
    assert outcome(date="2020-05-31") is Outcome.NOT_IN_FORCE
    assert outcome(date="2020-06-15") is Outcome.CONDITIONAL
    assert outcome(date="2020-12-31") is Outcome.DUTY_RUNNING
    assert outcome(date="2023-01-01") is Outcome.NOT_IN_FORCE
    assert outcome(country="KH") is Outcome.NOT_APPLICABLE
    assert outcome(goods__kind="timber") is Outcome.NOT_APPLICABLE
    assert outcome(goods__kind=None) is Outcome.CONDITIONAL

"""Condition trees: what is refused, and Kleene's logic."""

from __future__ import annotations

import pytest

from secondsource.law.event import event_from
from secondsource.law.given import EventFacts
from secondsource.law.rule import rule_of
from secondsource.law.vocabulary import vocabulary
from secondsource.model import BadPack, Truth
from secondsource.subjects.schema import Provision


def facts(pack, **given):
    event = {"type": "ARRIVAL", "date": "2018-01-01", "country": "PL", "factuality": "asserted"}
    stated = {name.replace("__", "."): value for name, value in given.items()}
    return EventFacts(event_from({"event": event, "facts": stated}, pack), pack)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"fact": "worker.wage", "op": "gt", "value": 3}, "worker.wage"),
        ({"fact": "cash.amount_usd", "op": "before", "value": 3}, "before"),
        ({"fact": "cash.amount_usd", "op": "gt", "value": "much"}, "much"),
        ({"fact": "work.purpose", "op": "eq", "value": "singing"}, "singing"),
        ({"fact": "work.purpose", "op": "in", "value": "mining"}, "list"),
        ({"fact": "event.country", "op": "in_group", "value": "ASEAN"}, "ASEAN"),
        ({"fact": "event.country", "op": "eq", "value": "Poland"}, "Poland"),
        ({"fact": "event.type", "op": "eq", "value": "PARTY"}, "PARTY"),
        ({"fact": "host.authorisations_outstanding", "op": "gt_fact", "value": "host.beds"}, "host.beds"),
        ({"fact": "cash.declared", "op": "is", "value": True, "assume": False}, "assume_reason"),
        ({"fact": "cash.declared", "op": "is"}, "value"),
        ({"fact": "cash.declared", "op": "is", "value": "no"}, "no"),
        ({"fact": "cash.amount_usd", "op": "gt", "value": {"one_of": [1, 2]}}, "plain"),
        ({"all_of": []}, "at least one"),
        ({"some_of": [1]}, "some_of"),
        (["worker.nationality"], "group of fields"),
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused(raw, says, pack):
    with pytest.raises(BadPack, match=r"file.yaml: X.elements") as caught:
        vocabulary(pack).terms.condition(raw, "file.yaml: X.elements")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "wish"}, "kind"),
        ({"legal_force": "custom"}, "legal_force"),
        ({"event_types": ("PARTY",)}, "PARTY"),
        ({"in_force_from": "2017-13"}, "in_force_from"),
        ({"in_force_from": "2017/.."}, "in_force_from"),
        ({"in_force_to": "2018"}, "in_force_from"),
        ({"outcome_if_met": "exposure"}, "outcome_if_met"),
        (
            {"exceptions": ({"id": "e", "text": "t", "test": {"fact": "cash.declared", "op": "is", "value": True}},)},
            "when_unknown",
        ),
        ({"exceptions": ({"id": "e", "text": "t", "test": None, "when_unknown": "ignore"},)}, "test"),
        ({"duty_deadline": {"date": "soon", "what": "x"}}, "duty_deadline"),
        (
            {"versions": ({"from": "2017-01-01", "to": None, "elements": {"fact": "x", "op": "is", "value": 1}},)},
            "versions",
        ),
    ],
)
def test_a_provision_that_does_not_fit_names_its_field(change, says, pack):
    row = {
        "id": "X-1", "instrument": "i", "symbol": None, "jurisdiction": "UN", "legal_force": "binding", "kind": "prohibition",
        "event_types": ("ARRIVAL",), "in_force_from": "2017-01-01", "in_force_to": None, "summary": "s", "citation": "c",
    }  # fmt: skip
    rule_of(Provision(**row), vocabulary(pack))
    with pytest.raises(BadPack, match="X-1") as caught:
        rule_of(Provision(**(row | change)), vocabulary(pack))
    assert says in str(caught.value)


MET = {"fact": "event.country", "op": "eq", "value": "PL"}
FAILED = {"fact": "event.country", "op": "eq", "value": "CN"}
OPEN = {"fact": "cash.declared", "op": "is", "value": True}
OTHER = {"fact": "cash.amount_usd", "op": "gt", "value": 1}


@pytest.mark.parametrize(
    ("raw", "truth", "doubts"),
    [
        ({"all_of": [MET, OPEN]}, Truth.UNKNOWN, ["cash.declared"]),
        ({"all_of": [FAILED, OPEN]}, Truth.FAILED, []),
        ({"any_of": [MET, OPEN]}, Truth.MET, []),
        ({"any_of": [FAILED, OPEN, OTHER]}, Truth.UNKNOWN, ["cash.declared", "cash.amount_usd"]),
        ({"not": OPEN}, Truth.UNKNOWN, ["cash.declared"]),
        ({"not": {"all_of": [FAILED, OPEN]}}, Truth.MET, []),
        ({"all_of": [{"any_of": [MET, OPEN]}, OTHER]}, Truth.UNKNOWN, ["cash.amount_usd"]),
        ({**OPEN, "assume": False, "assume_reason": "for the test"}, Truth.FAILED, []),
        (None, Truth.MET, []),
    ],
)
def test_logic_and_what_it_turns_on(raw, truth, doubts, pack):
    condition = vocabulary(pack).terms.condition(raw, "here")
    day = facts(pack).on(__import__("datetime").date(2018, 1, 1))
    assert condition.truth(day) is truth
    assert list(condition.doubts(day)) == doubts


def test_a_comparison_of_two_facts_names_what_is_missing(pack):
    raw = {
        "fact": "host.authorisations_outstanding",
        "op": "gt_fact",
        "value": "host.authorisations_outstanding_2017_08_05",
    }
    condition = vocabulary(pack).terms.condition(raw, "here")
    day = __import__("datetime").date(2018, 1, 1)
    one = facts(pack, host__authorisations_outstanding=5).on(day)
    both = facts(
        pack, host__authorisations_outstanding={"min": 1, "max": 9}, host__authorisations_outstanding_2017_08_05=5
    ).on(day)
    assert list(condition.doubts(one)) == ["host.authorisations_outstanding_2017_08_05"]
    assert len(list(condition.doubts(both))) == 2


def test_the_united_kingdom_leaves_the_group_on_the_last_day(pack):
    from datetime import date

    group = vocabulary(pack).terms.groups["EU_LAW_TERRITORY"]
    assert group.holds("GB", date(2020, 12, 30))
    assert not group.holds("GB", date(2020, 12, 31))
    assert not group.holds("HR", date(2013, 6, 30))
    assert group.holds("HR", date(2013, 7, 1))
    assert not group.holds("CH", date(2018, 1, 1))


def test_a_stated_unknown_switches_a_derivation_off(pack):
    event = {"type": "WORK_PRESENCE", "date": "2018-01-01", "country": "PL", "factuality": "asserted"}
    name = "worker.earning_income_in_host"
    derived = EventFacts(event_from({"event": event}, pack), pack)
    open_ = EventFacts(event_from({"event": event, "facts": {name: None}}, pack), pack)
    day = __import__("datetime").date(2018, 1, 1)
    assert derived.on(day).get(name) == (True,)
    assert open_.on(day).get(name) is None
    assert derived.grounds(name, day).why.startswith("follows")

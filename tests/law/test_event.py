"""Events as JSON Lines: what is read, and what an error names."""

from __future__ import annotations

import json

import pytest

from secondsource.law import BadEvent, events

GOOD = {
    "id": "a",
    "event": {"type": "ARRIVAL", "date": "2018-02", "country": "PL", "factuality": "reported"},
    "facts": {},
}


def lines(*records):
    return [json.dumps(record) + "\n" for record in records]


def changed(**event):
    return {**GOOD, "event": {**GOOD["event"], **event}}


def test_every_line_is_an_event_and_empty_lines_are_skipped(pack):
    found = list(events([*lines(GOOD), "\n", *lines(changed(date=None, country=None))], pack))
    assert [event.id for event in found] == ["a", "a"]
    assert found[0].date.text == "2018-02"
    assert found[1].date is None
    assert found[1].country is None


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (changed(type="PARTY"), "event.type"),
        (changed(date="soon"), "soon"),
        (changed(country="Poland"), "Poland"),
        (changed(factuality="certain"), "event.factuality"),
        ({**GOOD, "facts": {"worker.wage": 1}}, "facts.worker.wage"),
        ({**GOOD, "facts": {"event.date": "2018"}}, "belongs under event"),
        ({**GOOD, "facts": {"cash.amount_usd": "many"}}, "cash.amount_usd"),
        ({**GOOD, "facts": {"payee.entity": "NOBODY"}}, "payee.entity"),
        ({**GOOD, "facts": ["worker.nationality"]}, "facts"),
        ({"id": "a"}, "event"),
        (changed(type=["ARRIVAL"]), "event.type"),
        (changed(factuality=["asserted"]), "event.factuality"),
        (changed(country={"one_of": ["PL", "QA"]}), "event.country"),
        (changed(country="UK"), "GB"),
        (changed(type="EMPLOYMENT"), "WORK_PRESENCE"),
        (changed(type="x" * 100_000), "…"),
        ({**GOOD, "event": {"type": "ARRIVAL", "dat": "2018", "country": "PL", "factuality": "asserted"}}, "mean date"),
        ({**GOOD, "facts": {"cash.amount_usd": 1e400}}, "line 2"),
        ({**GOOD, "facts": {"cash.amount_usd": 10**400}}, "cash.amount_usd"),
        ({**GOOD, "facts": []}, "facts"),
        ({**GOOD, "id": ["a"]}, "id"),
        ({**GOOD, "id": "\ud800"}, "line 2"),
        (["a"], "mapping"),
    ],
)
def test_an_error_names_line_and_field(record, says, pack):
    one, error, three = events(lines(GOOD, record, GOOD), pack)
    assert (one.id, three.id) == ("a", "a")
    assert isinstance(error, BadEvent)
    assert "line 2" in str(error)
    assert says in str(error)


def test_bytes_that_are_no_text_are_one_bad_line(pack):
    error, event = events([b"\xff\xfe", json.dumps(GOOD)], pack)
    assert isinstance(error, BadEvent)
    assert event.id == "a"


def test_an_event_without_an_id_goes_by_its_line(pack):
    (event,) = events(lines({**GOOD, "id": None}), pack)
    assert event.id == "line 1"


@pytest.mark.parametrize("line", ["{oops\n", "[" * 100_000 + "\n", '{"id": "a", "event": {"date": NaN}}\n'])
def test_a_line_that_is_not_json(line, pack):
    one, error = events([*lines(GOOD), line], pack)
    assert one.id == "a"
    assert isinstance(error, BadEvent)
    assert str(error).startswith("line 2: ")

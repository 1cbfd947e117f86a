"""The line that `law check` prints for an event."""

from __future__ import annotations

from pathlib import Path

import yaml

from secondsource.law import check, event_from, record

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))["cases"]


def test_every_golden_outcome_stands_in_the_line(pack):
    for case in CASES:
        row = record(case["id"], check(event_from(case, pack), pack))
        said = {finding["provision"]: finding["outcome"] for finding in row["findings"]}
        assert list(said) == list(pack.provisions)
        assert {name: said[name] for name in case["expect"]} == case["expect"]


def test_what_does_not_speak_of_such_events_is_short(pack):
    row = record("x", check(event_from(CASES[0], pack), pack))
    off = next(finding for finding in row["findings"] if finding["provision"] == "UN-2375-17")
    assert (off["outcome"], list(off["elements"]), list(off["deciding"])) == ("not_applicable", [], ["event.type"])


def test_an_element_has_a_state_in_words(pack):
    case = next(case for case in CASES if case["id"] == "D013")
    row = record("x", check(event_from(case, pack), pack))
    found = next(finding for finding in row["findings"] if finding["provision"] == "UN-2375-17")
    assert row["id"] == "x"
    assert list(found["turns_on"]) == ["authorisation.contract_date"]
    assert {element["state"] for element in found["elements"]} == {"met", "unknown"}

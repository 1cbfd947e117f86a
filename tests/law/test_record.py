"""The line that `law check` prints for an event."""

from __future__ import annotations

from pathlib import Path

import yaml

from secondsource.law import check, event_from, record

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))["cases"]


def test_what_is_left_out_is_not_applicable(pack):
    """A reader of the line who takes what is missing for not applicable reads every golden case right."""
    for case in CASES:
        row = record(case["id"], check(event_from(case, pack), pack))
        said = {finding["provision"]: finding for finding in row["findings"]}
        for name, outcome in case["expect"].items():
            assert said.get(name, {"outcome": "not_applicable"})["outcome"] == outcome
        assert len(said) < 20


def test_an_element_has_a_state_in_words(pack):
    case = next(case for case in CASES if case["id"] == "D013")
    row = record("x", check(event_from(case, pack), pack))
    found = next(finding for finding in row["findings"] if finding["provision"] == "UN-2375-17")
    assert row["id"] == "x"
    assert list(found["turns_on"]) == ["authorisation.contract_date"]
    assert {element["state"] for element in found["elements"]} == {"met", "unknown"}

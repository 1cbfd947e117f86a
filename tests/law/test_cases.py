"""The golden cases: events with their facts, the outcome each provision must give, and what a conditional turns on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from secondsource.law import check, event_from
from secondsource.model import Outcome

HERE = Path(__file__).parent


def cases(name: str) -> list[dict]:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))["cases"]


CASES = cases("cases.yaml")
FURTHER = cases("further_cases.yaml")


def test_all_cases_are_here():
    assert len(CASES) == 105
    assert sum(len(case["expect"]) for case in CASES) == 253


def test_every_provision_outcome_and_event_type_is_asked(pack):
    asked = (*CASES, *FURTHER)
    assert {name for case in asked for name in case["expect"]} == set(pack.provisions)
    assert {outcome for case in asked for outcome in case["expect"].values()} == {outcome.value for outcome in Outcome}
    assert {case["event"]["type"] for case in asked} == set(pack.event_types)


@pytest.mark.parametrize("case", [*CASES, *FURTHER], ids=[case["id"] for case in (*CASES, *FURTHER)])
def test_case(case, pack):
    found = {finding.provision: finding for finding in check(event_from(case, pack), pack)}
    assert {name: found[name].outcome.value for name in case["expect"]} == case["expect"]
    turns = case.get("turns_on", {})
    assert {name: sorted(found[name].turns_on) for name in turns} == {
        name: sorted(facts) for name, facts in turns.items()
    }

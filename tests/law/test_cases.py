"""The golden cases: events with their facts, the outcome each provision must give, and what a conditional turns on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from secondsource.law import check, event_from

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))["cases"]


def test_all_cases_are_here():
    assert len(CASES) == 105
    assert sum(len(case["expect"]) for case in CASES) == 253


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case, pack):
    found = {finding.provision: finding for finding in check(event_from(case, pack), pack)}
    assert {name: found[name].outcome.value for name in case["expect"]} == case["expect"]
    turns = case.get("turns_on", {})
    assert {name: sorted(found[name].turns_on) for name in turns} == {
        name: sorted(facts) for name, facts in turns.items()
    }

from __future__ import annotations

import json
from pathlib import Path

from .conftest import call

EVENT = {
    "id": "e1",
    "event": {"type": "WORK_PRESENCE", "date": "2020-02", "country": "RU", "factuality": "reported"},
    "facts": {"worker.nationality": "KP"},
}


def test_findings_come_out_and_facts_left_out_are_not_false(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT) + "\n\n")
    found = [json.loads(line) for line in call("law", "check", tmp_path / "events.jsonl", "--json").stdout.splitlines()]
    outcomes = {finding["provision"]: finding["outcome"] for finding in found}
    assert outcomes["UN-2397-8"] == "breach_if_confirmed"
    assert "conditional" in outcomes.values()
    assert "not_applicable" not in outcomes.values()


def test_one_provision_alone(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT))
    rows = call("law", "check", tmp_path / "events.jsonl", "--provision", "UN-2397-8").stdout.splitlines()
    assert [row.split("\t")[1] for row in rows[1:]] == ["UN-2397-8"]
    assert call("law", "check", tmp_path / "events.jsonl", "--provision", "UN-1").exit_code == 1


def test_an_event_that_is_none_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT) + "\nno json\n")
    result = call("law", "check", tmp_path / "events.jsonl")
    assert result.exit_code == 1
    assert "line 2" in result.stderr


def test_the_law_of_a_day_is_that_of_that_day() -> None:
    before, after = (
        {json.loads(line)["provision"]["id"] for line in call("law", "on", day, "--json").stdout.splitlines()}
        for day in ("2017-12-21", "2017-12-23")
    )
    assert "UN-2397-8" in after - before


def test_the_vocabulary_can_be_asked_for() -> None:
    assert "WORK_STOPPAGE" in call("law", "types").stdout
    assert "worker.nationality" in call("law", "facts").stdout

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
    other = {"id": "e2", "event": {**EVENT["event"], "date": "1900"}}
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT) + "\n\n" + json.dumps(other))
    one, two = map(json.loads, call("law", "check", tmp_path / "events.jsonl", "--json").stdout.splitlines())
    assert (one["id"], two["id"]) == ("e1", "e2")
    outcomes = {finding["provision"]: finding["outcome"] for finding in one["findings"]}
    assert outcomes["UN-2397-8"] == "breach_if_confirmed"
    assert "conditional" in outcomes.values()
    assert {"met", "unknown"} <= {element["state"] for f in one["findings"] for element in f["elements"]}
    assert "breach_if_confirmed" not in {finding["outcome"] for finding in two["findings"]}


def test_the_table_names_every_event_and_leaves_out_what_does_not_apply_unless_asked(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT))
    few, all_of_them = (
        [row.split("\t") for row in call("law", "check", tmp_path / "events.jsonl", *more).stdout.splitlines()]
        for more in ((), ("--all",))
    )
    assert "not_applicable" not in {row[2] for row in few}
    assert "not_applicable" in {row[2] for row in all_of_them}
    assert len(few) < len(all_of_them)


def test_events_that_cannot_be_read_are_said_in_one_sentence(tmp_path: Path) -> None:
    for data in (b"\xff\xfe", b"[" * 100_000, b"[1]", b'{"id": "e1", "event": 5}'):
        (tmp_path / "events.jsonl").write_bytes(data)
        result = call("law", "check", tmp_path / "events.jsonl")
        assert result.exit_code == 1
        assert result.stderr.startswith("secondsource: ")
        assert "fault of the program" not in result.stderr


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

from __future__ import annotations

import json
from pathlib import Path

import pytest

from secondsource.cli.codes import Code

from .conftest import call

EVENT = {
    "id": "e1",
    "event": {"type": "WORK_PRESENCE", "date": "2020-02", "country": "RU", "factuality": "reported"},
    "facts": {"worker.nationality": "KP"},
}


def test_findings_come_out_and_facts_left_out_are_not_false(tmp_path: Path) -> None:
    other = {"id": "e2", "event": {**EVENT["event"], "date": "1900"}}
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT) + "\n\n" + json.dumps(other))
    one, two = map(json.loads, call("law", "check", tmp_path / "events.jsonl").stdout.splitlines())
    assert (one["id"], two["id"]) == ("e1", "e2")
    outcomes = {finding["provision"]: finding["outcome"] for finding in one["findings"]}
    assert outcomes["UN-2397-8"] == "breach_if_confirmed"
    assert "conditional" in outcomes.values()
    assert {"met", "unknown"} <= {element["state"] for f in one["findings"] for element in f["elements"]}
    assert "breach_if_confirmed" not in {finding["outcome"] for finding in two["findings"]}


def test_the_table_names_every_event_and_leaves_out_what_does_not_apply_unless_asked(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT))
    few, all_of_them = (
        [
            row.split("\t")
            for row in call("law", "check", tmp_path / "events.jsonl", "--table", *more).stdout.splitlines()
        ]
        for more in ((), ("--all",))
    )
    assert "not_applicable" not in {row[2] for row in few}
    assert "not_applicable" in {row[2] for row in all_of_them}
    assert len(few) < len(all_of_them)


@pytest.mark.parametrize("bad", ["[" * 100_000, "[1]", '{"id": "e1", "event": 5}', "no json", '{"id": "e9"}'])
def test_a_line_that_gives_no_event_is_named_and_the_others_go_on(bad: str, tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text(f"{json.dumps(EVENT)}\n{bad}\n{json.dumps({**EVENT, 'id': 'e3'})}\n")
    result = call("law", "check", tmp_path / "events.jsonl")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["e1", "e3"]
    assert result.stderr.startswith("set aside: line 2: ")
    assert result.exit_code == Code.SET_ASIDE


def test_a_line_in_another_encoding_is_set_aside_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_bytes(b"\xff\xfe\r\n" + json.dumps(EVENT).encode() + b"\r\n")
    result = call("law", "check", tmp_path / "events.jsonl")
    assert result.exit_code == Code.SET_ASIDE
    assert "UTF-8" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_an_empty_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_bytes(b"")
    result = call("law", "check", tmp_path / "events.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no events" in result.stderr


def test_one_provision_alone(tmp_path: Path) -> None:
    (tmp_path / "events.jsonl").write_text(json.dumps(EVENT))
    rows = call("law", "check", tmp_path / "events.jsonl", "--provision", "UN-2397-8", "--table").stdout.splitlines()
    assert [row.split("\t")[1] for row in rows[1:]] == ["UN-2397-8"]
    assert call("law", "check", tmp_path / "events.jsonl", "--provision", "UN-1").exit_code == 1


def test_the_law_of_a_day_is_that_of_that_day() -> None:
    before, after = (
        {json.loads(line)["provision"]["id"] for line in call("law", "on", day, "--json").stdout.splitlines()}
        for day in ("2017-12-21", "2017-12-23")
    )
    assert "UN-2397-8" in after - before


def test_a_country_and_a_topic_narrow_the_law_of_a_day() -> None:
    def asked(*more: str) -> set[str]:
        return {
            json.loads(row)["provision"]["id"]
            for row in call("law", "on", "2017-10-01", "--json", *more).stdout.splitlines()
        }

    poland = asked("--country", "PL", "--about", "labour")
    assert {"PL-2016-VISA", "EU-2016-849-26a", "UN-2375-17"} <= poland
    assert "QA-2017-09" not in poland
    assert "UN-2397-8" not in poland
    assert poland < asked("--country", "pl") < asked()
    assert "EU-2016-849-26a" not in asked("--country", "KR")


def test_the_law_of_a_day_is_drawn(tmp_path: Path) -> None:
    result = call("law", "on", "2017-10-01", "--about", "labour", "--svg", tmp_path / "law.svg")
    assert "UN-2375-17" in (tmp_path / "law.svg").read_text()
    row = next(row for row in result.stdout.splitlines() if row.startswith("UN-2375-17"))
    assert "|" in row
    assert "█" in row


@pytest.mark.parametrize(("option", "word"), [("--country", "Poland"), ("--about", "weather"), ("--country", "P1")])
def test_what_no_pack_knows_is_said(option: str, word: str) -> None:
    result = call("law", "on", "2017-10-01", option, word)
    assert result.exit_code == 1
    assert word in result.stderr


def test_the_vocabulary_can_be_asked_for() -> None:
    assert "WORK_STOPPAGE" in call("law", "types").stdout
    assert "worker.nationality" in call("law", "facts").stdout

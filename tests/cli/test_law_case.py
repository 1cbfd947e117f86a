"""The law held against a case: what a provision says of a claim, on which day, and as known when."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from secondsource.store import Case

from .conftest import call, report

Ask = Callable[..., Result]


@pytest.fixture
def strike(made: Path) -> str:
    with Case.open(made) as case:
        return next(claim.id for claim in case.view().claims if claim.type == "WORK_STOPPAGE")


def test_a_finding_is_told_element_by_element(ask: Ask, strike: str) -> None:
    told = ask("law", "explain", strike[:8], "un-2397-8").stdout
    assert "was not in force for an event of 2016-03-18" in told
    assert "| nationality of the worker or traveller spoken of: KP | met | KP | “North Korean”" in told
    assert "in force from: 2017-12-22" in told


def test_an_id_is_known_in_any_case(ask: Ask, strike: str) -> None:
    assert ask("law", "explain", strike, "us-eo13722-2AIV").exit_code == 0


def test_the_same_act_can_be_asked_of_another_days_law(ask: Ask, strike: str) -> None:
    then, now = (
        json.loads(ask("law", "explain", strike, "UN-2397-8", "--json", *more).stdout)
        for more in ((), ("--law-of", "2021-01-01"))
    )
    assert then["outcome"] == "not_in_force"
    assert now["outcome"] in ("conditional", "breach_if_confirmed")
    assert ["law asked of", "2021-01-01"] in now["dates"]
    assert dict(then["dates"])["event"] == dict(now["dates"])["event"] == "2016-03-18"


def test_what_was_known_is_a_third_day(ask: Ask, strike: str) -> None:
    """The denial came a day later: until then the act was reported, not disputed."""
    told = [
        ask("law", "explain", strike, "UN-2397-8", "--law-of", "2021-01-01", "--as-known-on", day).stdout
        for day in ("2016-03-19", "2016-03-20")
    ]
    assert all("2021-01-01" in text for text in told)
    assert ask("law", "explain", strike, "UN-2397-8", "--as-known-on", "2016-03-01").exit_code == 1


def test_without_a_provision_all_that_say_something(ask: Ask, strike: str) -> None:
    rows = [row.split("\t") for row in ask("law", "explain", strike).stdout.splitlines()]
    assert rows[0][:2] == ["provision", "outcome"]
    assert "UN-2397-8" in {row[0] for row in rows}
    later = [row.split("\t") for row in ask("law", "explain", strike, "--law-of", "2021-01-01").stdout.splitlines()]
    assert ("UN-2397-8", "not in force") not in {(row[0], row[1]) for row in later}


def test_a_finding_is_drawn(ask: Ask, strike: str, tmp_path: Path) -> None:
    ask("law", "explain", strike, "UN-2397-8", "--svg", tmp_path / "f.svg")
    drawn = (tmp_path / "f.svg").read_text()
    assert "was not in force then" in drawn
    assert "foreman@example.org" not in drawn


def test_a_provision_that_is_none_is_said_with_those_like_it(ask: Ask, strike: str) -> None:
    result = ask("law", "explain", strike, "UN-2397")
    assert result.exit_code == 1
    assert "UN-2397-8" in result.stderr


def test_what_a_report_says_of_the_law(tmp_path: Path) -> None:
    text = "North Korea sent 40 builders to Kuwait. Resolution 2375 prohibits additional deployments of workers abroad, a clerk said."
    (tmp_path / "a.json").write_text(report("a", "The Harbour Post", "2018-03-19", text))
    assert call("run", tmp_path / "a.json", "--case", tmp_path / "case").exit_code == 0
    told = call("law", "said", "--case", tmp_path / "case").stdout
    assert "the text says part of it" in told
    assert "the host State" in told
    (row,) = map(json.loads, call("law", "said", "--case", tmp_path / "case", "--json").stdout.splitlines())
    assert row["says"] == "forbids"
    assert row["text"].startswith("Resolution 2375")
    assert "What the reports say of the law" in call("dossier", "--case", tmp_path / "case", "--format", "md").stdout


def test_a_case_that_says_nothing_of_the_law(ask: Ask) -> None:
    result = ask("law", "said")
    assert (result.exit_code, result.stdout) == (0, "")


def test_deadlines_state_by_state(ask: Ask) -> None:
    rows = [
        row.split("\t")
        for row in call("law", "deadlines", "--country", "ru", "--as-of", "2020-04-01").stdout.splitlines()
    ]
    assert {row[0] for row in rows[1:]} == {"RU"}
    assert "2019-12-22" in {row[1] for row in rows}
    with_case = ask("law", "deadlines", "--as-of", "2020-04-01", "--json").stdout.splitlines()
    assert {json.loads(row)["state"] for row in with_case} >= {"RU", "QA", None}
    assert call("law", "deadlines", "--country", "Russia").exit_code == 1

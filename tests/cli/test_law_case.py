"""The law held against a case: what a provision says of a claim, on which day, and as known when."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from secondsource.store import Case

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

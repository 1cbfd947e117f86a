from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from secondsource.cli.output import wrapped
from secondsource.store import Case

from .conftest import call, report

Ask = Callable[..., Result]


@pytest.fixture
def strike(made: Path) -> str:
    with Case.open(made) as case:
        return next(claim.id for claim in case.view().claims if claim.type == "WORK_STOPPAGE")


def test_without_a_terminal_a_table_is_lines_with_tabs(ask: Ask, strike: str) -> None:
    rows = [line.split("\t") for line in ask("show").stdout.splitlines()]
    assert rows[0][:3] == ["claim", "when", "where"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert strike in {row[0] for row in rows}


def test_the_list_says_how_many_reports_name_no_outlet_or_day(tmp_path: Path) -> None:
    text = "Sixty builders in Kuwait went on strike, an official said."
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "b.txt").write_text(f"Harbour Gazette, 12 May 2019\n\n{text} Nobody answered questions.")
    call("run", tmp_path / "a.txt", tmp_path / "b.txt", "--case", tmp_path / "case")
    shown = call("show", "--case", tmp_path / "case")
    assert "Of 2 reports 1 name no outlet and 1 no day of publication" in shown.stderr
    assert "name no outlet" not in shown.stdout


def test_one_claim_with_all_it_rests_on(ask: Ask, strike: str) -> None:
    shown = ask("show", strike[:8]).stdout
    for part in (
        "Support: at least",
        "because ",
        "origin",
        "Grade: ",
        "What is said:",
        "Law of the day:",
        "turned on",
        "characters",
    ):
        assert part in shown, part


def test_one_claim_says_in_words_whether_there_is_a_second_source(ask: Ask, strike: str) -> None:
    shown = ask("show", strike[:8]).stdout
    assert re.search(r"independent origins: (no|a) second source is shown|there may be a second source", shown)
    assert not re.search(r"when: [\dX]{4}-|\[(told|unknown), ", shown)
    quoted = re.findall(r"    “.*”\n      .*", shown)
    assert len(quoted) == len(set(quoted)) > 0


def test_personal_data_never_show(ask: Ask, strike: str) -> None:
    for words in (("show",), ("show", strike), ("show", strike, "--json"), ("show", "--json")):
        assert "foreman@example.org" not in ask(*words).output


def test_json_has_the_shape_of_the_export(ask: Ask, strike: str) -> None:
    exported = ask("export", "--what", "claims").stdout.splitlines()
    shown = ask("show", "--json").stdout.splitlines()
    assert [json.loads(line) for line in shown] == [json.loads(line) for line in exported]
    one = json.loads(ask("show", strike, "--json").stdout)
    (claim,) = [row for row in map(json.loads, exported) if row["id"] == strike]
    assert one["claim"] == claim
    assert [m["claim"] for m in one["mentions"]] == [strike] * len(claim["mentions"])


def test_what_was_set_aside_is_listed_with_what_to_do(ask: Ask) -> None:
    assert "empty.txt" in ask("show", "--set-aside").stdout
    (item,) = map(json.loads, ask("show", "--set-aside", "--json").stdout.splitlines())
    assert set(item) == {"name", "digest", "reason", "error"}


def test_asked_as_known_before_anything_was_published_nothing_supports_it(ask: Ask, strike: str) -> None:
    rows = [line.split("\t") for line in ask("show", "--as-known-on", "2016-01-01").stdout.splitlines()[1:]]
    assert all(row[4] in ("", "0–0") for row in rows)
    late = [line.split("\t") for line in ask("show", "--as-known-on", "2030-01-01").stdout.splitlines()]
    assert late == [line.split("\t") for line in ask("show").stdout.splitlines()]


@pytest.mark.parametrize("words", [("show", "nonsense"), ("show", "--as-known-on", "yesterday")])
def test_what_is_not_there_is_said_in_one_sentence(ask: Ask, words: tuple[str, ...]) -> None:
    result = ask(*words)
    assert result.exit_code == 1
    assert result.stderr.startswith("secondsource: ")
    assert "Traceback" not in result.output


def test_a_claim_that_is_not_there_brings_those_that_may_be_meant(ask: Ask, strike: str) -> None:
    assert strike in ask("show", "work stoppage").stderr
    assert strike in ask("show", strike[:6] + "zzz").stderr
    assert "Write more of the id" in ask("show", "c").stderr
    assert ask("show", strike.upper()[:9]).exit_code == 0


def test_a_claim_is_shown_with_its_chain_its_citation_and_no_inner_names(ask: Ask, strike: str) -> None:
    shown = ask("show", strike).stdout
    assert " ← " in shown
    assert "    see " in shown
    assert "provision.in_force" not in shown
    assert "unknown (unknown)" not in shown


def test_a_long_line_is_broken_at_the_width_of_the_terminal_and_stays_in_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "50")
    wrapped("    because " + "a reason " * 20)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 50
    assert {len(line) - len(line.lstrip()) for line in lines[1:]} == {6}


def test_decisions_are_listed(ask: Ask) -> None:
    assert ask("show", "--decisions").exit_code == 0


def test_why_mentions_were_joined_and_others_kept_apart(ask: Ask, strike: str) -> None:
    shown = ask("show", strike, "--why").stdout
    assert "Joined because:" in shown and "Kept apart from" in shown
    (row,) = map(json.loads, ask("show", strike, "--why", "--json").stdout.splitlines())
    assert {"joined", "apart"} <= set(row["why"])
    assert all(bond["because"] for bond in (*row["why"]["joined"], *row["why"]["apart"]))


def test_money_is_turned_only_by_rates_of_the_case(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = "Customs in Colombo seized 40,000 yuan in cash from two men on March 14, an officer said."
    (tmp_path / "in" / "a.json").write_text(report("a", "The Harbour Post", "2016-03-19", text))
    call("run", tmp_path / "in", "--case", tmp_path / "case")
    with Case.open(tmp_path / "case") as case:
        (seized,) = [c.id for c in case.view().claims if c.type == "CASH_SEIZURE"]
    assert "In US dollars" not in call("show", seized, "--case", tmp_path / "case").stdout
    (tmp_path / "case" / "rates.csv").write_text(
        "currency,usd,start,end,source\nCNY,0.15,2016-01-01,2016-12-31,a bank\n"
    )
    assert "40000 CNY is 6000 USD at 0.15 (a bank" in call("show", seized, "--case", tmp_path / "case").stdout.replace(
        ",", ""
    )


def test_what_changed_on_the_way_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    first = "Some 40 North Korean builders stopped work in Kuwait on March 18, a foreman said on Saturday."
    then = "The Harbour Post reported that 90 North Korean builders stopped work in Kuwait on March 18."
    (folder / "a.json").write_text(report("a", "The Harbour Post", "2016-03-19", first))
    (folder / "b.json").write_text(report("b", "Gulf Courier", "2016-03-20", then))
    call("run", folder, "--case", tmp_path / "case")
    with Case.open(tmp_path / "case") as case:
        (claim,) = [c.id for c in case.view().claims if c.type == "WORK_STOPPAGE"]
    shown = call("show", claim, "--case", tmp_path / "case").stdout
    assert "Changed on the way:\n  Gulf Courier gives 90 workers, where The Harbour Post had 36–44 workers." in shown
    dossier = tmp_path / "d.md"
    call("dossier", "--format", "md", "--out", dossier, "--case", tmp_path / "case")
    written = dossier.read_text(encoding="utf-8")
    assert "### Changed on the way" in written
    assert "Gulf Courier gives 90 workers, where The Harbour Post had 36–44 workers.[^" in written

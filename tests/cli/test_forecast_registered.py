"""Forecasts from the command line over a small case: found, registered, resolved, sealed, scored; kept by a rebuild, watched over by `verify`."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from secondsource.store import Case

from .conftest import call, report
from .test_stamp import Served, served

__all__ = ["served"]
BY = ("--who", "M. Weiss", "--why", "seen in the reports")
ASKED = ("--question", "Was another strike reported by June 2017?", "--resolution", "A claim of a strike")
TEXTS = {
    "a": ("The Harbour Post", "2016-03-19", "Some 40 North Korean builders stopped work in Kuwait on March 18, a foreman said. "
          "There will probably be more strikes, the foreman said. If wages stay away, the builders will leave Kuwait, he said."),
    "b": ("Gulf Courier", "2016-05-20", "Some 60 North Korean builders stopped work in Kuwait on May 17, officials said."),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports")
    for name, (outlet, day, text) in TEXTS.items():
        (path / f"{name}.json").write_text(report(name, outlet, day, text))
    return path


@pytest.fixture(scope="module")
def told(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("told") / "case"
    assert call("run", folder, "--case", made).exit_code == 0
    return made


@pytest.fixture
def case(told: Path, tmp_path: Path) -> Path:
    """A copy of the case that may be changed."""
    return Path(shutil.copytree(told, tmp_path / "case"))


def ask(case: Path, *words: object, code: int = 0) -> str:
    result = call("forecast", *words, "--case", case)
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.stderr


def rows(case: Path, *words: object) -> list[dict]:
    return [json.loads(line) for line in ask(case, *words, "--json").splitlines()]


def registered(case: Path, *more: object, by: str = "2017-06-01") -> str:
    (one,) = rows(case, "found")
    ask(case, "register", one["statement"], "--resolves-by", by, *ASKED, "--who", "M. Weiss", *more)
    return next(r["id"] for r in rows(case, "list") if r["statement"] == one["statement"])


def strikes(case: Path) -> list[str]:
    with Case.open(case) as opened:
        return [c.id for c in opened.view().claims if c.type == "WORK_STOPPAGE"]


def test_what_is_found_names_words_teller_and_a_range_that_is_only_suggested(case: Path) -> None:
    (one,) = rows(case, "found")
    assert one["words"] == "There will probably be more strikes"
    assert (one["outlet"], one["made"], one["chance"]["scale"]) == ("The Harbour Post", "2016-03-19", "ICD 203")
    assert "foreman" in one["speaker"]
    more = rows(case, "found", "--also", "conditional")
    assert [m["condition"] for m in more if m["factuality"] == "conditional"] == ["If wages stay away"]
    assert [m["statement"] for m in rows(case, "found")] == [one["statement"]]
    assert "55% to 80%" in ask(case, "found")


def test_a_forecast_goes_all_the_way_and_a_rebuild_keeps_it(case: Path) -> None:
    identifier = registered(case)
    (before,) = [r for r in rows(case, "list") if r["id"] == identifier]
    assert (before["state"], before["timing"]) == ("due", "registered after the fact")
    assert before["expected"]["probability"] is None
    claim = strikes(case)[-1]
    said = ask(case, "resolve", identifier[:6], "--outcome", "yes", "--claims", claim[:9], *BY)
    assert f"resolved as yes, by {claim}=1..1" in said
    ask(case, "resolve", identifier, "--outcome", "unresolvable", *BY)
    shown = ask(case, "show", identifier)
    assert "Resolved as yes (corrected since)" in shown and "unresolvable" in shown
    assert call("decide", "undo", "3", *BY, "--case", case).exit_code == 0
    kept = ask(case, "list")
    assert call("rebuild", "--case", case).exit_code == 0
    assert ask(case, "list") == kept and "\tyes\t" in kept
    assert "1 of 1" in ask(case, "score", "--least", "1")
    assert "too few to say (4 of 10)" in ask(case, "score")
    assert call("verify", "--case", case).exit_code == 0
    listed = call("show", "--decisions", "--case", case).stdout
    assert "Was another strike reported by June 2017?" in listed and "its object has gone" not in listed


def test_nothing_derived_changes_by_a_forecast(case: Path) -> None:
    before = call("export", "--what", "claims", "--format", "jsonl", "--case", case).stdout
    identifier = registered(case)
    ask(case, "resolve", identifier, "--outcome", "yes", "--claims", strikes(case)[0], *BY)
    assert call("export", "--what", "claims", "--format", "jsonl", "--case", case).stdout == before


def test_a_registration_taken_back_stays_visible(case: Path) -> None:
    identifier = registered(case)
    assert call("decide", "undo", "1", *BY, "--case", case).exit_code == 0
    assert "taken back" in ask(case, "show", identifier)
    assert [r["id"] for r in rows(case, "list", "--state", "taken back")] == [identifier]
    assert "1 (1 after its date)" in ask(case, "score")
    assert "no forecast" in ask(case, "resolve", identifier, "--outcome", "yes", *BY, code=1)


def test_a_changed_ledger_is_noticed(case: Path) -> None:
    registered(case, "--probability", "0.6")
    with sqlite3.connect(case / "case.db") as database:
        (trigger,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'decisions_no_update'").fetchone()
        database.execute("DROP TRIGGER decisions_no_update")
        changed = database.execute("""UPDATE decisions SET body = replace(body, '"0.6"', '"0.9"')""")
        assert changed.rowcount == 1
        database.execute(trigger)
    assert rows(case, "list")[0]["expected"]["probability"] == 0.9
    found = call("verify", "--case", case)
    assert found.exit_code == 4 and "was changed after it was made" in found.output


def test_the_model_seals_what_is_to_come_and_nothing_else(case: Path) -> None:
    given = ("--preset", "russia-2024", "--observable", "abroad:RU", "--runs", "100", "--who", "M. Weiss")
    said = ask(case, "seal", *given, "--by", "2050-06-30")
    assert "sealed before its date" in said and "nine in ten between" in said
    sealed = rows(case, "list", "--state", "open")[0]
    assert sealed["timing"] == "sealed before its date"
    assert sealed["model"]["runs"] == 100 and len(sealed["expected"]["quantiles"]) == 99
    assert "stamp: none" in ask(case, "show", sealed["id"])
    assert "runs until" in ask(case, "resolve", sealed["id"], "--value", "5", "--claims", strikes(case)[0], *BY, code=1)
    for words, wrong in (
        ((*given, "--by", "2020-01-31"), "has begun"),
        ((*given, "--by", "soon"), "not a day"),
        ((*given[:2], "--observable", "profit", *given[4:], "--by", "2050-06-30"), "no series"),
        ((*given, "--by", "2050-06-30", "--question", "x"), ""),
    ):
        ask(case, "seal", *words, code=1 if wrong else 0)
    assert "registered already" in ask(case, "seal", *given, "--by", "2050-06-30", code=1)


def test_a_seal_is_stamped_where_an_authority_is_named(case: Path, served: Served) -> None:
    given = ("seal", "--preset", "russia-2024", "--observable", "quota", "--at-least", "1", "--by", "2050-01-01")
    result = call("forecast", *given, "--runs", "100", "--who", "M. Weiss", "--authority", served.url, "--case", case)
    assert result.exit_code == 0 and "Stamped at" in result.stderr
    (sealed,) = rows(case, "list", "--state", "open")
    assert "an authority signed the ledger" in ask(case, "show", sealed["id"])
    later = call("forecast", *given[:-1], "2050-02-01", "--runs", "100", "--who", "M. Weiss", "--case", case)
    assert "is in the queue" in later.stderr
    served.down = True
    away = call("forecast", *given[:-1], "2050-03-01", "--runs", "100", "--who", "M. Weiss", "--authority", served.url, "--case", case)  # fmt: skip
    assert away.exit_code == 0 and "the request waits" in away.stderr


def test_the_articles_forecasts_are_there_without_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    listed = call("forecast", "list", "--json").stdout.splitlines()
    assert len(listed) >= 3
    shown = call("forecast", "show", json.loads(listed[0])["id"])
    assert "Registered after the fact" in shown.stdout and "Speaks against it" in shown.stdout
    assert call("forecast", "score", "--json").exit_code == 0
    assert "One Free Korea" in call("forecast", "score", "--by", "outlet").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("register", "nothing", "--resolves-by", "2027-01-01", *ASKED, "--who", "M"), "no statement"),
        (("register", "nothing", "--resolves-by", "2027-13-01", *ASKED, "--who", "M"), "not a day"),
        (("register", "nothing", "--resolves-by", "2027-01-01", *ASKED, "--who", " "), "Say who"),
        (("resolve", "f000", "--outcome", "yes", *BY), "no forecast"),
        (("resolve", "kw2016-income", "--outcome", "yes", *BY), "comes with the subject pack"),
        (("resolve", "f000", "--outcome", "maybe", *BY), "Say what came of it"),
        (("resolve", "f000", "--outcome", "yes", "--value", "1", *BY), "Say one thing"),
        (("resolve", "f000", "--value", "1", "--low", "0", *BY), "Say one thing"),
        (("found", "--also", "rumoured"), "--also conditional"),
        (("list", "--state", "lost"), "no state"),
        (("show", "f000"), "no forecast"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence_and_nothing_is_decided(
    case: Path, words: tuple[str, ...], said: str
) -> None:
    error = ask(case, *words, code=1)
    assert said in error and "Traceback" not in error
    with Case.open(case) as opened:
        assert opened.ledger.entries() == ()


def test_claims_that_are_not_there_are_refused(case: Path) -> None:
    identifier = registered(case)
    assert "no claim" in ask(case, "resolve", identifier, "--outcome", "yes", "--claims", "c999999999999", *BY, code=1)
    assert "--claims" in ask(case, "resolve", identifier, "--outcome", "yes", *BY, code=1)
    ask(case, "resolve", identifier, "--outcome", "no", *BY)


def test_where_two_must_look_one_alone_registers_nothing(case: Path) -> None:
    about = case / "case.toml"
    about.write_text(about.read_text().replace("eyes = 1", "eyes = 2"))
    (one,) = rows(case, "found")
    words = ("register", one["statement"], "--resolves-by", "2017-01-01", *ASKED, "--who", "M. Weiss")
    for alone in ((), ("--second", "m. weiss")):
        assert "--second" in ask(case, *words, *alone, code=1)
    assert all(row["origin"] == "pack" for row in rows(case, "list"))
    ask(case, *words, "--second", "A. Kim")
    (made,) = [row for row in rows(case, "list") if row["origin"] == "report"]
    assert "by M. Weiss, seen by A. Kim" in ask(case, "show", made["id"])
    assert call("verify", "--case", case).exit_code == 0


def test_it_is_the_same_on_a_server(folder: Path, tmp_path: Path, postgres_url: str) -> None:
    case = tmp_path / "case"
    assert call("run", folder, "--case", case, "--database", postgres_url).exit_code == 0
    identifier = registered(case, "--probability", "0.6")
    ask(case, "resolve", identifier, "--outcome", "yes", "--claims", strikes(case)[0], *BY)
    assert call("rebuild", "--case", case).exit_code == 0
    (row,) = [r for r in rows(case, "list") if r["id"] == identifier]
    assert (row["state"], row["expected"]["probability"]) == ("resolved", 0.6)
    assert call("verify", "--case", case).exit_code == 0

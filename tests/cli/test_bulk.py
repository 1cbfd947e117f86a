from __future__ import annotations

import json
from pathlib import Path

import pytest

from secondsource.bulk import local_engine
from tests.bulk.press import Here, archive, papers

from .conftest import call


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(local_engine, "LocalEngine", lambda workers, preload=(): Here())
    monkeypatch.setattr("secondsource.bulk.stages.Stages.version", "test")
    path = tmp_path / "papers.warc.gz"
    path.write_bytes(archive(papers(6)))
    return path


def test_what_is_found_goes_into_a_case(crawl: Path, tmp_path: Path):
    out, case = tmp_path / "found", tmp_path / "case"
    result = call("bulk", crawl, "--out", out)
    assert result.exit_code == 0, result.output
    assert "kept by the sieve\t2\n" in result.stdout
    assert (
        f"1 of 1 parts are done, 0 of them by an earlier run. Take them into a case: secondsource run {out}\n"
        in result.stdout
    )
    again = json.loads(call("bulk", crawl, "--out", out, "--json").stdout)
    assert (again["parts"], again["before"], again["kept"], again["set_aside"]) == (1, 1, 2, 0)
    taken = call("run", out, "--case", case, "--workers", "1")
    assert taken.exit_code == 0, taken.output
    assert "2 new captures, 2 new reports, 2 reports read" in taken.stdout
    assert "Nothing new" in call("run", out, "--case", case, "--workers", "1").stdout


def test_what_cannot_be_done_is_said_in_one_sentence(crawl: Path, tmp_path: Path):
    result = call("bulk", tmp_path / "none", "--out", tmp_path / "found")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "Nothing is there to be read" in result.stderr
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all")
    assert "holds other files" in call("bulk", crawl, "--out", tmp_path / "mine").stderr


def test_pages_that_cannot_be_read_are_set_aside(crawl: Path, tmp_path: Path):
    crawl.write_bytes(crawl.read_bytes()[:-200])
    result = call("bulk", crawl, "--out", tmp_path / "found", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["set_aside"] >= 1

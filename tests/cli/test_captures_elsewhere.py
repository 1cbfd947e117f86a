"""A new case whose originals lie outside its folder from the start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import objectstore

from .conftest import call

CORPUS = Path(__file__).resolve().parents[2] / "demo" / "corpus"


@pytest.fixture
def report() -> Path:
    return sorted(CORPUS.iterdir())[0]


def test_a_new_case_keeps_its_originals_where_it_is_told(report: Path, tmp_path: Path) -> None:
    case, place = tmp_path / "case", tmp_path / "originals"
    made = call("run", report, "--case", case, "--captures", place.as_uri())
    assert made.exit_code == 0, made.output
    assert len([path for path in place.rglob("*") if path.is_file()]) == 1
    assert not (case / "captures").exists()
    assert call("verify", "--case", case).exit_code == 0
    assert call("run", report, "--case", case, "--captures", place.as_uri()).exit_code == 0
    told = call("doctor", "--case", case)
    assert "its originals can be listed" in told.stdout


def test_a_case_that_is_there_stays_where_it_is(report: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert call("run", report, "--case", case).exit_code == 0
    other = call("run", report, "--case", case, "--captures", (tmp_path / "other").as_uri())
    assert other.exit_code == 1 and "secondsource move" in other.stderr
    assert call("run", report, "--case", case, "--captures", "captures").exit_code == 0


@pytest.mark.parametrize("address", ["ftp://host/x", "s3://key:secret@bucket/x", "s3://"])
def test_an_address_that_is_none_makes_no_case(address: str, report: Path, tmp_path: Path) -> None:
    told = call("run", report, "--case", tmp_path / "case", "--captures", address)
    assert told.exit_code == 1 and told.stderr.count("\n") == 1 and "secret" not in told.output
    assert not (tmp_path / "case").exists()


def test_the_originals_of_another_case_are_left_alone(report: Path, tmp_path: Path) -> None:
    place = (tmp_path / "originals").as_uri()
    assert call("run", report, "--case", tmp_path / "one", "--captures", place).exit_code == 0
    told = call("run", report, "--case", tmp_path / "two", "--captures", place)
    assert told.exit_code == 1 and "another case" in told.stderr
    assert not (tmp_path / "two").exists()


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[objectstore.Server]:
    if not objectstore.PYTHON.exists():
        pytest.skip(objectstore.MISSING)
    with objectstore.running() as server:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            monkeypatch.delenv(name)
        for name, value in server.settings().items():
            monkeypatch.setenv(name, value)
        yield server


def test_in_an_object_store(store: objectstore.Server, report: Path, tmp_path: Path) -> None:
    case, bucket = tmp_path / "case", store.bucket()
    made = call("run", report, "--case", case, "--captures", f"{bucket}/kuwait")
    assert made.exit_code == 0, made.output
    assert call("verify", "--case", case).exit_code == 0
    assert "can be listed" in call("doctor", "--case", case).stdout
    none = call("run", report, "--case", tmp_path / "none", "--captures", "s3://no-such-bucket/x")
    assert none.exit_code == 1 and "There is no bucket" in none.stderr
    assert not (tmp_path / "none").exists()

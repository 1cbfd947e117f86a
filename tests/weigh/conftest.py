"""A newsroom for the tests of join, trace and weigh."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _module() -> ModuleType:
    if "newsroom" not in sys.modules:
        path = Path(__file__).resolve().parents[1] / "join" / "newsroom.py"
        spec = importlib.util.spec_from_file_location("newsroom", path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules["newsroom"] = module
        spec.loader.exec_module(module)
    return sys.modules["newsroom"]


_module()


@pytest.fixture
def newsroom():
    """An empty newsroom."""
    return sys.modules["newsroom"].Newsroom()

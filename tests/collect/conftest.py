"""What the tests of this room share."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from secondsource.collect import read_capture
from secondsource.model import Report
from secondsource.subjects import Subject


@pytest.fixture(scope="session")
def documents() -> ModuleType:
    """Documents of our own as bytes (`documents.py` beside this file)."""
    spec = importlib.util.spec_from_file_location("collect_documents", Path(__file__).with_name("documents.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def read(pack: Subject):
    """Reads one report out of text or bytes."""

    def one(data: str | bytes, name: str = "note.txt") -> Report:
        return read_capture(data.encode() if isinstance(data, str) else data, name, pack).reports[0]

    return one

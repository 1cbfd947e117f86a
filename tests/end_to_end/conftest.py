from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "demo" / "corpus"


def _program(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("end_to_end_program", Path(__file__).with_name("program.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.Program(folder)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The demo corpus, read once; tests that change the case copy it."""
    program = _program(tmp_path_factory.mktemp("demo"))
    program("run", str(CORPUS), "--quiet")
    return program


@pytest.fixture
def fresh(tmp_path: Path) -> Any:
    """The program with no case yet."""
    return _program(tmp_path)


@pytest.fixture
def corpus() -> Path:
    return CORPUS

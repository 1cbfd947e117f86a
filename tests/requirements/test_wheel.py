"""What goes into the wheel and into the sdist."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]


def known(folder: str) -> set[str]:
    listed = subprocess.run(["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode or not listed.stdout:
        pytest.skip("only a checkout knows its own files")
    return {name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()}


def test_the_wheel_holds_the_package_and_nothing_else() -> None:
    names = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    assert all(name.startswith("secondsource/") for name in names)
    assert {f"src/{name}" for name in names} >= {name for name in known("src") if not name.endswith(".po")}
    assert [name for name in names if name.endswith((".po", ".pyc")) or Path(name).name.startswith("test_")] == []
    for needed in (
        "read/tagger/weights/attribution.onnx",
        "read/tagger/event_weights/events.onnx",
        "publish/locale/ko/LC_MESSAGES/secondsource.mo",
        "subjects/dprk_labour/subject.yaml",
        "desk/templates/base.html.j2",
        "desk/templates/desk.css",
        "publish/fonts/NotoSansCJKkr-Regular.otf",
        "store/migrations/env.py",
        "py.typed",
    ):
        assert f"secondsource/{needed}" in names, needed


def test_what_the_wheel_puts_elsewhere_is_the_manual_page() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    shared = told["wheel"]["shared-data"]
    assert shared == {"docs/man/secondsource.1": "share/man/man1/secondsource.1"}
    assert all((ROOT / path).is_file() for path in shared)


def test_the_sdist_holds_what_a_checkout_does() -> None:
    names = {file.distribution_path for file in SdistBuilder(str(ROOT)).recurse_included_files()}
    assert known(".") <= names | {".gitignore"}
    assert [name for name in names if name.startswith((".venv", "build/", "dist/", ".git/"))] == []

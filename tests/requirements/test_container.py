"""The container file, held against what the repository has. No image is built: that takes a base image from elsewhere."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from secondsource.cli.publish import serve

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def lines(word: str) -> list[str]:
    """What stands behind an instruction, its lines joined."""
    joined = re.sub(r"\\\n\s*", " ", TEXT)
    return [line.split(maxsplit=1)[1] for line in joined.splitlines() if line.lstrip().startswith(f"{word} ")]


def test_the_base_is_a_plain_name_with_a_python_that_runs_the_program() -> None:
    assert {line.split()[0] for line in lines("FROM")} == {"python:3.12-slim"}
    assert "Programming Language :: Python :: 3.12" in PROJECT["classifiers"]


def test_what_is_copied_is_there_and_not_kept_out() -> None:
    (copied,) = [line.split() for line in lines("COPY") if not line.startswith("--from")]
    assert copied == ["dist/secondsource-*.whl", "requirements/dev.txt", "/in/"]
    assert (ROOT / "requirements" / "dev.txt").is_file()
    assert '"dist"' in (ROOT / "requirements" / "wheel.py").read_text(encoding="utf-8")
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert ignored == ["*", *(f"!{name}" for name in copied[:-1])]


def test_its_extras_and_entry_are_those_of_the_project() -> None:
    (given,) = lines("ARG")
    assert set(given.removeprefix("EXTRAS=").split(",")) <= set(PROJECT["optional-dependencies"])
    (entry,) = lines("ENTRYPOINT")
    assert json.loads(entry)[0] in PROJECT["scripts"]


def test_it_runs_as_nobody_special_and_asks_nobody() -> None:
    assert lines("USER") == ["secondsource"]
    assert "useradd --uid 10001" in TEXT
    assert TEXT.index("\nUSER ") < TEXT.index("\nENTRYPOINT ")
    assert lines("ADD") == [] and not re.search(r"curl|wget|apt-get", TEXT)
    assert re.findall(r"https?://[^/'\s]*", TEXT) == ["http://127.0.0.1:8765"]


def test_port_and_health_are_those_of_the_desk() -> None:
    assert lines("EXPOSE") == [str(inspect.signature(serve).parameters["port"].default)]
    assert "/healthz" in (ROOT / "src" / "secondsource" / "desk" / "needs.py").read_text(encoding="utf-8")
    assert "SECONDSOURCE_CASE=/cases/case" in TEXT and lines("VOLUME") == lines("WORKDIR") == ["/cases"]


@pytest.mark.skipif(shutil.which("sed") is None, reason="sed is not installed")
def test_the_pins_it_holds_to_are_all_of_them() -> None:
    script = re.search(r"sed -n '([^']+)'", TEXT)
    assert script
    pins = ROOT / "requirements" / "dev.txt"
    found = subprocess.run(["sed", "-n", script[1], str(pins)], capture_output=True, text=True, check=True).stdout
    assert [line.split("==")[0] for line in found.splitlines()] == re.findall(
        r"^([\w.-]+)==", pins.read_text(encoding="utf-8"), re.M
    )
    assert "sha256" not in found and "\\" not in found

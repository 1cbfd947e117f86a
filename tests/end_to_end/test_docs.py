"""What the documentation shows can be typed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from secondsource.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "demo" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)


def shown() -> list[tuple[str, str]]:
    """Every command line of the program in a block of code."""
    out = []
    for page in PAGES:
        if page.name == "cli.md":
            continue
        for kind, block in re.findall(r"```([a-z]*)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            # What a file holds stands in blocks of `text`.
            if kind == "text":
                continue
            out += [
                (page.name, line.split("#")[0].strip())
                for line in block.splitlines()
                if re.match(r"(?:\.venv/bin/)?secondsource ", line)
            ]
    return out


def test_there_is_something_to_type():
    assert len(shown()) >= 8


@pytest.mark.parametrize(("page", "line"), shown())
def test_commands_and_options_exist(page: str, line: str):
    words = line.split()[1:]
    command = typer.main.get_command(app)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    # `watch` is a command of its own too.
    assert not getattr(command, "commands", None) or getattr(command, "invoke_without_command", False), (
        f"{page}: “{line}” names no command"
    )
    assert {word.split("=")[0] for word in words if word.startswith("-")} <= known, page


def test_the_tutorial_runs(demo: Any, fresh: Any, corpus: Path):
    shutil.copytree(demo.case, fresh.folder / "demo-case")
    shutil.copytree(corpus, fresh.folder / "demo" / "corpus")
    claim = json.loads(demo("show", "--json").splitlines()[0])["id"]
    lines = [line for page, line in shown() if page == "tutorial.md"]
    assert len(lines) >= 5
    for line in lines:
        said = fresh(*(claim if word == "CLAIM" else word for word in line.split()[1:]), case=False)
        assert said or "--out" in line or " run " in line, line
    assert "<q>" in (fresh.folder / "dossier.html").read_text(encoding="utf-8")


def test_make_targets_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        target
        for page in PAGES
        for target in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named
    assert named <= targets


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{page.name}: {link}"
        for page in PAGES
        for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in link and not link.endswith(".png") and not (page.parent / link).exists()
    ]
    assert broken == []


def test_generated_pages_are_as_they_would_be_written():
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

"""What the documentation shows can be typed: `test_pages_run.py` runs most of it, this holds all of it to the command line's own parser."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import typer

from secondsource.cli.main import app
from tests.end_to_end.typed import DOCS, PAGES, ROOT, shown


def of_the_program() -> list[tuple[str, str]]:
    """Every command line of the program in a block of code, with its page."""
    return [
        (page, command)
        for page, told in shown().items()
        for command in told
        if re.match(r"(?:\.venv/bin/)?secondsource ", command)
    ]


def wrong(command: str, tree: object) -> str:
    """What of a command line does not exist; nothing if all of it does."""
    words = shlex.split(command, comments=True)[1:]
    found = tree
    while words and words[0] in getattr(found, "commands", {}):
        found = found.commands[words.pop(0)]
    # `watch` is a command of its own too.
    if getattr(found, "commands", None) and not getattr(found, "invoke_without_command", False):
        return "names no command"
    known = {option for parameter in found.params for option in (*parameter.opts, *parameter.secondary_opts)}
    given = words[: words.index("--")] if "--" in words else words
    return ", ".join(sorted({word.split("=")[0] for word in given if re.match(r"--?[a-z]", word)} - known))


def test_commands_and_options_exist():
    found, tree = of_the_program(), typer.main.get_command(app)
    assert len(found) > 150
    assert [(page, command, said) for page, command in found if (said := wrong(command, tree))] == []


def test_a_command_or_option_that_does_not_exist_is_told():
    tree = typer.main.get_command(app)
    assert wrong("secondsource decide --case kuwait", tree) == "names no command"
    assert wrong("secondsource show CLAIM --wy --case kuwait  # why", tree) == "--wy"


def test_make_targets_exist():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {target for text in PAGES.values() for target in re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)}
    assert named
    assert named <= targets


def test_links_between_pages_lead_somewhere():
    def folder(page: str) -> Path:
        return (ROOT if page in ("README.md", "CONTRIBUTING.md", "demo/README.md") else DOCS) / page

    def there(target: Path) -> bool:
        """A notebook becomes a page of its name when the site is built."""
        return target.exists() or (target.parent.name == "notebooks" and target.with_suffix(".ipynb").exists())

    broken = [
        f"{page}: {link}"
        for page, text in PAGES.items()
        for link in re.findall(r"\]\(([^)#\s]+)", text)
        if "://" not in link and not there(folder(page).parent / link)
    ]
    assert broken == []

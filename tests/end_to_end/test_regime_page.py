"""The how-to for lawyers, followed word by word: its files are written, its commands run, and what it shows is what is seen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "regime.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"(?:(?P<verb>Write|Add to) `(?P<file>[^`]+)`[^\n]*\n\n|(?P<seen>You see)[^\n]*\n\n)?```(?P<kind>\w*)\n(?P<body>.*?)```",
    re.DOTALL,
)
"""A block of code, with the file that the words before it name, or the word that it is what one sees."""


def words(text: str) -> list[str]:
    return text.split()


def followed(program: Any, last: str = "") -> list[tuple[str, str, str]]:
    """Each command with what it printed and what the page shows after it; up to the first command that begins with `last`."""
    out: list[tuple[str, str, str]] = []
    for block in BLOCK.finditer(PAGE):
        body = block["body"]
        if block["file"]:
            path = program.folder / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text(encoding="utf-8") if block["verb"] == "Add to" else ""
            path.write_text(before + body, encoding="utf-8")
        elif body.startswith("secondsource "):
            for line in body.splitlines():
                if last and line.startswith(last):
                    return out
                out.append((line, program(*line.split()[1:], case=False), ""))
        elif block["seen"] and out:
            out[-1] = (*out[-1][:2], body)
    return out


def test_what_the_page_shows_is_what_one_sees(fresh: Any):
    found = followed(fresh)
    assert len(found) == 8
    shown = [(line, said, seen) for line, said, seen in found if seen]
    assert len(shown) == 4
    for line, said, seen in shown:
        missing = [word for word in words(seen) if word not in words(said)]
        assert missing == [], (line, said)
    days = [said for line, said, _ in found if "law on" in line]
    assert ["LL-HARBOUR-7" in said for said in days] == [False, True]
    dossier = re.sub(r"\[([^\]]*)\]\(#[^)]*\)", r"\1", (fresh.folder / "harbour.md").read_text(encoding="utf-8"))
    assert "Turns on what is not known: Harbour Act of Lornland, s.7 (length of the ship: more than 20 m)" in dossier
    assert "without paying its dues" in dossier


RULE = "harbour/provisions/harbour-act.yaml"
FAULTS = [
    (RULE, "  kind:", "\tkind:"),
    (RULE, "summary: Keeps ships", "summary: Keeps this: ships"),
    (RULE, "  symbol:", "  instrument:"),
    (RULE, "  kind: prohibition\n", ""),
    (RULE, "  exceptions:", "  exeptions:"),
    (RULE, "[SHIP_ENTRY]", "SHIP_ENTRY"),
    (RULE, "fact: ship.dues_paid", "fact: ship.due_paid"),
    (RULE, "op: gt", "op: more"),
    (RULE, "'2020-06-01'", "1 June 2020"),
    (RULE, "kind: prohibition", "kind: ban"),
    ("event.jsonl", "ship.length", "ship.lenght"),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as it is before the cases are written."""

    class Written:
        folder = tmp_path_factory.mktemp("page")

        def __call__(self, *_words: str, **_options: Any) -> str:
            return ""

    followed(Written(), last="secondsource subject cases")
    return Written.folder


@pytest.mark.parametrize(("file", "old", "new"), FAULTS, ids=[new.strip() or old.strip() for _, old, new in FAULTS])
def test_the_message_is_the_one_on_the_page(
    file: str, old: str, new: str, written: Path, monkeypatch: pytest.MonkeyPatch
):
    from typer.testing import CliRunner

    from secondsource.cli.commands import app
    from secondsource.subjects import loader

    monkeypatch.chdir(written)
    path = written / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    loader.load.cache_clear()
    try:
        result = CliRunner().invoke(app, ["law", "check", "event.jsonl", "--subject", "./harbour"])
    finally:
        path.write_text(text, encoding="utf-8")
        loader.load.cache_clear()
    assert result.exit_code == (3 if file == "event.jsonl" else 1)
    said = result.stderr.strip().removeprefix("secondsource: ").removeprefix("set aside: ")
    assert said.split(" `secondsource")[0] in PAGE

"""Every command and snippet of the documentation is run: in this process, on copies of the demo's case, as the page has it."""

from __future__ import annotations

import getpass
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet as parquet
import pytest
import yaml
from typer.testing import CliRunner

from secondsource.cli.commands import app
from secondsource.store.office import passwords
from secondsource.subjects import load
from tests.cli.test_permit import quick
from tests.end_to_end.needed import (
    BY_PAGE,
    GIVEN,
    NO_COMMANDS,
    NOT_OURS,
    ONLY_PARSED,
    TEXT,
    TYPED,
    Needs,
    ids,
    report,
)
from tests.end_to_end.typed import PAGES, ROOT, blocks, shown, written
from tests.store.vault.conftest import quick_passphrases

__all__ = ["quick"]
CASES = ("kuwait", "case", "demo-case", "team")
ELSEWHERE = ("how-to/regime.md",)
"""Pages that have tests of their own, which follow them word by word."""


SAYS = {
    "tutorial.md": ("Support: at least 1, at most 1 independent origins",),
    "how-to/outlet.md": ("FW ← site foreman", "Fernhill Wire ← site foreman (Fernhill Wire)"),
    "how-to/provision.md": ("3 cases, 3 outcomes, 0 other than expected.",),
}
"""What a page says that one sees."""
PYTHON = {"concepts/sieve.md", "how-to/add-a-reader.md", "how-to/near-copies.md", "how-to/own-pack.md"}
PYTHON_ELSEWHERE = {
    "concepts/fit.md": "needs a fit, which takes minutes; tests/forecast/fit/test_fitting.py",
    "how-to/api.md": "test_program_pages.py",
    "how-to/notebook.md": "test_program_pages.py",
    "how-to/scenario.md": "test_program_pages.py",
    "how-to/languages.md": "test_languages_page.py",
    "how-to/team.md": "needs a desk with a certificate; tests/test_client.py",
}
PRINTED = r"\b(?:f[0-9a-f]{12,}|[0-9a-f]{4}(?:-[0-9a-f]{4}){4})\b"
"""The id of a forecast, or a fingerprint."""
RUNS = {
    "forecast run": ("--runs", "32"),
    "forecast compare": ("--runs", "32"),
    "forecast seal": ("--runs", "100"),
    "forecast regimes": ("--runs", "1"),
}


def words_of(command: str) -> list[str]:
    """The words of a command of the program, without its name; none for another one's."""
    words = shlex.split(command, comments=True)
    return words[1:] if words and words[0].removeprefix(".venv/bin/") == "secondsource" else []


def only_parsed(words: list[str]) -> bool:
    return any(re.match(pattern, " ".join(words)) for pattern in ONLY_PARSED)


def shorter(words: list[str]) -> list[str]:
    """The same command with a few runs of the scenario model in place of thousands."""
    runs = next((RUNS[head] for head in RUNS if " ".join(words).startswith(head)), ())
    if "--runs" in words:
        at = words.index("--runs")
        words = words[:at] + words[at + 2 :]
    return [*words, *runs]


def world(folder: Path, demo: Any, page: str, needs: Needs) -> dict[str, str]:
    """Makes the folder in which a page is typed. Gives what stands for what in it."""
    said = "\n".join(shown()[page])
    for name in CASES:
        if re.search(rf"--case {name}\b|--case=?{name}\b", said):
            shutil.copytree(demo.case, folder / name)
    (folder / "demo").mkdir()
    (folder / "demo" / "corpus").symlink_to(ROOT / "demo" / "corpus")
    for name, text in needs.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    needs.before(folder)
    for name, text in written(page).items():
        pack = name.startswith(("sources/", "provisions/"))
        (folder / "my_pack" / name if pack else folder / name).write_text(text, encoding="utf-8")
    return {**ids(demo.case), **needs.words}


def typed(command: str, stands: dict[str, str]) -> str:
    """Runs a command of the program here; gives what it prints."""
    words = [
        stands.get(word, word).replace("/mnt/usb", "usb").replace("$HOME", str(Path.home()))
        for word in words_of(command)
    ]
    into = next((n for n, word in enumerate(words) if word == ">"), None)
    asked = shorter(words[:into])
    done = CliRunner().invoke(
        app, asked, input=next((said for head, said in TYPED.items() if " ".join(asked).startswith(head)), None)
    )
    assert done.exit_code == 0, f"{command}: {done.exit_code}\n{done.output[-2000:]}"
    if into is not None:
        Path(words[into + 1]).write_text(done.stdout, encoding="utf-8")
    if " ".join(asked[:2]) in GIVEN:
        stands[GIVEN[" ".join(asked[:2])]] = re.findall(PRINTED, done.stdout)[0]
    return done.stdout


@pytest.mark.parametrize("page", [page for page in shown() if page not in ELSEWHERE])
@pytest.mark.usefixtures("quick")
def test_the_commands_of_a_page_are_run(page: str, demo: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(getpass, "getpass", lambda *_: "five words that nobody connects")
    monkeypatch.setattr(passwords, "made_up", getpass.getpass)
    quick_passphrases(monkeypatch)
    load.cache_clear()
    needs = BY_PAGE.get(page, Needs())
    stands = world(tmp_path, demo, page, needs)
    said = ""
    for command in needs.first:
        typed(f"secondsource {command}", stands)
    for command in shown()[page]:
        words = words_of(command)
        if words and not only_parsed(words):
            said += typed(command, stands)
        elif command.startswith("export ") and "..." not in command:
            for given in words_of(f"secondsource {command}")[1:]:
                monkeypatch.setenv(*given.split("=", 1))
        elif command.startswith(("echo ", "umask ")):
            subprocess.run(["/bin/sh", "-c", f"umask 077; {command}"], check=True)
    assert [words for words in SAYS.get(page, ()) if words not in said or words not in PAGES[page]] == []


def test_every_command_is_run_or_left_out_with_a_reason():
    strange = [
        (page, command)
        for page, told in shown().items()
        for command in told
        if not words_of(command)
        and not command.startswith((*NOT_OURS, *NO_COMMANDS.get(page, ()), "export ", "echo ", "umask ", "#"))
    ]
    assert strange == []
    every = [" ".join(words) for told in shown().values() for words in map(words_of, told) if words]
    assert [pattern for pattern in ONLY_PARSED if not any(re.match(pattern, command) for command in every)] == []
    assert len([command for command in every if not only_parsed(command.split())]) > len(every) / 2


def test_the_python_of_the_pages_that_have_no_test_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.json").write_text(report("a"), encoding="utf-8")
    (tmp_path / "bodies").mkdir()
    for n in range(2):
        told = {"id": [f"b{n}"], "published": [f"2020-03-0{n + 1}"], "text": [TEXT * 3]}
        parquet.write_table(pyarrow.table(told), tmp_path / "bodies" / f"{n}.parquet")
    done = set()
    for block in blocks("python"):
        if block.page in PYTHON:
            exec(compile(block.body.replace("workers=2", "workers=1"), block.page, "exec"), {"__name__": "__main__"})
            done.add(block.page)
        else:
            assert block.page in PYTHON_ELSEWHERE, block.page
            compile(block.body, block.page, "exec")
    assert done == PYTHON
    said = capsys.readouterr().out
    assert "1 read; 1 statements" in said
    assert "2 bodies, 1 groups" in said
    assert (tmp_path / "my_pack" / "subject.yaml").is_file()


def test_data_that_the_pages_show_can_be_read():
    read = {"yaml": yaml.safe_load, "toml": tomllib.loads}
    shown_data = blocks(*read)
    assert len(shown_data) > 15
    for block in shown_data:
        assert read[block.kind](block.body), block.page

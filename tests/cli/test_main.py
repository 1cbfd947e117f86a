from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from secondsource import __version__, pipeline
from secondsource.cli import codes
from secondsource.cli.output import printable

from .conftest import call

COMMANDS = ("run", "show", "export", "dossier", "serve", "law", "read", "verify", "rebuild", "doctor")


def test_help_lists_every_command_and_the_exit_codes() -> None:
    shown = call("--help").stdout
    for command in COMMANDS:
        assert f"  {command} " in shown
        assert call(command, "--help").exit_code == 0
    assert "130" in shown


def test_asking_for_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from secondsource.cli.commands import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'sqlalchemy', 'alembic', 'spacy', 'numpy', 'pyarrow', 'rich', 'jinja2', 'fastapi', 'trafilatura', 'yaml', 'msgspec'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_page_on_exit_codes_is_the_table_of_the_program() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "exit-codes.md").read_text()
    rows = [
        line.strip("| ").split(" | ", 1) for line in page.splitlines() if line.startswith("| ") and line[2].isdigit()
    ]
    assert {int(code): words for code, words in rows} == {code.value: words for code, words in codes.MEANING.items()}


def test_the_version_and_a_wrong_command() -> None:
    assert call("--version").stdout == f"secondsource {__version__}\n"
    assert call("nonsense").exit_code == 2


def test_an_interrupt_and_a_fault_end_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Path
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def faulty(*_: object, **__: object) -> None:
        raise ZeroDivisionError("words of a document")

    monkeypatch.setattr(pipeline, "run", interrupted)
    stopped = call("run", corpus, "--case", tmp_path / "case")
    assert stopped.exit_code == 130
    assert "Nothing is lost" in stopped.stderr
    monkeypatch.setattr(pipeline, "run", faulty)
    failed = call("run", corpus, "--case", tmp_path / "case")
    assert failed.exit_code == 1
    assert "ZeroDivisionError" in failed.stderr
    assert "words of a document" not in failed.stderr
    monkeypatch.setenv("SECONDSOURCE_DEBUG", "1")
    assert isinstance(call("run", corpus, "--case", tmp_path / "case").exception, ZeroDivisionError)


def test_an_interrupt_while_the_program_still_loads_ends_like_any_other() -> None:
    code = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'typer':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "from secondsource.cli.main import main\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", codes.STOPPED + "\n")


@pytest.mark.parametrize("words", [["law", "facts"], ["--version"]], ids=["in the midst", "at the end"])
def test_whoever_stops_listening_hears_no_complaint(words: list[str]) -> None:
    out, into = os.pipe()
    os.close(out)
    done = subprocess.run(
        [sys.executable, "-m", "secondsource.cli.main", *words],
        stdout=into,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )
    os.close(into)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_document_cannot_act_on_the_terminal() -> None:
    assert printable("a\x1b[31mb\u202ec\x9b2J\nd\te") == "a\ufffd[31mb\ufffdc\ufffd2J d e"

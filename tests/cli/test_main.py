from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from secondsource import __version__, pipeline
from secondsource.cli import codes, on_demand
from secondsource.cli.commands import COMMANDS
from secondsource.cli.output import printable

from .conftest import call

PROMISED = ("run", "show", "export", "dossier", "serve", "law", "read", "verify", "rebuild", "doctor")


def test_help_lists_every_command_and_the_exit_codes() -> None:
    shown = call("--help").stdout
    for command in PROMISED:
        assert f"  {command} " in shown
        assert call(command, "--help").exit_code == 0
    assert "130" in shown


LOADED = (
    "import sys; from secondsource.cli.main import main\n"
    "sys.argv = ['secondsource', *sys.argv[1:]]\n"
    "try:\n    main()\nexcept SystemExit:\n    pass\n"
    "print(*sorted(name for name in sys.modules if name.startswith('secondsource.') or '.' not in name), file=sys.stderr)"
)
HEAVY = "sqlalchemy alembic spacy numpy pyarrow rich jinja2 fastapi starlette trafilatura lxml yaml msgspec onnxruntime networkx argon2 urllib3 openpyxl docx pydantic"


def loaded(*words: str) -> set[str]:
    """What of ours, and which packages, are loaded once the program has done that."""
    done = subprocess.run([sys.executable, "-c", LOADED, *words], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_asking_for_help_loads_the_list_of_commands_and_nothing_else() -> None:
    found = loaded("--help")
    ours = {name for name in found if name.startswith("secondsource.")}
    cli = {f"secondsource.cli.{name}" for name in ("main", "codes", "commands", "completion", "errors", "on_demand")}
    assert ours == {"secondsource.cli", "secondsource.discreet", *cli}
    assert found & set(HEAVY.split()) == set()


def test_a_command_loads_no_other_and_nothing_heavy_before_it_works() -> None:
    found = loaded("doctor", "--help")
    assert found & set(HEAVY.split()) == set()
    commands = {f"secondsource.cli.{entry.module}" for entry in COMMANDS.values()}
    assert found & commands == {"secondsource.cli.doctor", "secondsource.cli.completion"}


def test_what_cannot_be_loaded_is_named_and_the_rest_works(monkeypatch: pytest.MonkeyPatch) -> None:
    on_demand.command.cache_clear()
    monkeypatch.setitem(sys.modules, "secondsource.cli.search", None)
    failed = call("search", "wages")
    assert failed.exit_code == 1
    assert "“secondsource.cli.search” cannot be loaded" in failed.stderr and "secondsource doctor" in failed.stderr
    assert call("law", "--help").exit_code == 0


def test_an_older_python_can_read_what_tells_it_so() -> None:
    package = Path(codes.__file__).parents[1]
    for name in ("__init__.py", "discreet.py", "cli/__init__.py", "cli/codes.py", "cli/main.py"):
        ast.parse((package / name).read_text(encoding="utf-8"), feature_version=(3, 8))


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

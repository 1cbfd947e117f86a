"""The real command on bad input: one sentence that says why and what to do, the rest goes on, and no traceback ever."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import Result

from secondsource.model import Decision, DecisionKind
from secondsource.store import Case

from .conftest import call

NAME = "a harbour watchman"
GOOD = f"Some 40 builders stopped work in Kuwait on March 18, {NAME} said. The café owners said that wages had been withheld."


def _documents() -> ModuleType:
    path = Path(__file__).parents[1] / "collect" / "documents.py"
    spec = importlib.util.spec_from_file_location("collect_documents", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def junk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder of everything that people drag in by mistake or send on purpose."""
    made = _documents()
    folder = tmp_path_factory.mktemp("junk") / "in"
    folder.mkdir()
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000))
    for name, data in {
        "good.txt": GOOD.encode(),
        "utf16.txt": GOOD.encode("utf-16"),
        "cp1252.txt": f"“{GOOD}” – he said".encode("cp1252"),
        "broken-utf8.txt": GOOD.encode() * 4 + b" \xff\xfe",
        "word.txt": made.word(),
        "nested.html": b"<html><script>evil()</script><body>" + b"<div>" * 50_000 + GOOD.encode(),
        "empty.txt": b"",
        "not-utf8-at-all.txt": b"".join(b"\x81\x8d\xff" + GOOD[n : n + 9].encode() for n in range(0, 99, 9)),
        "encrypted.pdf": made.pdf(password="secret"),
        "pictures.pdf": made.pdf(text=False),
        "cut.pdf": made.pdf()[:400],
        "scripts.html": b"<html><body>" + b"<script>write('x')</script>" * 5000,
        "bomb.docx": made.word(lambda name, part: b" " * 60_000_000 if name == "word/document.xml" else part),
        "deep.json": b"[" * 100_000 + b"]" * 100_000,
        "types.json": b'{"text": ["a"], "id": {}}',
        "lines.jsonl": b'{"text": "A cook said that rice was short."}\n{bad\n',
        "junk.mbox": b"From a@example.org Mon Jan 1 00:00:00 2018\nX: y\n\n" * 3,
        "deep.eml": b"From: a@example.org\nDate: x\nMIME-Version: 1.0\n" + deep + b"Content-Type: text/plain\n\nhi\n",
        "picture.png": b"\x89PNG\r\n\x1a\n",
        "line\nbreak \x1b[31m.txt": b" ",
        "🙈.txt": b"\n",
        "mail of ann@example.org.txt": b"\t",
    }.items():
        (folder / name).write_bytes(data)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    with (folder / "long.txt").open("wb") as file:
        file.write(b"word " * 1_700_000)
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe")
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(folder)  # the address of a socket must be short
        server.bind("socket")
        os.chdir(here)
    return folder


@pytest.fixture(scope="module")
def told(junk: Path) -> Result:
    return call("run", junk, "--case", junk.parent / "case", "--workers", 1)


ASIDE = {
    "empty.txt": "no text",
    "not-utf8-at-all.txt": "save it as UTF-8",
    "encrypted.pdf": "without a password",
    "pictures.pdf": "text recognition",
    "cut.pdf": "Get it again",
    "scripts.html": "a script may build it",
    "bomb.docx": "unpacks to far more",
    "deep.json": "nested too deep",
    "types.json": "holds no report",
    "lines.jsonl#2": "Mend it there",
    "junk.mbox": "no readable text",
    "deep.eml": "nested too deep",
    "picture.png": "write it down",
    "huge.txt": "200 MB",
    "long.txt": "Split it into its articles",
    "dangling.txt": "points to nothing",
    "pipe": "leave it out",
    "socket": "leave it out",
}


def test_everything_bad_is_set_aside_with_a_sentence_and_everything_good_is_read(told: Result, junk: Path) -> None:
    assert told.exit_code == 3
    lines = [line.removeprefix("set aside: ") for line in told.stderr.splitlines() if line.startswith("set aside: ")]
    said = dict(line.split(": ", 1) for line in lines)
    assert {name: words for name, words in ASIDE.items() if words not in said.get(name, "")} == {}
    assert len(said) == len(ASIDE) + 3
    with Case.open(junk.parent / "case") as case:
        view = case.view()
        assert {r.name for r in view.reports} >= {"good.txt", "utf16.txt", "cp1252.txt", "broken-utf8.txt", "word.txt"}
        assert "lines.jsonl#1" in {r.name for r in view.reports}
        assert sum(NAME in r.text for r in view.reports) >= 4
        assert len(view.set_aside) == len(said)


def test_the_messages_leak_nothing_and_do_nothing_to_the_terminal(told: Result, junk: Path) -> None:
    shown = call("show", "--set-aside", "--case", junk.parent / "case")
    for text in (told.output, shown.output):
        assert "Traceback" not in text
        assert "\x1b" not in text
        assert str(junk) not in text
        assert "ann@example.org" not in text
    assert len(shown.stdout.splitlines()) == len(ASIDE) + 4


def test_a_second_run_does_nothing_and_says_the_same(told: Result, junk: Path) -> None:
    again = call("run", junk, "--case", junk.parent / "case")
    assert again.exit_code == 3
    assert "Nothing new" in again.stdout
    assert again.stderr.splitlines()[-len(ASIDE) :] == told.stderr.splitlines()[-len(ASIDE) :]
    sound = call("verify", "--case", junk.parent / "case")
    assert sound.exit_code == 0
    assert not list((junk.parent / "case").rglob(".part-*"))


@pytest.mark.parametrize("command", ["show", "run", "verify", "rebuild", "dossier", "export"])
def test_a_path_that_is_a_file_is_no_case(tmp_path: Path, corpus: Path, command: str) -> None:
    (tmp_path / "thesis").write_text("mine")
    more = {"run": [corpus], "export": ["--what", "claims"]}.get(command, [])
    for case in (tmp_path / "thesis", tmp_path / "thesis" / "below"):
        failed = call(command, *more, "--case", case)
        assert failed.exit_code == 1
        assert failed.stderr.count("\n") == 1
        assert "case" in failed.stderr
    assert (tmp_path / "thesis").read_text() == "mine"


HARM = {
    "newer": ("case.toml", lambda data: data.replace(b"format = 1", b"format = 99"), "newer version"),
    "no toml": ("case.toml", lambda _: b"x =", "not TOML"),
    "no text": ("case.toml", lambda _: b"\xff\xfe", "UTF-8"),
    "empty toml": ("case.toml", lambda _: b"", "lacks `id`"),
    "wrong type": ("case.toml", lambda data: data.replace(b'subject = "dprk_labour"', b"subject = 3"), "`subject`"),
    "elsewhere": ("case.toml", lambda data: data.replace(b"case.db", b"../other.db"), "plain file name"),
    "no driver": ("case.toml", lambda data: data.replace(b"case.db", b"bogus://x"), "names no database"),
    "cut short": ("case.db", lambda data: data[:20_000], "backup"),
    "only a head": ("case.db", lambda data: data[:100], "backup"),
    "empty": ("case.db", lambda _: b"", "empty"),
    "other": ("case.db", lambda _: b"Dear Sir or Madam" * 999, "backup"),
}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("command", ["show", "run", "verify"])
def test_a_damaged_case_is_named_and_left_as_it_is(
    made: Path, corpus: Path, tmp_path: Path, harm: str, command: str
) -> None:
    name, change, words = HARM[harm]
    shutil.copytree(made, tmp_path / "case")
    for side in tmp_path.glob("case/case.db-*"):
        side.unlink()
    hurt = change((tmp_path / "case" / name).read_bytes())
    (tmp_path / "case" / name).write_bytes(hurt)
    failed = call(command, *([corpus] if command == "run" else []), "--case", tmp_path / "case")
    assert failed.exit_code == 1, failed.output
    assert words in failed.stderr
    assert failed.stderr.count("\n") == 1
    assert (tmp_path / "case" / name).read_bytes() == hurt
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]


def test_a_database_that_is_gone_is_not_replaced_by_an_empty_one(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "case")
    for path in tmp_path.glob("case/case.db*"):
        path.unlink()
    failed = call("verify", "--case", tmp_path / "case")
    assert failed.exit_code == 1
    assert "missing" in failed.stderr
    assert not (tmp_path / "case" / "case.db").exists()
    assert call("run", tmp_path / "case" / "captures", "--case", tmp_path / "anew", "-q").exit_code == 3
    with Case.open(tmp_path / "anew") as anew, Case.open(made) as old:
        assert {c.digest for c in anew.view().captures} == {c.digest for c in old.view().captures}


def test_an_altered_decision_is_named(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "case")
    with Case.open(tmp_path / "case") as case:
        for number in range(3):
            case.ledger.append(
                Decision(kind=DecisionKind.ACCEPT, object=f"c{number}", who="Min", at="2016-06-08T12:00:00Z", why="")
            )
        with case.writing() as connection:
            connection.exec_driver_sql("DROP TRIGGER decisions_no_update")
            connection.exec_driver_sql("UPDATE decisions SET body = replace(body, 'Min', 'Max') WHERE seq = 2")
    told = call("verify", "--case", tmp_path / "case")
    assert told.exit_code == 4
    assert "ledger: Decision 2 " in told.stdout
    assert "3 decisions" in told.stdout
    assert "Wrong: " in told.stdout


PROGRAM = [sys.executable, "-m", "secondsource.cli.main"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["--help"], ["law", "types"], ["law", "types", "--json"]])
def test_a_full_screen_or_disk_behind_the_output_is_said(words: list[str], unbuffered: str) -> None:
    environ = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environ
        )
    assert done.returncode == 1
    assert done.stderr.startswith("secondsource: ")
    assert "Traceback" not in done.stderr


def test_an_interrupt_in_the_midst_ends_at_once_and_the_next_run_finishes(tmp_path: Path, corpus: Path) -> None:
    # A shell in the background has its children ignore interrupts; here they must not.
    restore = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)}
    for attempt in range(3):
        case = tmp_path / f"case{attempt}"
        words = [*PROGRAM, "run", str(corpus), "--case", str(case)]
        running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **restore)  # type: ignore[call-overload]
        until = time.monotonic() + 60
        while not list(case.glob("captures/*/*")) and time.monotonic() < until and running.poll() is None:
            os.sched_yield()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        if running.returncode != 3:  # on a busy machine a run may be done before the interrupt is sent
            break
    assert running.returncode == 130, said
    assert said.strip().endswith("Nothing is lost: the same command goes on from there.")
    assert call("verify", "--case", case).exit_code == 0
    assert call("run", corpus, "--case", case).exit_code == 3
    assert len(call("show", "--case", case).stdout.splitlines()) > 1

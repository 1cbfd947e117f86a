"""Everything that the program does, done once: it reaches for no network, says nothing of documents in its logs, and writes for its owner alone."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DENIED = HERE / "denied"
pytestmark = pytest.mark.xdist_group("everything")
"""All of it is done once, for the tests of one process."""
PLANTED = ("zqwordle", "zqnamov", "zqmail", "zqtitular", "zqsought")
"""As `everything.py` plants them, small."""


@dataclass(frozen=True)
class Done:
    """What was left when everything was done: its folder, the exit codes, the answers of the desk, what was tried of the network."""

    folder: Path
    codes: dict[str, int]
    statuses: dict[str, int]
    tried: str


def _surroundings(folder: Path) -> dict[str, str]:
    path = os.pathsep.join((str(DENIED), os.environ.get("PYTHONPATH", "")))
    kept = {k: v for k, v in os.environ.items() if k != "SECONDSOURCE_DEBUG"}
    return {**kept, "PYTHONPATH": path, "NETWORK_DENIED_LOG": str(folder / "tried"), "NO_COLOR": "1", "PYTHONUTF8": "1"}


def _apart() -> list[str]:
    """What runs a program where there is no network at all, if the system lets us."""
    program = shutil.which("unshare")
    if program is None or subprocess.run([program, "-rn", "true"], capture_output=True, check=False).returncode:
        return []
    return [program, "-rn"]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    folder = tmp_path_factory.mktemp("everything")
    ran = subprocess.run(
        [*_apart(), sys.executable, str(HERE / "everything.py"), str(folder)],
        env=_surroundings(folder), capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    told = json.loads((folder / "told.json").read_text())
    tried = folder / "tried"
    return Done(folder, told["codes"], told["statuses"], tried.read_text() if tried.exists() else "")


def test_everything_was_done(done: Done) -> None:
    assert {name for name, code in done.codes.items() if code} == {"run", "rebuild", "bulk"}, done.codes
    assert {done.codes[name] for name in ("run", "rebuild", "bulk")} == {3}, "what cannot be read is set aside"
    assert len(done.codes) > 40 and len(done.statuses) > 90
    assert not [address for address, status in done.statuses.items() if status >= 500]
    for kind in ("/claims/c", "/reports/", "/law/provisions/", "/sources/", "/api/claims/c", "/decide"):
        assert any(kind in address and status == 200 for address, status in done.statuses.items()), kind
    assert (done.folder / "out" / "dossier.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_of_it_reaches_for_the_network(done: Done) -> None:
    assert done.tried == ""


def test_what_denies_the_network_is_felt(tmp_path: Path) -> None:
    """The same guard, on a command that asks for the network, and on the bare calls."""
    env = _surroundings(tmp_path)
    said = (
        "import socket\n"
        "for act in (lambda: socket.create_connection(('192.0.2.1', 9), 1), lambda: socket.getaddrinfo('bare.example', 80),\n"
        "            lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))):\n"
        "    try: act()\n"
        "    except PermissionError as error: print(error)\n"
    )
    ran = subprocess.run([sys.executable, "-c", said], env=env, capture_output=True, text=True, check=False)
    assert ran.stdout.count("the network is denied") == 3, ran.stderr
    from secondsource.store import Case
    from secondsource.store.watching import SourceKind, Watching
    from secondsource.watch.sources import add

    Case.create(tmp_path / "case", now="2026-03-01T09:00:00Z").close()
    watching = Watching(tmp_path / "case")
    add(watching, SourceKind.FEED, "https://news.example/rss", at="2026-03-01T09:00:00Z")
    watching.close()
    asked = [sys.executable, "-m", "secondsource.cli.main", "watch", "gather", "--case", "case"]
    subprocess.run(asked, env=env, capture_output=True, check=False, cwd=tmp_path, timeout=300)
    tried = (tmp_path / "tried").read_text()
    assert tried.count("192.0.2.1") == 2 and tried.count("bare.example") == 1 and "news.example" in tried, tried


LOGS = ("run", "rebuild", "watch-add", "watch", "watch-gather", "serve", "bulk", "doctor", "verify", "mark", "move", "archive",
        "forecast", "people", "decide")  # fmt: skip
"""Commands of whose output people keep logs, or that services run: neither what they say nor what they complain of may tell of documents."""


def test_no_log_tells_of_documents_or_people(done: Done) -> None:
    logs = done.folder / "logs"
    told = [logs / f"{name}.{end}" for name in LOGS for end in ("out", "err")]
    told += sorted(logs.glob("*.err"))
    told += [p for p in (done.folder / "bulk").rglob("*") if p.is_file() and p.suffix != ".parquet"]
    told += [p for p in (done.folder / "case").rglob("*") if p.suffix in (".lock", ".json", ".toml", ".log")]
    assert (logs / "run.err").stat().st_size and any(p.suffix == ".jsonl" for p in told)
    found = [(p.name, word) for p in told for word in PLANTED if word in p.read_bytes().decode("latin-1").casefold()]
    assert found == []


def test_the_planted_words_are_where_they_belong(done: Done) -> None:
    """Else their absence would prove nothing."""
    shown = (done.folder / "logs" / "show.out").read_text() + (done.folder / "out" / "dossier.html").read_text()
    assert "Zqwordle" in shown
    originals = b"".join(p.read_bytes() for p in (done.folder / "case" / "captures").rglob("*") if p.is_file())
    for word in (b"Zqwordle", b"Zqnamov", b"zqmail", b"Zqtitular"):
        assert word in originals


def test_all_that_is_written_is_its_owners_alone(done: Done) -> None:
    """Under the common umask of 022, which would let everybody on the machine read."""
    written = [p for name in ("case", "out", "bulk") for p in (done.folder / name, *(done.folder / name).rglob("*"))]
    assert [p.name for p in written if stat.S_IMODE(p.lstat().st_mode) & 0o077] == []
    assert len(list((done.folder / "out").rglob("*"))) > 25

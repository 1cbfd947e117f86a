from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
import uvicorn

from secondsource.desk import NotThisMachine, serve
from secondsource.desk.serve import AloneOnly, NoPort, is_loopback
from secondsource.model import NoCase
from secondsource.store import Case


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.1", False),
        ("desk.example", False),
    ],
)
def test_only_loopback_is_this_machine(host: str, here: bool) -> None:
    assert is_loopback(host) is here


def test_other_machines_must_be_allowed_in_so_many_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z").close()
    served: list[str] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, host, **more: served.append(host))
    said: list[str] = []
    with pytest.raises(NotThisMachine, match=r"0\.0\.0\.0"):
        serve(tmp_path / "case", host="0.0.0.0", say=said.append)
    assert (served, said) == ([], [])
    serve(tmp_path / "case", host="0.0.0.0", port=0, allow_others=True, say=said.append)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    serve(tmp_path / "case", port=port, say=said.append)
    assert served == ["0.0.0.0", "127.0.0.1"]
    assert f"http://127.0.0.1:{port}/" in said[1]


def test_a_free_port_is_taken_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z").close()
    served: list[int] = []
    monkeypatch.setattr(uvicorn, "run", lambda app, host, port, **more: served.append(port))
    said: list[str] = []
    serve(tmp_path / "case", port=0, say=said.append)
    assert served[0] > 0 and f":{served[0]}/ (" in said[-1]


def test_a_taken_port_is_told_before_anything_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z").close()
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)
    said: list[str] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(NoPort, match=rf"port {port} \(Address already in use\)\. .* --port; 0 takes"):
            serve(tmp_path / "case", port=port, say=said.append)
    assert said == []


def test_there_must_be_a_case(tmp_path: Path) -> None:
    with pytest.raises(NoCase):
        serve(tmp_path / "none")


def test_several_processes_serve_one_desk_and_end_with_it(tmp_path: Path) -> None:
    Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z").close()
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "secondsource.cli.main", "serve", "--case", str(tmp_path / "case")]
    process = subprocess.Popen([*command, "--port", str(port), "--processes", "2", "--quiet"])
    try:
        tokens: set[str] = set()
        for turn in range(600):
            try:
                with urlopen(f"http://127.0.0.1:{port}/today", timeout=10) as answer:
                    tokens.add(answer.read().decode().partition('name="token" value="')[2].partition('"')[0])
            except OSError:
                assert process.poll() is None
                time.sleep(0.1)
                continue
            if tokens and turn > 20:
                break
        # Whoever answers, a form of the one is a form of the other.
        assert len(tokens) == 1 and "" not in tokens
        children = [c for t in Path(f"/proc/{process.pid}/task").glob("*/children") for c in t.read_text().split()]
    finally:
        process.terminate()
        process.wait(30)
    assert not [
        c for c in children if Path(f"/proc/{c}").exists() and "serve" in Path(f"/proc/{c}/cmdline").read_text()
    ]


def test_a_provider_and_several_processes_do_not_go_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Case.create(tmp_path / "case", now="2026-01-01T00:00:00Z").close()
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)
    with (tmp_path / "case" / "case.toml").open("a") as file:
        file.write('[sign_in]\nissuer = "https://id.example"\nclient = "a"\naddress = "https://d.example"\n')
    with pytest.raises(AloneOnly):
        serve(tmp_path / "case", processes=2, say=lambda _: None)
    serve(tmp_path / "case", port=0, say=lambda _: None)

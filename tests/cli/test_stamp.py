from __future__ import annotations

import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.authority import Authority

from .conftest import call


class Served:
    """An authority that answers on this machine; `down` makes it answer with an error."""

    def __init__(self) -> None:
        self.authority = Authority()
        self.down = False
        self.asked: list[tuple[str, str, bytes]] = []
        served = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                served.asked.append((self.path, self.headers["Content-Type"], body))
                answer = b"" if served.down else served.authority.answer(body)
                self.send_response(503 if served.down else 200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/tsr"


@pytest.fixture
def served() -> Iterator[Served]:
    made = Served()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "case"))


def test_captures_are_stamped_shown_proved_and_verified(case: Path, served: Served, tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(served.authority.pem)
    result = call("stamp", "--case", case)
    assert result.exit_code == 0 and "Nothing is sent" in result.stdout and not served.asked
    result = call("stamp", "--case", case, "--authority", served.url)
    assert result.exit_code == 0 and "Stamped: 3 captures at 2026-06-01T12:00:00Z" in result.stdout
    ((path, media, body),) = served.asked
    assert (path, media) == ("/tsr", "application/timestamp-query") and len(body) < 100
    result = call("verify", "--case", case, "--certificate", tmp_path / "root.pem")
    assert result.exit_code == 0 and "1 time stamp," in result.stdout and "not by whom" not in result.stdout
    assert "not by whom" in call("verify", "--case", case).stdout
    (tmp_path / "other.pem").write_bytes(Authority().pem)
    assert call("verify", "--case", case, "--certificate", tmp_path / "other.pem").exit_code == 4
    shown = json.loads(call("custody", "a.json", "--case", case, "--json").stdout)
    assert shown["stamps"][0]["at"] == "2026-06-01T12:00:00Z" and shown["whole"]
    proof = tmp_path / "proof.json"
    assert call("custody", "a.json", "--proof", proof, "--case", case).exit_code == 0
    original = next(case.glob(f"captures/*/{shown['capture']['digest']}"))
    held = call("stamp", "--check", proof, "--original", original, "--certificate", tmp_path / "root.pem")
    assert held.exit_code == 0 and "Its signature holds. The file is that capture." in held.stdout
    other = next(p for p in case.glob("captures/*/*") if p != original)
    assert call("stamp", "--check", proof, "--original", other).exit_code == 4


def test_a_request_waits_until_the_authority_answers(case: Path, served: Served) -> None:
    assert call("stamp", "--case", case, "--authority", served.url, "--later").exit_code == 0 and not served.asked
    served.down = True
    result = call("stamp", "--case", case)
    assert result.exit_code == 4 and "Waits: 3 captures" in result.stdout and "503" in result.stdout
    assert "waits for" in call("custody", "a.json", "--case", case).stdout
    served.down = False
    result = call("stamp", "--case", case)
    assert result.exit_code == 0 and "Stamped: 3 captures" in result.stdout
    assert call("verify", "--case", case).exit_code == 0


def test_nobody_there_is_no_fault_of_the_program(case: Path, served: Served) -> None:
    served.server.shutdown()
    served.server.server_close()
    result = call("stamp", "--case", case, "--authority", served.url)
    assert result.exit_code == 4 and "could not be reached" in result.stdout


def test_the_log_of_all_captures_and_of_none(case: Path) -> None:
    rows = [json.loads(row) for row in call("custody", "--case", case, "--json").stdout.splitlines()]
    assert [row["seq"] for row in rows] == [1, 2, 3] and not any(row["stamped"] for row in rows)
    assert "a.json" in call("custody", "--case", case).stdout
    result = call("custody", "nothing", "--case", case)
    assert result.exit_code == 1 and "no capture of this name" in result.output

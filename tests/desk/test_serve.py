from __future__ import annotations

from pathlib import Path

import pytest
import uvicorn

from secondsource.desk import NotThisMachine, serve
from secondsource.desk.serve import is_loopback
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
    serve(tmp_path / "case", host="0.0.0.0", port=1, allow_others=True, say=said.append)
    serve(tmp_path / "case", port=8765, say=said.append)
    assert served == ["0.0.0.0", "127.0.0.1"]
    assert "http://127.0.0.1:8765/" in said[1]


def test_there_must_be_a_case(tmp_path: Path) -> None:
    with pytest.raises(NoCase):
        serve(tmp_path / "none")

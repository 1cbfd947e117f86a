"""A whole run with the remote reader: one report answered well, one badly, and everything derived once more without the server."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from secondsource.pipeline import rebuild, run, verify
from secondsource.read.remote import RemoteReader
from secondsource.read.remote.kept import Folder
from secondsource.store import Case
from secondsource.subjects import Subject

from .conftest import Replay, raw, said

NOW = datetime(2016, 6, 8, 12, 0, tzinfo=UTC)
GOOD = "A foreman said that some forty builders stopped work in Kuwait on March 18."
BAD = "The ministry said that nothing was known of it."


def report(name: str, text: str) -> str:
    return json.dumps({"id": name, "outlet": "Gulf Courier", "published": "2016-03-20", "language": "en", "text": text})


def answer(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    row = {
        "sentence": 0,
        "content": "some forty builders stopped work in Kuwait on March 18",
        "cue": "said",
        "speaker": "A foreman",
        "chain": [{"words": "A foreman", "sentence": 0, "kind": "unnamed"}],
        "basis": "told",
        "factuality": "asserted",
        "events": [{"type": "WORK_STOPPAGE", "trigger": "stopped work", "when": "March 18", "where": "Kuwait"}],
    }
    well = "forty builders" in asked["messages"][1]["content"]
    said({"statements": [row]} if well else "The ministry is right.")(handler)


def test_the_run_goes_on_and_a_rebuild_asks_nobody(server: Replay, pack: Subject, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(report("a", GOOD))
    (tmp_path / "b.json").write_text(report("b", BAD))
    server.will(lambda handler: answer(handler, server.asked[-1]))

    def reader() -> RemoteReader:
        return RemoteReader(server.settings(), pack, pause=lambda _: None, answers=Folder(tmp_path / "answers"))

    with Case.create(tmp_path / "case", now="2016-06-08T12:00:00Z") as case:
        result = run(case, [tmp_path / "a.json", tmp_path / "b.json"], reader=reader(), now=NOW)
        assert (result.read, result.claims) == (2, 1)
        (aside,) = result.set_aside
        assert aside.error == "AnswerNotJson"
        assert "JSON" in aside.reason
        assert verify(case) == []
        before = case.view()
        (statement,) = [s for r in before.readings for s in r.statements]
        assert statement.how == "remote:toy"
        assert run(case, [], reader=reader(), now=NOW).idle

        server.will(raw(b"", 500))
        rebuild(case, reader=reader(), now=NOW)
        after = case.view()
        assert (after.readings, after.claims, after.traced) == (before.readings, before.claims, before.traced)

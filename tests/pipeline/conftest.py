"""A small corpus of our own in mixed formats, and ways to look at a case as bytes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from secondsource.model.codec import encode
from secondsource.store import Case

NOW = datetime(2016, 6, 8, 12, 0, tzinfo=UTC)
STAMP = "2016-06-08T12:00:00Z"


def report(name: str, outlet: str, day: str, text: str) -> str:
    return json.dumps(
        {"id": name, "outlet": outlet, "published": day, "language": "en", "title": "Builders", "text": text}
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    one = (
        "A foreman said that some forty builders stopped work in Kuwait. He asked for their names to be kept out of it."
    )
    two = "A driver said that the builders stopped work in Kuwait. The ministry said that nothing was known of it."
    (folder / "a.json").write_text(report("a", "The Harbour Post", "2016-03-19", one))
    (folder / "b.json").write_text(report("b", "Gulf Courier", "2016-03-20", two))
    (folder / "c.jsonl").write_text(
        report("c1", "Gulf Courier", "2016-03-21", two.replace("A driver", "The driver"))
        + "\n"
        + report("c2", "Delta Wire", "2016-03-22", one.replace("A foreman", "An elder"))
    )
    (folder / "d.txt").write_text(
        "The mason said that two hundred men stopped work in Kuwait. Write to the mason at mason@example.org.\n"
    )
    (folder / "e.pdf").write_bytes(b"%PDF-1.4 cut short")
    (folder / "f.txt").write_bytes(b"")
    return folder


def state(case: Case, *, custody: bool = True) -> bytes:
    """Everything in the case but its own name and the instants of this run, as bytes: equal bytes, equal cases."""
    view = case.view()
    parts = (
        view.captures,
        [(c.seq, c.capture, c.path) for c in view.custody] if custody else None,
        view.readings,
        view.claims,
        view.traced,
        view.grades,
        view.findings,
        view.indicators,
        view.set_aside,
        view.unmet,
    )
    return encode(parts)

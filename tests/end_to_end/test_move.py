"""A case that people have worked on, in a file, on a server, restored from a backup of it there, and in a file again: every export, dossier and page of record the same byte for byte."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest

from secondsource.publish import EXCHANGE, FORMATS, WHAT, WHOLE, edition, export
from secondsource.store import Case
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry
from tests import objectstore

_STORIES = ("F_CORRECTION",)


@pytest.fixture
def worked_on(demo: Any, tmp_path: Path) -> Any:
    """The demo corpus, one of the stories where they are at hand, and what people made of it."""
    program = type(demo)(tmp_path)
    shutil.copytree(demo.case, program.case)
    stories = Path(__file__).resolve().parents[3] / "shared" / "stories"
    texts = [str(stories / name) for name in _STORIES if (stories / name).is_dir()]
    if texts:
        program("run", *texts, "--quiet", code=3)  # each story tells of itself in a file that is no report
    who = ("--who", "M. Weiss", "--why", "as agreed, 합의한 대로")
    first, *_ = program.rows("claims")
    program("decide", "grade", first["id"], "C3", *who)
    statement, other, *_ = program.rows("statements")
    program("decide", "accept", statement["id"], *who)
    program("decide", "reject", other["id"], *who)
    with Case.open(program.case) as case:
        last = case.ledger.entries()[-1]
    program("decide", "undo", last.hash, *who)
    report, hidden, *_ = program.rows("reports")
    program("mark", report["id"], "AMBER", *who)
    program("redact", "add", hidden["id"], "--as", "report", *who)
    return program


def _everything(program: Any) -> dict[str, bytes]:
    """All that leaves a case, by its name."""
    out: dict[str, bytes] = {}
    with Case.open(program.case) as case:
        view = case.view()
        shelves = [(what, form) for what in WHAT for form in FORMATS] + [(WHOLE, form) for form in EXCHANGE]
        for what, form in shelves:
            written = io.BytesIO()
            export(view, what, form, written)
            out[f"{what}.{form}"] = written.getvalue()
        for form in ("html", "md", "docx", "pdf"):
            out[f"dossier.{form}"] = edition(view, form).data
        out["safe.html"] = edition(view, "html", redacted=True).data
        out["ledger"] = repr(case.ledger.entries()).encode()
        out["custody"] = repr(view.custody).encode()
        out["marks"] = repr(view.marks).encode()
    out["record"] = program("custody", "--json").encode()
    out["decisions"] = program("show", "--decisions", "--json").encode()
    return out


def test_whatever_leaves_the_case_is_the_same_wherever_it_stands(
    worked_on: Any, postgres_url: str, s3: objectstore.Server
) -> None:
    wanted = _everything(worked_on)
    assert sum(map(bool, wanted.values())) > 50
    said = worked_on("move", "--database", postgres_url, "--captures", s3.bucket() + "/kuwait")
    assert "read back and compared" in said and "hashed again there" in said and "--remove-old" in said
    there = _everything(worked_on)
    assert [name for name in wanted if there[name] != wanted[name]] == []
    worked_on("verify", "--quiet")
    _restored_as_it_was(worked_on, wanted)
    assert "Taken away: case.db" in worked_on("move", "--remove-old")
    assert not (worked_on.case / "captures").exists()
    worked_on("move", "--database", "case.db", "--captures", "captures", "--remove-old", "--quiet")
    back = _everything(worked_on)
    assert [name for name in wanted if back[name] != wanted[name]] == []
    worked_on("verify", "--quiet")
    assert "No move has left anything" in worked_on("move", "--remove-old")
    worked_on("move", code=1)
    worked_on("move", "--database", "case.db", code=1)


def _restored_as_it_was(program: Any, wanted: dict[str, bytes]) -> None:
    """Backs the case up from where it is, restores it into a folder, and compares all that leaves it."""
    office = Office(program.case)
    office.record.add(Entry(who="M. Weiss", at="2026-05-04T03:02:01Z", act=Deed.TAKEN, object="o1", why="합의"))
    program("backup", "--to", "backup", "--quiet")
    other = type(program)(program.folder / "restored")
    other.folder.mkdir()
    program("restore", "backup", "--to", "restored/case", "--quiet", case=False)
    there = _everything(other)
    assert [name for name in wanted if there[name] != wanted[name]] == []
    restored = Office(other.case)
    assert restored.record.entries() == office.record.entries() != ()
    for one in (office, restored):
        one.close()

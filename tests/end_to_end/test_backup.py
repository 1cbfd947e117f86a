"""A case that people have worked on, restored from a backup: every export, dossier and page of record the same byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry

from .test_move import _everything


def test_whatever_leaves_the_restored_case_is_the_same(demo: Any, postgres_url: str, tmp_path: Path) -> None:
    program = type(demo)(tmp_path)
    shutil.copytree(demo.case, program.case)
    who = ("--who", "M. Weiss", "--why", "as agreed, 합의한 대로")
    first, *_ = program.rows("claims")
    program("decide", "grade", first["id"], "C3", *who)
    report, *_ = program.rows("reports")
    program("mark", report["id"], "AMBER", *who)
    office = Office(program.case)
    office.record.add(Entry(who="M. Weiss", at="2026-05-04T03:02:01Z", act=Deed.TAKEN, object="o1", why="합의"))
    office.close()
    wanted = _everything(program)
    assert sum(map(bool, wanted.values())) > 50
    program("backup", "--to", str(tmp_path / "backup"), "--quiet")
    program("move", "--database", postgres_url, "--captures", (tmp_path / "nas").as_uri(), "--remove-old", "--quiet")
    assert "0 of them new" in program("backup", "--to", str(tmp_path / "backup"))
    other = type(demo)(tmp_path / "restored")
    other.folder.mkdir()
    program("restore", str(tmp_path / "backup"), "--to", str(other.case), "--quiet", case=False)
    there = _everything(other)
    assert [name for name in wanted if there[name] != wanted[name]] == []
    restored = Office(other.case)
    assert [sealed.entry.object for sealed in restored.record.entries()] == ["o1"]
    restored.close()

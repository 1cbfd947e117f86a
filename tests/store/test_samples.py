"""Cases as programs of earlier days made them: today's opens each, finds all that is in it, hands it out, backs it up and restores it."""

from __future__ import annotations

import io
import sqlite3
import tarfile
from pathlib import Path

import pytest

from secondsource.pipeline import verify
from secondsource.publish import WHAT, export
from secondsource.store import Case
from secondsource.store.backup import Keys, backup, restore
from secondsource.store.moving.places import ROOMS
from secondsource.store.office import Office
from secondsource.store.watching import Watching

from .samples.make import HERE, SAMPLES


def unpacked(name: str, to: Path) -> Path:
    with tarfile.open(HERE / f"{name}.tar.xz") as packed:
        packed.extractall(to)  # our own; older 3.11 has no filters
    return to / "case"


def revisions(folder: Path) -> dict[str, str]:
    """The revision of each file of tables, by the room's name."""
    found = {}
    for room in ROOMS:
        if (folder / f"{room.name}.db").exists():
            with sqlite3.connect(folder / f"{room.name}.db") as connection:
                ((found[room.name],),) = connection.execute("SELECT version_num FROM alembic_version")
            connection.close()
    return found


def told(folder: Path) -> dict[str, bytes]:
    """All that leaves a case."""
    out = {}
    with Case.open(folder) as case:
        view = case.view()
        for what in WHAT:
            written = io.BytesIO()
            export(view, what, "jsonl", written)
            out[what] = written.getvalue()
            out["ledger"] = repr(case.ledger.entries()).encode()
        out["custody"] = repr(view.custody).encode()
    return out


@pytest.mark.parametrize("name", SAMPLES)
def test_a_case_of_an_earlier_day_opens_with_all_that_is_in_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, untouched = unpacked(name, tmp_path / "a"), unpacked(name, tmp_path / "b")
    before = revisions(folder)
    with monkeypatch.context() as only_read:
        only_read.setattr("secondsource.store.case._read_only", lambda _: True)
        assert backup(untouched, tmp_path / "backup", at="2026-05-04T03:02:01Z", tool="test", given=Keys()).lost == ()
    assert revisions(untouched) == before, "what may only be read is kept as it is"
    with Case.open(folder) as case:
        assert verify(case) == []
        entries = case.ledger.entries()
        assert [(entry.decision.who, entry.decision.why) for entry in entries] == [
            ("M. Weiss", "합의"),
            ("Kim", "a slip"),
        ]
        assert entries[1].decision.object == entries[0].hash
        assert len(case.view().custody) == len(case.view().captures) == 3
    office, watching = Office(folder), Watching(folder)
    objects = [sealed.entry.object for sealed in office.record.entries()]
    addresses = [source.address for source in watching.sources.all()]
    office.close()
    watching.close()
    assert objects == (["o1", "o0"] if "office" in name else [])
    assert addresses == (["https://post.example/rss"] if "watch" in name else [])
    assert revisions(folder) == {room.name: room.head for room in ROOMS if room.name in before}
    wanted = told(folder)
    assert all(wanted[what] for what in ("statements", "mentions", "claims", "reports", "findings"))
    restore(tmp_path / "backup", tmp_path / "back", given=Keys())
    assert revisions(tmp_path / "back") == revisions(folder)
    with Case.open(tmp_path / "back") as case:
        assert verify(case) == []
    again = told(tmp_path / "back")
    assert [what for what in wanted if again[what] != wanted[what]] == []


def test_there_is_a_sample_of_every_revision_but_one_that_is_new() -> None:
    """A sample of the newest is made once it is on the main branch: see `samples/make.py`."""
    from alembic.script import ScriptDirectory

    stored: dict[str, set[str]] = {room.name: set() for room in ROOMS}
    for name in SAMPLES:
        for part in name.split("-"):
            stored[part[:-1]].add(f"000{part[-1]}")
    for room in ROOMS:
        known = [script.revision for script in ScriptDirectory(str(room.scripts)).walk_revisions()]
        assert set(known[1:]) <= stored[room.name], f"make a sample of {room.name} before {known[0]}"
    assert {path.name.partition(".")[0] for path in HERE.glob("*.tar.xz")} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_what_its_name_says(name: str, tmp_path: Path) -> None:
    said = {part[:-1]: f"000{part[-1]}" for part in name.split("-")}
    assert revisions(unpacked(name, tmp_path)) == said

"""Disks that are full or read-only, clocks that go back, two programs at once: a sentence, and nothing broken."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hardening.acts import (
    ACTS,
    NOW,
    STAMP,
    Room,
    corpus,
    goes,
    keeps,
    problems,
    reads,
    restores,
    reviews,
    told,
)
from secondsource.model import Decision, DecisionKind, SecondsourceError
from secondsource.pipeline import decide, run, verify
from secondsource.store import Case, CaseBusy, NoRoom, ReadOnly
from secondsource.store.backup import Keys, check, restore
from secondsource.store.backup import backup as back_up
from secondsource.store.errors import CaseMoved
from secondsource.store.moving import move
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry
from secondsource.store.watching import Watching
from tests.pipeline.rules import RuleReader

from .conftest import Disk

DECISION = Decision(kind=DecisionKind.ACCEPT, object="c1", who="b", at=STAMP, why="")


def silent(_: str) -> None:
    """Hears nothing."""


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A case in its fourth act: read, reviewed, backed up."""
    folder = tmp_path_factory.mktemp("misfortune")
    corpus(folder / "in")
    room = Room(folder, folder / "in", "other.db", "case.db")
    with Case.create(room.case, now=STAMP):
        pass
    for _, act in ACTS[:3]:
        act(room, silent)
    return room


def copied(room: Room, folder: Path) -> Room:
    """The same on other ground."""
    shutil.copytree(room.case, folder / "case")
    shutil.copytree(room.folder / "backup", folder / "backup")
    return replace(room, folder=folder)


@pytest.mark.parametrize(
    ("act", "left"),
    [(reads(1), 200_000), (reviews(1), 150_000), (keeps, 8_000), (goes, 400_000), (restores, 400_000)],
)  # fmt: skip
def test_a_full_disk_is_a_sentence_and_the_same_again_does_it(
    _made: Room, disk: Disk, tmp_path: Path, act: Callable[[Room, Any], None], left: int
) -> None:
    room, undisturbed = copied(_made, disk.folder), copied(_made, tmp_path)
    if act is keeps:
        reads(1)(room, silent)
        reads(1)(undisturbed, silent)
    disk.fill(left)
    with pytest.raises(NoRoom, match="is full"):
        act(room, silent)
    assert not list(disk.folder.rglob(".moving-*")) and not list(disk.folder.rglob(".part-*"))
    disk.free()
    assert list(problems(room, set())) == []
    act(room, silent)
    act(undisturbed, silent)
    assert told(room.case) == told(undisturbed.case)
    assert list(problems(room, set())) == []


@pytest.mark.parametrize("most", [0, 120_000])
def test_where_no_file_may_grow_it_is_a_sentence_too(_made: Room, tmp_path: Path, most: int) -> None:
    """As a full disk, where nothing can be mounted: the system refuses what is written beyond so many bytes of a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    room = copied(_made, tmp_path)
    wanted = told(room.case)
    for act in (reviews(1), keeps, goes):
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        try:
            act(room, silent)
        except SecondsourceError as error:
            assert isinstance(error, NoRoom)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert list(problems(room, set())) == []
    if most == 0:
        assert told(room.case) == wanted


def test_a_disk_that_may_only_be_read_can_be_read_and_backed_up_from(_made: Room, disk: Disk, tmp_path: Path) -> None:
    room = copied(_made, disk.folder)
    wanted = told(room.case)
    disk.remount("ro")
    assert told(room.case) == wanted and list(problems(room, set())) == []
    office, watching = Office(room.case), Watching(room.case)
    refused: list[Callable[[], object]] = [
        lambda: reads(1)(room, silent),
        lambda: reviews(1)(room, silent),
        lambda: goes(room, silent),
        lambda: keeps(room, silent),
        lambda: restore(room.folder / "backup", room.folder / "new", given=Keys()),
        lambda: office.record.add(Entry(who="b", at=STAMP, act=Deed.TAKEN, object="o", why="")),
        lambda: watching.writing().__enter__(),
    ]
    for act in refused:
        with pytest.raises(ReadOnly) as caught:
            act()
        assert "read" in str(caught.value) or "written" in str(caught.value)
    office.close()
    watching.close()
    assert back_up(room.case, tmp_path / "backup", at=STAMP, tool="test", given=Keys()).lost == ()
    restore(tmp_path / "backup", tmp_path / "back", given=Keys())
    restore(room.folder / "backup", tmp_path / "older", given=Keys())
    assert told(tmp_path / "back") == told(tmp_path / "older") == wanted
    disk.remount("rw")
    assert list(problems(room, set())) == []


def test_a_clock_that_goes_back_breaks_nothing(_made: Room, tmp_path: Path) -> None:
    room = copied(_made, tmp_path)
    before = (NOW - timedelta(days=4000)).isoformat().replace("+00:00", "Z")
    with Case.open(room.case) as case:
        entries = case.ledger.entries()
        claim = min(claim.id for claim in case.view().claims)
        decide(case, Decision(kind=DecisionKind.OVERRIDE, object=claim, who="b", at=before, why="x", values={"grade": "B2"}))  # fmt: skip
        run(case, [room.corpus / "in1"], reader=RuleReader(), now=NOW - timedelta(days=4000))
        assert case.ledger.entries()[: len(entries)] == entries and len(case.ledger.entries()) == len(entries) + 1
        assert verify(case) == []
        (entry,) = case.ledger.entries()[len(entries) :]
        assert (entry.decision.at, entry.previous) == (before, entries[-1].hash)
    made = back_up(room.case, room.folder / "backup", at=before, tool="test", given=Keys())
    assert made.number == 2
    restore(room.folder / "backup", tmp_path / "back", given=Keys())
    assert told(tmp_path / "back") == told(room.case)
    move(room.case, now=before, database="other.db")
    assert list(problems(room, set())) == []


_WORKS = """
import sys
from pathlib import Path
from secondsource.store import Case
with Case.open(Path(sys.argv[1])) as case, case.alone():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_programs_on_one_case(_made: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import import_module

    monkeypatch.setattr(import_module("secondsource.store.moving.move"), "_PATIENCE", 0.1)
    room = copied(_made, tmp_path)
    wanted = told(room.case)
    other = subprocess.Popen(
        [sys.executable, "-c", _WORKS, str(room.case)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None and other.stdin is not None
    try:
        assert other.stdout.readline() == "held\n"
        with Case.open(room.case) as case:
            for act in (
                lambda: run(case, [room.corpus / "in1"], reader=RuleReader(), now=NOW),
                lambda: decide(case, DECISION, wait=0.1),
                lambda: move(room.case, now=STAMP, database="other.db"),
            ):
                with pytest.raises(CaseBusy, match=f"process {other.pid}"):
                    act()
        # looking at it and backing it up need nobody to stop
        assert told(room.case) == wanted
        assert back_up(room.case, room.folder / "backup", at=STAMP, tool="test", given=Keys()).wrong == ""
    finally:
        other.stdin.close()
        other.wait(60)
        other.stdout.close()
    assert list(problems(room, set())) == []
    with Case.open(room.case) as before:
        move(room.case, now=STAMP, database="other.db")
        with pytest.raises(CaseMoved):
            decide(before, DECISION)
    assert told(room.case) == wanted
    assert [state.number for state in check(room.folder / "backup", given=Keys()).states] == [1, 2]
    assert os.path.exists(room.case / "case.db")  # noqa: PTH110

"""A handful of the kills that `python -m hardening.kills` makes by the hundred."""

from __future__ import annotations

import io
import os
import shutil
import sys
from itertools import islice
from pathlib import Path

import pytest

from hardening.acts import ACTS, problems, told
from hardening.killed import WorkFailed, killed
from hardening.kills import Kills

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
KILLS = int(os.environ.get("SECONDSOURCE_KILLS", "5"))


def test_whatever_is_killed_nothing_is_lost_and_it_goes_on(tmp_path: Path) -> None:
    kills = Kills(tmp_path, acts=(*ACTS[:3], ACTS[4]))
    assert [(kill.act, kill.how, kill.wrong) for kill in islice(kills.each(), KILLS) if kill.wrong] == []


def test_what_is_lost_is_noticed(tmp_path: Path) -> None:
    kills = Kills(tmp_path, acts=ACTS[:2])
    room = kills._room()
    before = told(room.case)
    acknowledged: set[str] = set()
    for _, act in ACTS[:2]:
        act(room, acknowledged.add)
    assert list(problems(room, acknowledged)) == [] and told(room.case) != before
    assert {what.partition(" ")[0] for what in acknowledged} == {"capture", "decision", "record"}
    for what in ("capture 0", "decision 0", "record 0"):
        assert list(problems(room, {what})) == [f"It was acknowledged and is not there: {what}."]
    shutil.rmtree(room.case / "captures")
    assert len(list(problems(room, set()))) == 5


def test_a_kill_is_a_kill_and_an_error_an_error(tmp_path: Path) -> None:
    def work(done) -> None:  # type: ignore[no-untyped-def]
        done("first")
        (tmp_path / "made").mkdir()
        done("second")

    def fails(done) -> None:  # type: ignore[no-untyped-def]
        sys.stderr = io.StringIO()
        raise ValueError

    end = killed(work, moment=2)
    assert (end.killed, end.acknowledged) == (True, ("first",)) and (tmp_path / "made").is_dir()
    (tmp_path / "made").rmdir()
    end = killed(work)
    assert (end.killed, end.acknowledged, end.moments) == (False, ("first", "second"), 2)
    with pytest.raises(WorkFailed):
        killed(fails)


if sys.version_info >= (3, 12):
    pytestmark = [pytestmark, pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")]  # type: ignore[assignment]

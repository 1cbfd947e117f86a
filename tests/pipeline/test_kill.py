"""kill -9 at every point where a run writes something; run again; the case is the one of an uninterrupted run."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from secondsource.pipeline import run, verify
from secondsource.store import Case

from .conftest import NOW, STAMP, state
from .rules import RuleReader

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


class _Points:
    """Counts the moments at which something is written, and ends the process at the one that is wanted."""

    def __init__(self, last: int | None) -> None:
        self.passed = 0
        self.last = last

    def __call__(self, *_: object) -> None:
        self.passed += 1
        if self.passed == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def _go(folder: Path, corpus: Path, points: _Points) -> None:
    fsync: Callable[[int], None] = os.fsync
    replace: Callable[..., Path] = Path.replace

    def settled(handle: int) -> None:
        points()
        fsync(handle)
        points()

    def renamed(self: Path, target: Path) -> Path:
        points()
        out = replace(self, target)
        points()
        return out

    os.fsync = settled
    Path.replace = renamed  # type: ignore[method-assign,assignment]
    try:
        with Case.open_or_create(folder, now=STAMP) as case:
            engine = case.database.engine
            for moment in ("begin", "commit"):
                event.listen(engine, moment, points)
            event.listen(engine, "after_cursor_execute", points)
            run(case, [corpus], reader=RuleReader(), now=NOW)
    finally:
        os.fsync = fsync
        Path.replace = replace  # type: ignore[method-assign]


def _killed_at(folder: Path, corpus: Path, point: int) -> bool:
    child = os.fork()
    if child == 0:
        try:
            _go(folder, corpus, _Points(point))
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_a_run_killed_at_any_point_is_finished_by_the_next(tmp_path: Path, corpus: Path) -> None:
    points = _Points(None)
    _go(tmp_path / "whole", corpus, points)
    with Case.open(tmp_path / "whole") as whole:
        wanted = state(whole)
    assert points.passed > 100
    chosen = range(1, points.passed + 1, max(1, points.passed // 14))
    for point in chosen:
        folder = tmp_path / f"killed-{point}"
        assert _killed_at(folder, corpus, point), point
        with Case.open_or_create(folder, now=STAMP) as case:
            case.archive.sweep()
            assert verify(case) == [], f"killed at {point} of {points.passed}, before running again"
            run(case, [corpus], reader=RuleReader(), now=NOW)
            assert state(case) == wanted, f"killed at {point} of {points.passed}"
            assert verify(case) == []
            assert list(case.folder.glob("captures/*/.part-*")) == []


def test_killed_again_and_again_it_still_arrives(tmp_path: Path, corpus: Path) -> None:
    for _ in range(60):
        if not _killed_at(tmp_path / "case", corpus, 100):
            break
    else:
        pytest.fail("it never got to the end")
    _go(tmp_path / "whole", corpus, _Points(None))
    with Case.open(tmp_path / "whole") as whole, Case.open(tmp_path / "case") as case:
        assert state(case) == state(whole)


def test_interrupted_by_hand_it_goes_on_from_there(tmp_path: Path, corpus: Path) -> None:
    read: list[str] = []

    class Interrupted(RuleReader):
        def read(self, report):  # type: ignore[no-untyped-def]
            if len(read) == 2:
                raise KeyboardInterrupt
            read.append(report.id)
            return super().read(report)

    with Case.create(tmp_path / "case", now=STAMP) as case:
        with pytest.raises(KeyboardInterrupt):
            run(case, [corpus], reader=Interrupted(), now=NOW)
        result = run(case, [corpus], reader=RuleReader(), now=NOW)
        assert (result.captures, result.read) == (0, 3)


if sys.version_info >= (3, 12):
    pytestmark = [pytestmark, pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")]  # type: ignore[assignment]

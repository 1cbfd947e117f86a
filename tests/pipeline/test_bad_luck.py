"""Documents that make the reader fail, disks that fill up, two programs at once."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from secondsource.model import Reading, Report, SecondsourceError, Span
from secondsource.pipeline import run, verify
from secondsource.store import Case, CaseBusy, NoRoom, ReadOnly

from .conftest import NOW, STAMP, state
from .rules import RuleReader


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "case", now=STAMP)


def test_a_document_on_which_the_reader_fails_is_set_aside_and_the_run_goes_on(case: Case, corpus: Path) -> None:
    (corpus / "0.txt").write_text("This is poison for the reader, said the test of mine@example.org.")
    result = run(case, [corpus], reader=RuleReader(), now=NOW)
    (item,) = [s for s in result.set_aside if s.name == "0.txt"]
    assert item.error == "RuntimeError"
    assert "Reading the report failed" in item.reason
    assert "mine@example.org" not in item.reason
    assert result.read == 6
    assert len([r for r in case.view().readings if r.statements]) == 5
    again = run(case, [corpus], reader=RuleReader(), now=NOW)
    assert (again.read, again.set_aside) == (0, result.set_aside)
    better = run(case, [corpus], reader=RuleReader(version="2", poison="nothing"), now=NOW)
    assert "0.txt" not in {s.name for s in better.set_aside}
    assert "0.txt" not in {s.name for s in case.view().set_aside}


def test_a_document_that_cannot_be_taken_apart_for_whatever_reason_is_set_aside(
    case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from secondsource import collect

    whole = collect.read_capture

    def fails(data: bytes, name: str, pack: object) -> tuple[Report, ...]:
        if name == "a.json":
            raise RecursionError
        return whole(data, name, pack)  # type: ignore[arg-type]

    monkeypatch.setattr(collect, "read_capture", fails)
    result = run(case, [corpus], reader=RuleReader(), now=NOW)
    assert ("a.json", "RecursionError") in {(s.name, s.error) for s in result.set_aside}
    assert result.reports == 4
    monkeypatch.undo()
    monkeypatch.setattr(collect, "VERSION", "mended")
    assert run(case, [], reader=RuleReader(), now=NOW).reports == 1
    assert "a.json" not in {s.name for s in case.view().set_aside}


def test_a_reader_that_points_outside_the_text_is_not_believed(case: Case, corpus: Path) -> None:
    class Wild(RuleReader):
        def read(self, report: Report) -> Reading:
            found = super().read(report)
            if report.name != "a":
                return found
            far = replace(found.statements[0], content=(Span(0, len(report.text) + 1),))
            return replace(found, statements=(far,))

    result = run(case, [corpus], reader=Wild(), now=NOW)
    assert [s.error for s in result.set_aside if s.name == "a"] == ["Ungrounded"]
    assert verify(case) == []


def test_what_could_not_be_opened_once_is_read_when_it_can_be(
    case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.read_bytes

    def fails(self: Path) -> bytes:
        if self.name == "a.json":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return whole(self)

    monkeypatch.setattr(Path, "read_bytes", fails)
    first = run(case, [corpus], reader=RuleReader(), now=NOW)
    assert "a.json" in {s.name for s in first.set_aside}
    monkeypatch.undo()
    second = run(case, [corpus], reader=RuleReader(), now=NOW)
    assert "a.json" not in {s.name for s in (*second.set_aside, *case.view().set_aside)}
    assert second.captures == 1


def test_names_that_are_no_text_do_no_harm(case: Case, corpus: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(str(corpus)) + b"/caf\xe9.txt"))).write_text("A cook said that all is well.")
    except OSError:
        pytest.skip("this disk takes only names that are text")
    run(case, [corpus], reader=RuleReader(), now=NOW)
    assert any(c.name.startswith("caf") for c in case.view().captures)
    assert verify(case) == []


@pytest.mark.parametrize(("number", "situation"), [(errno.ENOSPC, NoRoom), (errno.EROFS, ReadOnly)])
def test_a_disk_that_gives_out_midway_is_said_in_one_sentence_and_nothing_is_half_written(
    case: Case, corpus: Path, monkeypatch: pytest.MonkeyPatch, number: int, situation: type[Exception]
) -> None:
    calls = 0
    whole = os.fsync

    def gives_out(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 4:
            raise OSError(number, os.strerror(number))
        whole(handle)

    monkeypatch.setattr(os, "fsync", gives_out)
    with pytest.raises(situation):
        run(case, [corpus], reader=RuleReader(), now=NOW)
    assert verify(case) == []
    assert list(case.folder.rglob(".part-*")) == []
    monkeypatch.undo()
    run(case, [corpus], reader=RuleReader(), now=NOW)
    assert verify(case) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_real_disk_that_is_full_and_then_read_only(corpus: Path) -> None:
    with tempfile.TemporaryDirectory() as mount:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount], capture_output=True, check=False
        )
        if made.returncode:
            pytest.skip("mounting is not allowed here")
        try:
            for number in range(20):
                (corpus / f"big-{number}.txt").write_text(f"Number {number}. " + "Rice was short. " * 8000)
            with Case.create(Path(mount) / "case", now=STAMP) as case:
                with pytest.raises(NoRoom):
                    run(case, [corpus], reader=RuleReader(), now=NOW)
                assert list(case.folder.rglob(".part-*")) == []
                subprocess.run(["mount", "-o", "remount,size=64m", mount], check=True)
                assert verify(case) == []
                run(case, [corpus], reader=RuleReader(), now=NOW)
                assert verify(case) == []
                before = state(case)
            subprocess.run(["mount", "-o", "remount,ro", mount], check=True)
            with Case.open(Path(mount) / "case") as case:
                assert state(case) == before
                assert len(case.view().reports) == 25
                assert verify(case) == []
                with pytest.raises(ReadOnly):
                    run(case, [corpus], reader=RuleReader(), now=NOW)
        finally:
            subprocess.run(["umount", mount], check=True)


_RUN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from rules import RuleReader
from datetime import datetime, UTC
from secondsource.pipeline import run
from secondsource.store import Case

class Slow(RuleReader):
    def read(self, report):
        print("reading", flush=True)
        sys.stdin.readline()
        return super().read(report)

now = datetime(2016, 6, 8, 12, 0, tzinfo=UTC)
with Case.open_or_create(Path(sys.argv[1]), now="2016-06-08T12:00:00Z") as case:
    run(case, [Path(sys.argv[2])], reader=Slow(), now=now)
"""


def test_of_two_runs_on_one_case_the_second_is_told_or_waits(tmp_path: Path, corpus: Path) -> None:
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", _RUN, str(tmp_path / "case"), str(corpus), here]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdin is not None
    assert first.stdout is not None
    assert first.stdout.readline() == "reading\n"
    with Case.open(tmp_path / "case") as case:
        with pytest.raises(CaseBusy, match=f"process {first.pid}"):
            run(case, [corpus], reader=RuleReader(), now=NOW)
        assert len(case.view().captures) == 6, "what is there can be looked at meanwhile"
        first.stdin.write("\n" * 50)
        first.stdin.close()
        second = run(case, [corpus], reader=RuleReader(), now=NOW, wait=60)
        assert second.idle
        assert first.wait() == 0
        first.stdout.close()
        with Case.create(tmp_path / "alone", now=STAMP) as alone:
            run(alone, [corpus], reader=RuleReader(), now=NOW)
            assert state(alone) == state(case)


class Unanswered(SecondsourceError):
    """The service did not answer. Try again later."""

    passing = True


def test_a_reason_that_may_pass_is_tried_again_by_the_next_run(case: Case, corpus: Path) -> None:
    class Moody(RuleReader):
        answers = False

        def read(self, report: Report) -> Reading:
            if report.name == "a" and not Moody.answers:
                raise Unanswered
            return super().read(report)

    first = run(case, [corpus], reader=Moody(), now=NOW)
    assert "Unanswered" in {s.error for s in first.set_aside}
    Moody.answers = True
    second = run(case, [corpus], reader=Moody(), now=NOW)
    assert second.read == 1
    assert "Unanswered" not in {s.error for s in case.view().set_aside}
    assert state(case) == state(whole(case, corpus))


def whole(case: Case, corpus: Path) -> Case:
    """The same case as a run without mishap makes it."""
    other = Case.create(case.folder.parent / "other", now=STAMP)
    run(other, [corpus], reader=RuleReader(), now=NOW)
    return other

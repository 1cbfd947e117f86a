"""Reading in several processes, one of which may die."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from secondsource.model import Report
from secondsource.model.codec import encode
from secondsource.pipeline.one import Job, Spoilt
from secondsource.pipeline.pool import read_in_pool

_MODULE = """
import os
from dataclasses import dataclass
from secondsource.model import Reading

@dataclass(frozen=True)
class Mine:
    name: str = "mine"
    version: str = "1"

    def read(self, report):
        if "ends" in report.text:
            os._exit(9)
        if "fails" in report.text:
            raise ValueError
        return Reading(report=report, statements=(), mentions=())

def make():
    return Mine()

def cannot():
    raise LookupError("no model here")
"""


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Callable[[], object]]:
    (tmp_path / "mine_for_pool.py").write_text(_MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    sys.modules.pop("mine_for_pool", None)
    module = importlib.import_module("mine_for_pool")
    return lambda name: getattr(module, name)  # type: ignore[no-any-return]


def jobs(texts: list[str]) -> list[Job]:
    out = []
    for at, text in enumerate(texts):
        report = Report(id=f"{'a' * 16}-{at}", capture="a" * 64, part=at, name=str(at), text=text)
        out.append(Job(report=report.id, body=encode(report).decode()))
    return out


def test_the_report_that_ends_its_process_is_spoilt_and_no_other(opener: Callable[[str], Callable[[], object]]) -> None:
    texts = ["fine"] * 5 + ["ends it"] + ["fine"] * 3 + ["fails"] + ["fine"] * 6 + ["ends it"]
    outcomes = list(read_in_pool(jobs(texts), opener("make"), 2))  # type: ignore[arg-type]
    assert [outcome.report for outcome in outcomes] == [job.report for job in jobs(texts)]
    errors = {int(o.report.split("-")[1]): o.error for o in outcomes if isinstance(o, Spoilt)}
    assert errors == {5: "ProcessDied", 9: "ValueError", 16: "ProcessDied"}


def test_a_reader_that_cannot_be_opened_ends_the_run_instead_of_spoiling_reports(
    opener: Callable[[str], Callable[[], object]],
) -> None:
    with pytest.raises(LookupError, match="no model here"):
        list(read_in_pool(jobs(["fine"] * 3), opener("cannot"), 2))  # type: ignore[arg-type]


def test_no_jobs_give_no_outcomes(opener: Callable[[str], Callable[[], object]]) -> None:
    assert list(read_in_pool([], opener("make"), 2)) == []  # type: ignore[arg-type]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_when_the_run_is_killed_its_processes_end_too(
    tmp_path: Path, opener: Callable[[str], Callable[[], object]]
) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(
        textwrap.dedent(
            """
            import multiprocessing, os, sys
            from mine_for_pool import make
            from secondsource.model import Report
            from secondsource.model.codec import encode
            from secondsource.pipeline.one import Job
            from secondsource.pipeline import pool

            def jobs():
                for at in range(400):
                    report = Report(id=f"{'a' * 16}-{at}", capture="a" * 64, part=at, name=str(at), text="fine")
                    yield Job(report=report.id, body=encode(report).decode())

            if __name__ == "__main__":
                made = []
                whole = pool._pool
                pool._pool = lambda *a: made.append(whole(*a)) or made[-1]
                for at, _ in enumerate(pool.read_in_pool(jobs(), make, 2)):
                    if at == 3:
                        print(*made[0]._processes, flush=True)
                        sys.stdin.readline()
            """
        )
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    run = subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert run.stdout is not None
    processes = [int(word) for word in run.stdout.readline().split()]
    assert processes
    run.send_signal(signal.SIGKILL)
    run.communicate()
    for _ in range(10_000_000):
        if not any(_lives(process) for process in processes):
            return
    pytest.fail("processes of a killed run live on")


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False

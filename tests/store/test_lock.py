from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from secondsource.store import CaseBusy
from secondsource.store.lock import alone

_HOLD = """
import sys
from pathlib import Path
from secondsource.store.lock import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_program_is_told_who_the_first_one_is_and_a_killed_one_lets_go(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    with pytest.raises(CaseBusy, match=f"process {first.pid}"), alone(tmp_path):
        pass
    first.kill()
    first.communicate()
    with alone(tmp_path):
        assert (tmp_path / "case.lock").read_text() == str(os.getpid())


def test_waiting_takes_the_case_when_it_is_free(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdin is not None
    first.stdout.readline()
    first.stdin.close()
    with alone(tmp_path, wait=20):
        pass
    first.wait()
    first.stdout.close()

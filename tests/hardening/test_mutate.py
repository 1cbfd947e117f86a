"""Bent documents: the same seed bends the same way, and a handful of them are read or set aside."""

from __future__ import annotations

import pytest

from hardening.bent import bent
from hardening.mutate import GOOD, Line, main, table
from hardening.samples import samples
from hardening.trial import Tried, tried
from secondsource.pipeline.confined import Limits


def test_the_same_seed_bends_the_same_way_and_another_one_another_way() -> None:
    data = samples()["HTML"][1]
    assert bent(data, 7) == bent(data, 7)
    assert len({bent(data, seed) for seed in range(20)}) > 15


def test_a_handful_of_each_format_is_read_or_set_aside(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(len(samples())), "--seed", "1"]) == 0
    assert f"| **all** | {len(samples())} |" in capsys.readouterr().out


def test_a_fault_is_called_by_its_name_and_counted() -> None:
    def reader(data: bytes) -> object:
        raise KeyError

    told = tried(reader, b"", Limits())
    assert told.outcome == "KeyError" not in GOOD
    line = Line()
    line.add(told)
    assert "| x | 1 | 0 | 0 | 1 | 0 | 0 |" in table({"x": line})


def test_what_does_not_end_is_ended() -> None:
    def reader(data: bytes) -> object:
        while True:
            pass

    told = tried(reader, b"", Limits(seconds=1))
    assert isinstance(told, Tried) and told.outcome == "too long"

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from secondsource.bulk.engine import Died, Done
from secondsource.bulk.local_engine import LocalEngine
from secondsource.model import SecondsourceError


def squared_or_dead(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 8:
        os._exit(3)
    return number * number


def process(_: int) -> int:
    return os.getpid()


def refused(number: int) -> int:
    if number == 2:
        raise SecondsourceError("There is no room.")
    return number


def noted(folder_and_number: tuple[str, int]) -> int:
    folder, number = folder_and_number
    (Path(folder) / str(number)).touch()
    return number


def test_a_dead_worker_takes_no_other_part_along():
    with LocalEngine(2) as engine:
        outcomes = list(engine.map(squared_or_dead, range(12)))
    assert sorted(o.value for o in outcomes if isinstance(o, Done)) == [n * n for n in range(12) if n not in (7, 8)]
    assert {o.part: o.how for o in outcomes if isinstance(o, Died)} == {
        7: "Its process was ended by the signal SIGKILL.",
        8: "Its process ended with the code 3.",
    }


def test_a_process_works_on_many_parts_and_on_the_next_map():
    with LocalEngine(1) as engine:
        first = {o.value for o in engine.map(process, range(3)) if isinstance(o, Done)}
        second = {o.value for o in engine.map(process, range(3)) if isinstance(o, Done)}
    assert len(first) == 1
    assert first == second
    assert os.getpid() not in first


def test_one_that_is_killed_while_it_has_nothing_in_hand_is_replaced():
    with LocalEngine(1) as engine:
        (done,) = engine.map(process, [0])
        assert isinstance(done, Done)
        os.kill(done.value, signal.SIGKILL)
        assert engine._idle[0].line.poll(10)  # its end of the line is closed: the last of its threads is gone
        (again,) = engine.map(process, [0])
    assert isinstance(again, Done)
    assert again.value != done.value


def test_what_the_function_raises_is_raised_with_where_it_was():
    with LocalEngine(2) as engine, pytest.raises(SecondsourceError, match="no room"):
        list(engine.map(refused, range(5)))


def test_parts_are_taken_as_workers_become_free(tmp_path: Path):
    taken = []

    def parts():
        for number in range(50):
            taken.append(number)
            yield str(tmp_path), number

    with LocalEngine(2) as engine:
        outcomes = engine.map(noted, parts())
        next(outcomes)
        assert len(taken) <= 4
        outcomes.close()
    assert len(list(tmp_path.iterdir())) <= len(taken)

from __future__ import annotations

from collections.abc import Callable

from secondsource.model import SecondsourceError
from secondsource.pipeline import RunResult
from secondsource.store.errors import CaseBusy
from secondsource.watch.alerts.deliver import Delivered
from secondsource.watch.loop import Pass, Stopped, steady
from secondsource.watch.stopping import Stop

NOTHING = RunResult(captures=0, reports=0, read=0, stages=(), claims=0, set_aside=(), timings={})
PASS = Pass(gathered=0, run=NOTHING, told=(), delivered=Delivered())


def passes(*steps: Callable[[], Pass]) -> tuple[int, list[Pass], list[SecondsourceError], Stop]:
    """What comes of passes that do one of these each; the last one rings the bell."""
    stop, left = Stop(), list(steps)
    heard: list[Pass] = []
    trouble: list[SecondsourceError] = []

    def one() -> Pass:
        step = left.pop(0)
        if not left:
            stop.set()
        return step()

    made = steady(one, every=0, stop=stop, heard=heard.append, trouble=trouble.append)
    return made, heard, trouble, stop


def busy() -> Pass:
    raise CaseBusy


def stopped() -> Pass:
    raise Stopped


def test_what_goes_wrong_in_one_pass_is_told_and_the_next_goes_on() -> None:
    made, heard, trouble, _ = passes(lambda: PASS, busy, lambda: PASS)
    assert (made, heard, [type(e) for e in trouble]) == (2, [PASS, PASS], [CaseBusy])


def test_a_pass_that_was_asked_to_end_is_no_trouble() -> None:
    made, heard, trouble, _ = passes(lambda: PASS, stopped)
    assert (made, len(heard), trouble) == (1, 1, [])


def test_asked_before_it_begins_it_makes_no_pass() -> None:
    stop = Stop()
    stop.set()
    assert steady(busy, every=3600, stop=stop, heard=lambda _: None, trouble=lambda _: None) == 0

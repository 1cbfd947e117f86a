"""What takes too long is given up, and everything else goes on."""

from __future__ import annotations

import contextlib
import re
import signal
import threading
import time

import pytest

from secondsource.model import Reading, Report
from secondsource.model.codec import encode
from secondsource.pipeline import one
from secondsource.pipeline.one import Found, Job, Spoilt, read_one
from secondsource.pipeline.within import ReadTooLong, within


def busy(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_what_takes_too_long_is_ended_and_what_was_there_before_is_back():
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(ReadTooLong), within(0.05):
        busy(5)
    assert signal.getsignal(signal.SIGPROF) is before
    busy(0.1)


def test_waiting_costs_nothing():
    with within(0.05):
        time.sleep(0.1)


def test_an_expression_that_does_not_end_is_ended_too():
    with pytest.raises(ReadTooLong), within(0.05):
        re.match(r"(a+)+b", "a" * 40)


def test_in_another_thread_there_is_no_limit():
    done = []

    def work() -> None:
        with within(0.01):
            busy(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


class Slow:
    name, version = "slow", "1"

    def read(self, report: Report) -> Reading:
        with contextlib.suppress(Exception):
            busy(5 if "slow" in report.text else 0)
        return Reading(report=report, statements=(), mentions=())


def test_a_report_that_takes_too_long_is_spoilt_and_the_next_is_read(monkeypatch):
    monkeypatch.setattr(one, "time_of", lambda _: 0.05)

    def read(text: str) -> Found | Spoilt:
        report = Report(id="r-0", capture="c", part=0, name="r", text=text)
        return read_one(Slow(), Job(report="r-0", body=encode(report).decode()))

    spoilt = read("slow")
    assert isinstance(spoilt, Spoilt)
    assert (spoilt.error, spoilt.passing) == ("ReadTooLong", False)
    assert "took more than" in spoilt.reason
    assert isinstance(read("quick"), Found)

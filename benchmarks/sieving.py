"""The relevance sieve: texts of other things, which the gate stops, and reports of the subject, which are weighed and explained."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.bulk.sieve import Sieve
from secondsource.subjects import load

from .measure import Row, timed
from .texts import WORDS, reports

COUNT = 400
FILLING = "The council voted on the budget for parks and libraries, and the mayor thanked the gardeners for the roses of the year. "
OTHER = FILLING * (WORDS // len(FILLING.split()))


def measure() -> Iterator[Row]:
    sieve = Sieve.of(load())
    texts = [report.text for report in reports(COUNT)]
    task = f"texts of {WORDS} words sieved"
    yield timed(task, "of other things", COUNT, "texts", lambda: [sieve.judge(OTHER, "en") for _ in range(COUNT)])
    yield timed(task, "of the subject", COUNT, "texts", lambda: [sieve.judge(text, "en") for text in texts])

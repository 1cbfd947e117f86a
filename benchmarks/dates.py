"""Dates: our grammar beside dateparser's search, on the same texts."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from secondsource.read.time import timexes

from .measure import Row, timed, version
from .texts import WORDS, reports

COUNT = 40
TASK = f"date expressions in reports of {WORDS} words"


def measure() -> Iterator[Row]:
    texts = [report.text for report in reports(COUNT)]
    yield timed(TASK, "secondsource", COUNT, "reports", lambda: [timexes(text, "2016-06-08") for text in texts])
    if version("dateparser"):
        search = importlib.import_module("dateparser.search").search_dates
        few = texts[:2]
        yield timed(
            TASK,
            "dateparser search",
            len(few),
            "reports",
            lambda: [search(text, languages=["en"]) for text in few],
            rounds=1,
        )

"""What is fetched together is what can be at hand together."""

from __future__ import annotations

import pytest

from secondsource.join import join
from secondsource.subjects import Subject
from secondsource.trace import case as module
from secondsource.trace.case import Case
from tests.newsroom import Newsroom, Says


def test_those_beside_a_report_are_fetched_with_it_unless_they_would_push_out_all_others(
    newsroom: Newsroom, pack: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at, (place, day) in enumerate((("Harbin", "03"), ("Harbin", "03"), *(("Dandong", "20"),) * 5)):
        told = Says(text=f"Strike in {place}", when=f"2019-05-{day}", place=place, country="CN")
        newsroom.publish(f"r{at}", f"Paper {at}", "2019-06-01", told)
    case = Case(newsroom.readings, join(newsroom.readings, pack), pack)
    assert {len(case.beside(report)) for report in case.ids} == {2, 5}
    fetched: list[list[str]] = []
    monkeypatch.setattr(Case, "ahead", lambda _, reports: fetched.append(sorted(reports)))
    case.ahead_beside(["r0", "r4"])
    monkeypatch.setattr(module, "AT_HAND", 8)
    case.ahead_beside(["r0", "r4"])
    assert fetched == [[f"r{at}" for at in range(7)], ["r0", "r1", "r4"]]

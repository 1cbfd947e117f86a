"""Of a source's reports the last few before the taker are looked at, as if all of that time had been put in order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Reading
from secondsource.subjects import load
from secondsource.trace.case import Case
from secondsource.trace.ecology import Settings, made, rendered
from secondsource.trace.matter import CLOSE_DAYS, LEAST_KINDS, MOST, Matter

PACK = load()
READINGS, _ = rendered(made(Settings(reports=200, outlets=3, seed=7)))
DATES = ("2016-02", "2016-02-28", "2016-02-29T01:00:00+09:00", "2016-02-28T23:00:00-05:00", "2016", "")


def press(dates: list[str]) -> list[Reading]:
    """A press of few outlets, some of whose reports bear dates that are put in order otherwise than by their days."""
    out = []
    for at, reading in enumerate(READINGS):
        report = reading.report
        if at < len(dates) and report.published is not None:
            known = replace(report.published, value=dates[at]) if dates[at] else None
            report = replace(report, published=known)
        out.append(replace(reading, report=report))
    return out


def nearest(case: Case, matter: Matter, taker: str, reports: list[str]) -> str | None:
    """The same, by putting in order all of these reports that come before."""
    day = case.day(taker)
    if day is None:
        return None
    dated = [(case.order[r], r) for r in reports if (then := case.day(r)) and 0 <= (day - then).days <= CLOSE_DAYS]
    near = [r for _, r in sorted(dated) if case.may_follow(taker, r)]
    least = 1 if len(near) == 1 else LEAST_KINDS
    ranked = [(kinds, case.order[r], r) for r in near[-MOST:] if (kinds := matter.kinds(taker, r)) >= least]
    return max(ranked)[2] if ranked else None


@given(st.lists(st.sampled_from(DATES), max_size=60))
def test_the_nearest_is_that_of_all_in_order(dates: list[str]) -> None:
    readings = press(dates)
    case = Case(readings, (), PACK)
    matter = Matter(case)
    found = 0
    for taker in case.ids[::5]:
        for of_outlet in case.by_outlet.values():
            expected = nearest(case, matter, taker, of_outlet)
            assert matter.nearest(taker, of_outlet) == expected
            assert matter.nearest(taker, list(of_outlet)) == expected
            found += expected is not None
    assert found > 20

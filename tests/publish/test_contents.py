"""Between which days the reports of a dossier were published."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from secondsource.model import How, Known, Report
from secondsource.publish.contents import _span


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2017-01-01/..", "2017-02-20", "2017-09-26"), "20 February 2017 to 26 September 2017"),
        (("2017-01-01/..",), "from 1 January 2017"),
        (("2017-02-20",), "20 February 2017"),
        ((), ""),
    ],
)
def test_a_day_known_only_as_not_before_is_no_first_day(days, said):
    reports = [
        Report(id=day, capture="0" * 64, part=0, name=day, text="x", published=Known(value=day, how=How.GIVEN, why=""))
        for day in days
    ]
    assert _span(SimpleNamespace(reports=reports)) == said

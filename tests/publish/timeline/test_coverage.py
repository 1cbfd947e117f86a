from __future__ import annotations

from datetime import date

from secondsource.model import How
from secondsource.publish.timeline.coverage import by_month, coverage
from secondsource.subjects import load
from tests.desk.told import told


def test_every_report_is_counted_once() -> None:
    reports = [
        told(1, outlet="Harbour Wire", published="2016-06-08")[0].report,
        told(2, outlet="Harbour Wire", published="2016-06", how=How.INFERRED)[0].report,
        told(3, outlet="Harbour Wire", published="2019-01-02T10:00+09:00")[0].report,
        told(4, outlet="Harbour Wire", published="2017")[0].report,
        told(5, outlet="Delta Post", published=None)[0].report,
    ]
    wire, delta = coverage(reports, load("dprk_labour"))
    assert (wire.name, wire.total, wire.undated, wire.inferred) == ("Harbour Wire", 4, 1, 1)
    assert dict(wire.months) == {(2016, 6): 2, (2019, 1): 1}
    assert (wire.first, wire.last) == (date(2016, 6, 1), date(2019, 1, 2))
    assert (delta.total, delta.first) == (1, None)
    assert by_month((wire, delta)) == {(2016, 6): 2, (2019, 1): 1}


def test_the_pack_says_when_an_outlet_stopped() -> None:
    pack = load("dprk_labour")
    stopped = next(s for s in pack.sources.values() if s.status.startswith("halted 2025-10-31"))
    (outlet,) = coverage([told(1, outlet=stopped.name)[0].report], pack)
    assert outlet.stopped == date(2025, 10, 31)
    assert outlet.status == stopped.status

from secondsource.model import PartialDate
from secondsource.read.published import before_report, year_of_report


def test_an_open_end_bounds_nothing():
    assert before_report(PartialDate("2018-04-03/..")) is None
    assert year_of_report(PartialDate("2018-04-03/..")) is None
    assert before_report(None) is None


def test_a_span_within_one_year_gives_that_year():
    assert year_of_report(PartialDate("2016-05-17/2016-06-10?")) == "2016"
    assert str(before_report(PartialDate("2016-05-17/2016-06-10?")).date) == "../2016-06-10?"

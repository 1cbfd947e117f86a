import pytest

from secondsource.join.values import spoken
from secondsource.model import PartialDate


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2015-12", "December 2015"),
        ("2016-05-17", "17 May 2016"),
        ("2016-21", "spring 2016"),
        ("2016~", "about 2016"),
        ("../2016-04", "by April 2016"),
        ("2016-03/..", "since March 2016"),
        ("2015-12/2016-03", "December 2015 to March 2016"),
        ("XXXX-04-03", "3 April"),
    ],
)
def test_a_date_is_said_as_readers_say_it(date, words):
    assert spoken(PartialDate(date)) == words

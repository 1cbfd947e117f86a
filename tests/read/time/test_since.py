"""“Since February” says when a time begins; “since late February” says so less closely."""

import pytest

from secondsource.model import PartialDate
from secondsource.read.time import find_dates


@pytest.mark.parametrize(
    ("text", "language", "since"),
    [
        ("It had been idle since February.", "en", True),
        ("It had been idle since late February.", "en", False),
        ("It was idle in February.", "en", False),
        ("It was idle until May.", "en", False),
        ("2월 23일부터 운항이 중단됐다.", "ko", True),
        ("2월 하순 이후 운항이 중단됐다.", "ko", False),
    ],
)
def test_since(text, language, since):
    (found,) = find_dates(text, PartialDate("2016-06-08"), language=language)
    assert found.since is since

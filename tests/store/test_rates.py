from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.model import BrokenCase, PartialDate, Range, Rate, in_dollars
from secondsource.store.rates import read

HEAD = "currency,usd,start,end,source\n"


def test_without_a_file_there_are_no_rates(tmp_path: Path) -> None:
    assert read(tmp_path) == ()


def test_rates_are_read(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_text(HEAD + "kwd, 3.31 ,2016-01-01,2016-12-31,Central Bank\n", encoding="utf-8-sig")
    assert read(tmp_path) == (
        Rate(currency="KWD", usd=3.31, start="2016-01-01", end="2016-12-31", source="Central Bank"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "KWD,0,2016-01-01,2016-12-31,x",
        "KWD,3.3,2016-12-31,2016-01-01,x",
        "KWD,3.3,2016,2017,x",
        "KWD,much,2016-01-01,2016-12-31,x",
        "KWD,3.3,2016-01-01,2016-12-31,",
        "KWD",
    ],
)
def test_a_line_that_is_no_rate_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "rates.csv").write_text(HEAD + line + "\n")
    with pytest.raises(BrokenCase, match="Line 2"):
        read(tmp_path)


def test_another_file_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "rates.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BrokenCase, match="CSV"):
        read(tmp_path)


def rate(usd: float, start: str, end: str) -> Rate:
    return Rate(currency="CNY", usd=usd, start=start, end=end, source="a bank")


def test_the_rate_must_cover_all_of_the_date() -> None:
    rates = [rate(0.15, "2016-01-01", "2016-06-30")]
    assert in_dollars("CNY", Range(100, 100), PartialDate("2016-05"), rates) is not None
    assert in_dollars("CNY", Range(100, 100), PartialDate("2016"), rates) is None
    assert in_dollars("CNY", Range(100, 100), None, rates) is None
    assert in_dollars("USD", Range(100, 100), PartialDate("2016-05"), rates) is None


def test_of_two_rates_the_one_for_the_shorter_time_counts() -> None:
    rates = [rate(0.15, "2016-01-01", "2016-12-31"), rate(0.14, "2016-05-01", "2016-05-31")]
    found = in_dollars("CNY", Range(100, None), PartialDate("2016-05-17"), rates)
    assert found is not None
    assert found.range == Range(14.0, None)

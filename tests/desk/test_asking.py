from __future__ import annotations

from datetime import date

import pytest

from secondsource.desk.asking import Misasked, amount_of, code_of, day_of


def test_nothing_written_asks_for_nothing() -> None:
    assert (day_of("  "), code_of(""), amount_of(" ", "the least")) == (None, None, None)


def test_what_is_understood() -> None:
    assert day_of(" 2016-03-02 ") == date(2016, 3, 2)
    assert code_of(" ru") == "RU"
    assert amount_of("1200000000", "the least") == 1.2e9
    assert amount_of("1.5", "the least") == 1.5


@pytest.mark.parametrize("text", ["1e400", "nan", "-1", "1,000", "١٢", "9" * 40])
def test_what_is_no_amount_is_told(text: str) -> None:
    with pytest.raises(Misasked, match="in digits"):
        amount_of(text, "the least")


@pytest.mark.parametrize("text", ["R", "RUS", "ßß", "1A"])
def test_what_is_no_code_is_told(text: str) -> None:
    with pytest.raises(Misasked, match="two letters"):
        code_of(text)

"""Dates as Korean says them: the year first, each part with its noun, what is open or uncertain behind it."""

from __future__ import annotations

from secondsource.model.edtf import NO_YEAR

_SEASONS = {"21": "봄", "22": "여름", "23": "가을", "24": "겨울"}


def said(text: str) -> str:
    """A partial date (EDTF) in Korean.

    >>> said("2016-03-19"), said("../2016-03~"), said("2016-02-18/2016-03-02")
    ('2016년 3월 19일', '늦어도 2016년 3월경', '2016년 2월 18일~3월 2일')
    """
    if "/" not in text:
        return _point(text)
    low, high = text.split("/")
    if low in ("..", ""):
        return f"늦어도 {_point(high)}"
    if high in ("..", ""):
        return f"{_point(low)} 이후"
    if high[-1:] == "?" and low[-1:].isdigit():
        return f"{said(f'{low}/{high[:-1]}')}(불확실)"
    if low[-1:].isdigit() and high[-1:].isdigit():
        return f"{_point(low)}~{_rest(low, high)}"
    return f"{_point(low)} ~ {_point(high)}"


def _rest(low: str, high: str) -> str:
    """The end of a range without the year, and the month, that stand at its beginning."""
    first, last = low.split("-"), high.split("-")
    if len(first) > 1 and len(first) == len(last) and first[0] == last[0]:
        whole = _point(high).split(" ")
        return " ".join(whole[2:] if len(last) == 3 and first[1] == last[1] else whole[1:])
    return _point(high)


def _point(text: str) -> str:
    mark = text[-1] if text[-1] in "~?%" else ""
    year, _, rest = text.rstrip("~?%").partition("-")
    month, _, day = rest.partition("-")
    if year == NO_YEAR:
        year = ""
    elif "X" in year:
        year = f"{year.replace('X', '0')}년대"
    else:
        year = f"{year}년"
    if month in _SEASONS:
        month = _SEASONS[month]
    else:
        month = f"{int(month)}월" if month.isdigit() and 1 <= int(month) <= 12 else ""
    day = f"{int(day)}일" if day.isdigit() else ""
    out = " ".join(part for part in (year, month, day) if part) or "연도 없는 날짜"
    if mark in ("~", "%"):
        out += "경"
    if not year and month:
        out += "(연도 미상)"
    return f"{out}(불확실)" if mark in ("?", "%") else out

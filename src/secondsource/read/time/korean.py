"""Korean date expressions: 지난달 17일, 올해 3월, 2월 23일부터, 석 달 만에."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from ...subjects import load
from . import value as v
from .compose import Piece
from .lexicon import any_of
from .value import Anchor, TimeKind, Value


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    return dict(load().cues("ko")["time"])


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    c = _cues()
    year = rf"(?:(?P<y>\d{{4}})\s?년|(?P<ry>{any_of(c['years'])})(?=\s|\d|에|의|부터|까지|말|초|$))"
    season = rf"(?:(?P<s>{any_of(c['seasons'])})(?=\s|에|의|부터|,|$))"
    branches = [
        r"(?P<i>\d{4}-\d\d-\d\d)",
        rf"(?P<n>(?:\d+|{any_of(c['numbers'])}))\s?(?P<u>년|개월|달|주|주일|일|시간)(?:\s?(?P<x>전|뒤|후|만에|만|간|동안|째))",
        rf"{year}(?:\s?(?:{_month_part(c, 'a')}|{season}|(?P<ye>말|초)))?",
        _month_part(c, "b"),
        _day_part("c"),
        rf"(?P<rd>{any_of(c['days'])})(?=\s|의|부터|,|$)|(?P<rw>{any_of(c['weeks'])})",
    ]
    return re.compile(rf"(?<![\d.])(?:{'|'.join(branches)})")


def _month_part(c: dict[str, Any], mark: str) -> str:
    """A month, with a day or a third of it; groups end in `mark` because a pattern may not name two alike."""
    month = rf"(?:(?:(?:지난|오는|올)\s?)?(?P<m{mark}>1[0-2]|[1-9])\s?월(?!드컵|급|요일)|(?P<rm{mark}>{any_of(c['months'])}))"
    third = rf"(?:\s?(?P<t{mark}>{any_of(c['thirds'])})(?![가-힣]*기))?"
    return rf"{month}(?:\s?{_day_part(mark + 'd')}|{third})?"


def _day_part(mark: str) -> str:
    return rf"(?:(?:(?:지난|오는)\s?)?(?P<d{mark}>3[01]|[12]\d|[1-9])\s?일(?!곱|반|간|째|정|당|본))"


_GROUP = {"ma": "m", "mb": "m", "rma": "rm", "rmb": "rm", "ta": "t", "tb": "t", "dad": "d", "dbd": "d", "dc": "d"}


class _Found(dict[str, str]):
    """The named parts of a match, absent ones as empty strings."""

    def __missing__(self, key: str) -> str:
        return ""


def _parts(match: re.Match[str]) -> _Found:
    return _Found({_GROUP.get(name, name): words for name, words in match.groupdict().items() if words is not None})


_AND = re.compile(r"^(?:과|와|·|∼|~|–|-|에서|부터)\s*$")


def scan(text: str, anchor: Anchor | None, start: int, end: int) -> Iterator[Piece]:
    """Expressions in `text[start:end]`, with particles (부터, 까지) and pairs (3월과 4월) resolved.

    Args:
        text: the whole text.
        anchor: the publication date, or None.
        start: first character to read.
        end: the character to stop before.
    """
    told: Value | None = None
    held: Piece | None = None
    for match in _pattern().finditer(text, start, end):
        try:
            found = _value(_parts(match), match[0], anchor, told)
        except (OverflowError, ValueError):
            found = None  # beyond the calendar's years 1 to 9999
        if found is None:
            continue
        told = found if found.edtf and found.edtf[0].isdigit() else told
        piece = Piece(match.start(), match.end(), found)
        if held:
            joined = _joined(held, piece, text[held.end : piece.start])
            if joined:
                held = joined
                continue
            yield _particle(text, held, anchor)
        held = piece
    if held:
        yield _particle(text, held, anchor)


def _joined(one: Piece, two: Piece, between: str) -> Piece | None:
    if not _AND.match(between) or not one.value.edtf or not two.value.edtf or "/" in one.value.edtf + two.value.edtf:
        return None
    edtf = f"{one.value.edtf}/{two.value.edtf}"
    if v.parsed(edtf) is None or len(one.value.edtf) != len(two.value.edtf):
        return None
    return Piece(one.start, two.end, Value(TimeKind.DATE, edtf, edtf, one.value.why))


def _particle(text: str, piece: Piece, anchor: Anchor | None) -> Piece:
    edtf = piece.value.edtf
    if edtf is None:
        return piece
    c = _cues()
    after = text[piece.end : piece.end + 6].lstrip()
    low, high = edtf.split("/")[0], edtf.split("/")[-1]
    word = next((w for w in c["since"] if after.startswith(w)), None)
    if word:
        parts = [f"{n:02}" for n in (anchor.year, anchor.month, anchor.day) if n] if anchor else []
        until = "-".join(parts[: low.rstrip("~?%").count("-") + 1]) or ".."
        whole = f"{low}/{until}" if low[0].isdigit() else f"{low}/.."
        begun = _edtf(piece, whole if v.parsed(whole) else f"{low}/..", word)
        return replace(begun, value=replace(begun.value, since="/" not in edtf))
    word = next((w for w in [*c["until"], *c["before"]] if after.startswith(w)), None)
    if word:
        return _edtf(piece, f"../{high}", word)
    word = next((w for w in c["approximate"] if after.startswith(w)), None)
    return Piece(piece.start, piece.end, v.about(piece.value)) if word else piece


def _edtf(piece: Piece, edtf: str, word: str) -> Piece:
    why = f"{piece.value.why}; {word}" if piece.value.why else word
    return Piece(piece.start, piece.end, Value(TimeKind.DATE, edtf, edtf, why))


def _value(m: _Found, words: str, anchor: Anchor | None, told: Value | None) -> Value | None:
    c = _cues()
    published = "-".join(f"{n:02}" for n in (anchor.year, anchor.month, anchor.day) if n) if anchor else "unknown"
    why = f"“{words}” against published {published}"
    if m["i"]:
        parts = [int(x) for x in m["i"].split("-")]
        return v.on_day(*parts)
    if m["n"]:
        return _length(m, c, anchor, why)
    if m["rd"] or m["rw"]:
        if anchor is None or anchor.on is None:
            return None
        if m["rd"]:
            return v.day(anchor.on + timedelta(days=c["days"][m["rd"]])).because(why)
        return v.week(anchor.on + timedelta(days=7 * c["weeks"][m["rw"]])).because(why)
    year = _year(m, c, anchor, told)
    if m["s"]:
        return Value(TimeKind.DATE, f"{year:04}-{c['seasons'][m['s']]}", f"{year:04}", why) if year else None
    if m["m"]:
        month = int(m["m"])
        if year is None:
            year = _near(anchor, month)
        if m["d"]:
            found = v.on_day(year, month, int(m["d"])) if year else v.yearless(month, int(m["d"]))
            return found.because(why if not m["y"] else "") if found else None
        out = v.month(year, month) if year else v.yearless(month, None)
        return _third(out, c["thirds"].get(m["t"]) if m["t"] else None).because(why if not m["y"] else "")
    if m["rm"]:
        if anchor is None or anchor.month is None:
            return None
        y, mon = v.add_months(anchor.year, anchor.month, c["months"][m["rm"]])
        if m["d"]:
            found = v.on_day(y, mon, int(m["d"]))
            return found.because(why) if found else None
        return _third(v.month(y, mon), c["thirds"].get(m["t"]) if m["t"] else None).because(why)
    if m["d"]:
        return _bare_day(int(m["d"]), anchor, why)
    if year is None:
        return None
    out = v.year(year)
    if m["ye"]:
        out = Value(TimeKind.DATE, f"{year}-{'12' if m['ye'] == '말' else '01'}~", out.timex)
    return out.because(why if not m["y"] else "")


def _year(m: _Found, c: dict[str, Any], anchor: Anchor | None, told: Value | None) -> int | None:
    if m["y"]:
        return int(m["y"])
    if not m["ry"]:
        return None
    step = c["years"][m["ry"]]
    if step == "told":
        return int(told.edtf[:4]) + 1 if told and told.edtf and told.edtf[:4].isdigit() else None
    return anchor.year + int(step) if anchor else None


def _near(anchor: Anchor | None, month: int) -> int | None:
    if anchor is None:
        return None
    return anchor.year - (1 if anchor.month and month > anchor.month + 1 else 0)


def _bare_day(number: int, anchor: Anchor | None, why: str) -> Value | None:
    """A day alone is the last one of that number up to the publication day."""
    if anchor is None or anchor.month is None or anchor.day is None:
        return None
    y, mon = (anchor.year, anchor.month) if number <= anchor.day else v.add_months(anchor.year, anchor.month, -1)
    out = v.on_day(y, mon, number)
    return out.because(why) if out else None


def _third(value: Value, which: int | None) -> Value:
    if which is None or value.edtf is None or not value.edtf[0].isdigit():
        return value
    y, mon = int(value.edtf[:4]), int(value.edtf[5:7])
    low, high = ((1, 10), (11, 20), (21, v.last_day(y, mon)))[which]
    return Value(value.kind, f"{value.edtf}-{low:02}/{value.edtf}-{high:02}", value.timex)


def _length(m: _Found, c: dict[str, Any], anchor: Anchor | None, why: str) -> Value | None:
    n = int(m["n"]) if m["n"].isdigit() else int(c["numbers"][m["n"]])
    letter, clock = {"년": ("Y", False), "개월": ("M", False), "달": ("M", False), "주": ("W", False), "주일": ("W", False),
                     "일": ("D", False), "시간": ("H", True)}[m["u"]]  # fmt: skip
    if m["x"] == "전" and anchor:
        if letter == "Y":
            return v.year(anchor.year - n).because(why)
        if letter == "M" and anchor.month and not clock:
            return v.month(*v.add_months(anchor.year, anchor.month, -n)).because(why)
        if anchor.on and letter in "WD":
            return v.day(date.fromordinal(anchor.on.toordinal() - n * (7 if letter == "W" else 1))).because(why)
    return v.duration(str(n), letter, clock)

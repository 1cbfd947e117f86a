"""Date expressions of Chinese and Japanese: 2016年6月8日, 上月, 去年底, 今月7日, 昨年11月, 二〇一七年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ...subjects import load
from . import calendar_parts as c
from . import value as v
from .calendar_parts import Parts
from .compose import Piece
from .lexicon import any_of
from .value import Anchor, Value

_AND = re.compile(r"^(?:至|到|和|、|与|與|から|と|〜|～|–|-|—|~)$")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@lru_cache(maxsize=2)
def _cues(language: str) -> dict[str, Any]:
    return dict(load().cues(language)["time"])


@lru_cache(maxsize=2)
def _pattern(language: str) -> re.Pattern[str]:
    w = _cues(language)
    han = "".join(d for d in w["digits"])
    num = rf"(?:[0-9０-９]{{1,2}}|[{han}十]{{1,3}})"
    year = rf"(?:(?P<y>[0-9０-９]{{4}}|[{han}]{{4}}){w['year_word']}|(?P<ry>{any_of(w['years'])}))"
    month = rf"(?:(?P<m>{num}){any_of(w['month_words'])}|(?P<rm>{any_of(w['months'])}))"
    day = rf"(?P<d>{num})(?:{any_of(w['day_words'])})(?![间間本元报報常程])"
    third = rf"(?P<t>{any_of(w['thirds'])})"
    season = rf"(?:[的の])?(?P<s>{any_of(w['seasons'])})(?![节節場])"
    # A group may not be named twice: the second mention of a part has a name of its own.
    alone = rf"(?P<m2>{num}){any_of(w['month_words'])}(?:(?P<d2>{num})(?:{any_of(w['day_words'])})|(?P<t2>{any_of(w['thirds'])}))?|(?P<rm2>{any_of(w['months'])})(?:(?P<d3>{num})(?:{any_of(w['day_words'])})|(?P<t3>{any_of(w['thirds'])}))?"
    week = rf"(?P<rw>{any_of(w['weeks'])})(?P<wd>[一二三四五六日天])?|(?P<rd>{any_of(k for k, n in w['days'].items() if n is not None)})|(?P<wday>{any_of(w['weekdays'])})"
    ago = rf"(?P<n>{num})(?P<u>{any_of(w['units'])})(?P<x>{any_of(w['ago'])})(?![十百往])"
    iso = r"(?P<iy>\d{4})[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})(?!\d)"
    return re.compile(
        rf"(?<![0-9０-９.]){iso}|(?<![0-9０-９.,，{han}十百千万億亿]){ago}|(?<![0-9０-９.]){year}(?:{month}(?:{day}|{third})?|{season}|(?P<e>{any_of(w['year_ends'])}))?"
        rf"|(?<![0-9０-９.,]){alone}|{week}|(?<![0-9０-９.,{han}十百千万億亿第])(?P<d4>{num})(?:{any_of(w['day_words'])})(?![间間本元報报常程人])"
    )


def number(words: str, digits: dict[str, int]) -> int:
    """The number up to 99 that digits or Chinese numerals say.

    >>> number("十一", {"一": 1}), number("29", {})
    (11, 29)
    """
    plain = words.translate(_WIDE)
    if plain.isdigit() and plain.isascii():
        return int(plain)
    if "十" in plain:
        tens, _, ones = plain.partition("十")
        return 10 * (digits.get(tens, 1) if tens else 1) + (digits.get(ones, 0) if ones else 0)
    return int("".join(str(digits.get(ch, 0)) for ch in plain) or 0)


def scan(text: str, language: str, anchor: Anchor | None, start: int, end: int) -> Iterator[Piece]:
    """Expressions in `text[start:end]`, with 自…起, …から, …以前 and pairs resolved.

    Args:
        text: the whole text.
        language: `zh` or `ja`.
        anchor: the publication date, or None.
        start: first character to read.
        end: the character to stop before.
    """
    w = _cues(language)
    told: Value | None = None
    held: Piece | None = None
    for match in _pattern(language).finditer(text, start, end):
        after = text[match.end() : match.end() + 5]
        ahead = after.startswith(tuple(w["until"]))
        found = _value(match, w, anchor, told, ahead)
        if found is None:
            continue
        told = found if found.edtf and found.edtf[0].isdigit() else told
        piece = Piece(match.start(), match.end(), found)
        if held is not None:
            pair = c.joined(held, piece) if _AND.match(text[held.end : piece.start]) else None
            if pair is not None:
                held = pair
                continue
            yield _particle(text, held, anchor, w)
        held = piece
    if held is not None:
        yield _particle(text, held, anchor, w)


def _particle(text: str, piece: Piece, anchor: Anchor | None, w: dict[str, Any]) -> Piece:
    after = text[piece.end : piece.end + 5]
    before = text[max(0, piece.start - 1) : piece.start]
    word = next((x for x in w["until"] if after.startswith(x)), None)
    if word:
        return c.until(piece, word)
    word = next((x for x in w["since"] if after.startswith(x)), None) or next(
        (x for x in w["since_before"] if before == x), None
    )
    if word:
        return c.since(piece, word, anchor)
    if any(after.startswith(x) for x in w["about"]):
        return Piece(piece.start, piece.end, v.about(piece.value))
    return piece


def _value(m: re.Match[str], w: dict[str, Any], anchor: Anchor | None, told: Value | None, ahead: bool) -> Value | None:
    digits = w["digits"]

    def n(*names: str) -> int | None:
        for name in names:
            if m[name]:
                return number(m[name], digits)
        return None

    def of(table: str, *names: str) -> Any:
        for name in names:
            if m[name]:
                return w[table][m[name]]
        return None

    if m["iy"]:
        return v.on_day(int(m["iy"]), int(m["im"]), int(m["id"]))
    if m["x"]:
        return c.ago(number(m["n"], digits), w["units"][m["u"]], m[0], anchor) if anchor else None
    day = n("d", "d2", "d3", "d4")
    month = n("m", "m2")
    if (day is not None and not 1 <= day <= 31) or (month is not None and not 1 <= month <= 12):
        return None
    weekday = of("weekdays", "wday")
    if m["wd"]:
        weekday = "一二三四五六日".find(m["wd"].replace("天", "日"))
    parts = Parts(
        year=n("y"), year_step=of("years", "ry"), month=month, month_step=of("months", "rm", "rm2"), day=day,
        day_step=of("days", "rd"), week_step=of("weeks", "rw"), weekday=weekday, third=of("thirds", "t", "t2", "t3"),
        season=of("seasons", "s") or "", end=of("year_ends", "e") or "",
    )  # fmt: skip
    return c.resolved(parts, m[0], anchor, told, ahead)

"""Russian date expressions: 8 июня 2016 года, в прошлом месяце, летом этого года, с марта, до марта, в конце прошлого года."""

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

_AND = re.compile(r"^\s?(?:по|до|и|–|—|-)\s?$")
_ENDING = r"(?:[а-яё]{0,2})(?!\w)"


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    return dict(load().cues("ru")["time"])


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    w = _cues()

    def year(n: int) -> str:
        return rf"(?:(?P<y{n}>\d{{4}})(?:\s?(?:год[а-я]*|г\.|гг\.))?|(?P<ry{n}>{any_of(w['years'])}))"

    def month(n: int) -> str:
        return rf"(?P<m{n}>{any_of(w['months'])}){_ENDING}"

    branches = [
        rf"(?P<d1>3[01]|[12]\d|0?[1-9])\s{month(1)}(?:\s{year(1)})?",
        r"(?P<d5>3[01]|[12]\d|0?[1-9])\.(?P<mm>0[1-9]|1[0-2])\.(?P<y5>\d{4})(?!\d)",
        r"(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)",
        rf"(?:(?P<t>{any_of(w['thirds'])})\s)?{month(2)}(?:\s{year(2)})?",
        rf"(?P<e>{any_of(w['ends'])})\s{year(3)}",
        rf"(?P<s>{any_of(w['seasons'])})(?:\s{year(4)})",
        rf"(?P<rm>{any_of(w['relative_months'])})",
        rf"(?P<ry6>{any_of(w['years'])})",
        r"(?:в\s|за\s|с\s|к\s)?(?P<y7>(?:19|20)\d\d)\s?(?:год[а-я]*|г\.)",
        rf"(?P<rw>{any_of(w['weeks'])})|(?P<rd>{any_of(w['days'])})|(?P<wd>{any_of(w['weekdays'])})",
    ]
    start = r"(?<![\w.])"
    return re.compile(start + f"|{start}".join(branches) + r"(?!\w)", re.IGNORECASE)


def scan(text: str, anchor: Anchor | None, start: int, end: int) -> Iterator[Piece]:
    """Expressions in `text[start:end]`, with “с марта”, “до марта” and pairs resolved.

    Args:
        text: the whole text.
        anchor: the publication date, or None.
        start: first character to read.
        end: the character to stop before.
    """
    w = _cues()
    told: Value | None = None
    held: Piece | None = None
    for match in _pattern().finditer(text, start, end):
        ahead = _word(text, match.start(), w["until"]) is not None
        found = _value(match, w, anchor, told, ahead)
        if found is None:
            continue
        told = found if found.edtf and found.edtf[0].isdigit() else told
        piece = Piece(match.start(), match.end(), found)
        if held is not None:
            pair = (
                c.joined(held, piece)
                if _AND.match(text[held.end : piece.start]) and _word(text, held.start, w["since"])
                else None
            )
            if pair is not None:
                yield pair
                held = None
                continue
            yield _with_word(text, held, anchor, w)
        held = piece
    if held is not None:
        yield _with_word(text, held, anchor, w)


def _word(text: str, at: int, words: list[str]) -> str | None:
    before = text[max(0, at - 14) : at].lower()
    return next((x for x in words if re.search(rf"(?<!\w){re.escape(x)}\s$", before)), None)


def _with_word(text: str, piece: Piece, anchor: Anchor | None, w: dict[str, Any]) -> Piece:
    word = _word(text, piece.start, w["since"])
    if word:
        return c.since(piece, word, anchor)
    word = _word(text, piece.start, w["until"])
    if word:
        return c.until(piece, word)
    if _word(text, piece.start, w["about"]):
        return Piece(piece.start, piece.end, v.about(piece.value))
    return piece


def _value(m: re.Match[str], w: dict[str, Any], anchor: Anchor | None, told: Value | None, ahead: bool) -> Value | None:
    def low(name: str) -> str:
        return re.sub(r"\s+", " ", (m[name] or "").lower())

    if m["iy"]:
        return v.on_day(int(m["iy"]), int(m["im"]), int(m["id"]))
    if m["d5"]:
        return v.on_day(int(m["y5"]), int(m["mm"]), int(m["d5"]))
    year = next((int(m[f"y{n}"]) for n in (1, 2, 3, 4, 7) if m[f"y{n}"]), None)
    step = next((w["years"].get(low(f"ry{n}")) for n in (1, 2, 3, 4, 6) if m[f"ry{n}"]), None)
    month = next((w["months"][low(f"m{n}")] for n in (1, 2) if m[f"m{n}"]), None)
    if (
        month is not None
        and m["m2"]
        and low("m2") in ("мая", "мае", "май")
        and not m["m2"][0].islower()
        and m.start("m2") == m.start()
    ):
        return None
    parts = Parts(
        year=year, year_step=step, month=month, day=int(m["d1"]) if m["d1"] else None,
        third=w["thirds"].get(low("t")) if m["t"] else None, end=w["ends"].get(low("e"), "") if m["e"] else "",
        season=w["seasons"].get(low("s"), "") if m["s"] else "",
        month_step=w["relative_months"].get(low("rm")) if m["rm"] else None,
        week_step=w["weeks"].get(low("rw")) if m["rw"] else None,
        day_step=w["days"].get(low("rd")) if m["rd"] else None,
        weekday=w["weekdays"].get(low("wd")) if m["wd"] else None,
    )  # fmt: skip
    return c.resolved(parts, m[0], anchor, told, ahead)

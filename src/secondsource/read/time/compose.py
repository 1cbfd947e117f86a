"""Puts expressions together: “from A to B”, “between A and B”, “since A”, “before A”, “about A”."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .value import Anchor, TimeKind, Value, about, add_months, parsed, perhaps


@dataclass(frozen=True, slots=True)
class Piece:
    """One expression with its place in the text."""

    start: int
    end: int
    value: Value


_ASIDE = 16
"""Characters between two ends above which something else is told there, and the ends keep their own dates too."""
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.I)
_BETWEEN = re.compile(r"^\s*(?:,[^;\n]{0,110},\s*)?(?:to|and|until|till|through|–|-)\s+(?:the\s+)?$", re.I)
_TO = re.compile(r"^\s*(?:to|until|till|through|–)\s+$", re.I)
_BOTH = re.compile(r"^\s+and(?:\s+in)?\s+$", re.I)
_SINCE = re.compile(r"\b(?:since|ever\s+since|starting(?:\s+(?:in|on|from))?|from)\s+(?:the\s+)?$", re.I)
_UNTIL = re.compile(r"\b(?:until|till|up\s+to|as\s+late\s+as)\s+(?:the\s+)?$", re.I)
_BY = re.compile(r"\b(?:by|no\s+later\s+than)\s+(?:the\s+)?$", re.I)
_BEFORE = re.compile(r"\b(?:before|prior\s+to|ahead\s+of)\s+(?:the\s+)?$", re.I)
_AFTER = re.compile(r"\b(?:after|following)\s+(?:the\s+)?$", re.I)
_ABOUT = re.compile(r"\b(?:about|around|circa|roughly|some\s+time\s+in|sometime\s+in|approximately)\s+$|~\s*$", re.I)
_MAYBE = re.compile(r"\b(?:perhaps|possibly|maybe|probably)\s+(?:(?:in|on)\s+)?(?:the\s+)?$", re.I)
_TO_NOW = re.compile(r"^\s+(?:to|until|till|through)\s+(?:the\s+present(?:\s+day)?|now|this\s+day|date)\b", re.I)
_ONWARDS = re.compile(r"^\s+(?:onwards?|on\b(?!\s+(?:the|a)\b))", re.I)
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_PART_OF_DAY = re.compile(r"(?:the\s+)?(?:early\s+|late\s+)?(?:night|evening|morning|afternoon)", re.I)
_OF_DAY = re.compile(r"^\s+(?:to|of|on)\s+(?:the\s+)?$", re.I)
"""“The night to 6 August”, “the morning of May 3”: the day is told, and the part of it belongs to that day."""
_RANGEABLE = re.compile(r"[\dX]")
_WITHIN = re.compile(r"\bwithin\s+(?:the\s+next\s+)?$", re.I)
_LENGTH = re.compile(r"P(\d{1,4})([DWMY])")
_COUNTED_FROM = 200
"""Characters within which the day stands from which “within thirty days” counts."""


def composed(text: str, pieces: list[Piece], anchor: Anchor | None) -> Iterator[Piece]:
    """The pieces with prepositions and pairs resolved; lengths and sets pass as they are.

    Args:
        text: the text.
        pieces: what the grammar found, left to right.
        anchor: the publication date: “since X” reaches at most to it.
    """
    at = 0
    told: Piece | None = None
    while at < len(pieces):
        piece = pieces[at]
        if not _datable(piece):
            yield _term(text, piece, told) or piece
            at += 1
            continue
        told = piece
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        joined = _pair(text, piece, following) if following and _datable(following) else None
        if joined:
            yield joined
            if following and following.start - piece.end > _ASIDE:
                yield piece
                yield following
            at += 2
        else:
            yield _framed(text, piece, anchor)
            at += 1


def _term(text: str, piece: Piece, told: Piece | None) -> Piece | None:
    """“Within thirty days”, counted from the day told last: from that day to the last one of the term."""
    match = _WITHIN.search(text[max(0, piece.start - 20) : piece.start])
    length = _LENGTH.fullmatch(piece.value.timex)
    if not match or not length or told is None or piece.start - told.end > _COUNTED_FROM:
        return None
    start = parsed(told.value.edtf)
    first = start.latest if start is not None and start.precision == "day" else None
    if first is None:
        return None
    last = _later(first, int(length[1]), length[2])
    edtf = f"{first}/{last}"
    why = f"“within {text[piece.start : piece.end]}”, counted from {first}"
    return Piece(piece.start, piece.end, Value(TimeKind.DATE, edtf, edtf, why)) if parsed(edtf) else None


def _later(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years on; where a month is too short for the day of the month, its last day."""
    if unit in "DW":
        return day + timedelta(days=count * (7 if unit == "W" else 1))
    y, m = add_months(day.year, day.month, count * (12 if unit == "Y" else 1))
    return date(y, m, min(day.day, monthrange(y, m)[1]))


def _datable(piece: Piece) -> bool:
    value = piece.value
    return (
        value.kind in (TimeKind.DATE, TimeKind.TIME) and value.edtf is not None and bool(_RANGEABLE.search(value.edtf))
    )


def _pair(text: str, one: Piece, two: Piece) -> Piece | None:
    between = text[one.end : two.start]
    if len(between) > 130:
        return None
    before = text[max(0, one.start - 20) : one.start]
    if _PART_OF_DAY.fullmatch(text[one.start : one.end]) and _OF_DAY.match(between):
        return Piece(one.start, two.end, two.value)
    if not ((_FROM.search(before) and _BETWEEN.match(between)) or _TO.match(between)):
        if _BOTH.match(between) and re.search(r"\bin\s+$", before, re.I) and _months(one, two):
            return _interval(one, two)
        return None
    return _interval(one, two)


def _months(one: Piece, two: Piece) -> bool:
    """Two months in a row, told together (“in February and March”)."""
    a, b = one.value.edtf or "", two.value.edtf or ""
    if not (_MONTH.fullmatch(a) and _MONTH.fullmatch(b)):
        return False
    return add_months(int(a[:4]), int(a[5:]), 1) == (int(b[:4]), int(b[5:]))


def _interval(one: Piece, two: Piece) -> Piece | None:
    low, high = (one.value.edtf or "").split("/")[0], (two.value.edtf or "").split("/")[-1]
    if high[:4].isdigit() and not low[:4].isdigit() and low.startswith("XXXX-"):
        low = high[:4] + low[4:]
    last = parsed(high)
    first = parsed(low)
    if (
        first
        and last
        and first.earliest
        and last.latest
        and first.earliest > last.latest
        and low[:4].isdigit()
        and high[:4].isdigit()
        and "year" in one.value.why + two.value.why
    ):
        if "year" in one.value.why:
            low = f"{int(high[:4]) - (1 if low[4:] > high[4:] else 0):04}{low[4:]}"
        else:
            high = f"{int(low[:4]) + (1 if low[4:] > high[4:] else 0):04}{high[4:]}"
    edtf = f"{low}/{high}"
    if parsed(edtf) is None:
        return None
    why = "; ".join(dict.fromkeys(w for w in (one.value.why, two.value.why) if w))
    return Piece(one.start, two.end, Value(TimeKind.DATE, edtf, edtf, why))


def _framed(text: str, piece: Piece, anchor: Anchor | None) -> Piece:
    before = text[max(0, piece.start - 24) : piece.start]
    value = piece.value
    edtf = value.edtf or ""
    low, high = edtf.split("/")[0], edtf.split("/")[-1]
    match: re.Match[str] | None
    if (match := _ABOUT.search(before)) and "/" not in edtf:
        return Piece(piece.start - len(before) + match.start(), piece.end, about(value))
    if (match := _MAYBE.search(before)) and "/" not in edtf:
        return Piece(piece.start - len(before) + match.start(), piece.end, perhaps(value))
    now = _TO_NOW.match(text[piece.end : piece.end + 30]) if _FROM.search(before) else None
    if now and low[0].isdigit():
        until = _today(anchor, low) or ".."
        whole = f"{low}/{until}" if parsed(f"{low}/{until}") else f"{low}/.."
        why = f"{value.why}; up to the publication" if value.why else "up to the publication"
        return Piece(piece.start, piece.end + now.end(), replace(value, edtf=whole, timex=whole, why=why))
    if match := _SINCE.search(before):
        if match[0].lower().startswith("from") and not _ONWARDS.match(text[piece.end : piece.end + 12]):
            return piece
        end = _today(anchor, low)
        whole = f"{low}/{end}" if end and low[0].isdigit() else f"{low}/.."
        if parsed(whole) is None:
            whole = f"{low}/.."
        begun = _with(
            piece,
            before,
            match,
            whole,
            f"from then on; not after the publication {end}" if end and whole.endswith(end) else "from then on",
        )
        return replace(begun, value=replace(begun.value, since="/" not in edtf))
    if match := _UNTIL.search(before) or _BY.search(before):
        return _with(piece, before, match, f"../{high}", "at the latest")
    if match := _BEFORE.search(before):
        return _with(piece, before, match, f"../{low}", "before it")
    if match := _AFTER.search(before):
        return _with(piece, before, match, f"{high}/..", "after it")
    return piece


def _today(anchor: Anchor | None, like: str) -> str | None:
    """The publication date, no more precise than the other end."""
    if anchor is None:
        return None
    parts = [f"{n:02}" for n in (anchor.year, anchor.month, anchor.day) if n]
    return "-".join(parts[: max(1, like.rstrip("~?%").count("-") + 1)])


def _with(piece: Piece, before: str, match: re.Match[str], edtf: str, why: str) -> Piece:
    start = piece.start - len(before) + match.start()
    reason = f"{piece.value.why}; {why}" if piece.value.why else why
    return Piece(start, piece.end, replace(piece.value, edtf=edtf, timex=edtf, why=reason))

"""What the named parts of a date expression come to against the day of publication, whatever the language that named them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from . import value as v
from .compose import Piece
from .value import Anchor, TimeKind, Value

TOLD = "told"
"""The year that was told last (“the same year”)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts a date expression names; steps count from the publication.

    Args:
        year: as written.
        year_step: years from the publication's, or `told`.
        month: 1 to 12.
        month_step: months from the publication's.
        day: 1 to 31.
        day_step: days from the publication's.
        week_step: weeks from the publication's.
        weekday: 0 is Monday; the last one up to the publication.
        third: 0, 1 or 2: of a month.
        season: EDTF code of a season.
        end: `12` for the end of a year, `01` for its beginning.
    """

    year: int | None = None
    year_step: int | str | None = None
    month: int | None = None
    month_step: int | None = None
    day: int | None = None
    day_step: int | None = None
    week_step: int | None = None
    weekday: int | None = None
    third: int | None = None
    season: str = ""
    end: str = ""


def resolved(parts: Parts, words: str, anchor: Anchor | None, told: Value | None, ahead: bool = False) -> Value | None:
    """The value, with what fixed it; None where nothing fixes it or the calendar has no such day.

    Args:
        parts: what is named.
        words: how, for the reason.
        anchor: the publication.
        told: the value told before, whose year “the same year” takes.
        ahead: whether a month without a year is the nearest to the publication, before or after it, as in “by March”.

    >>> resolved(Parts(month=4), "April", Anchor(2016, 6, 8), None).edtf
    '2016-04'
    """
    try:
        return _resolved(parts, words, anchor, told, ahead)
    except (OverflowError, ValueError):
        return None  # beyond the calendar's years 1 to 9999


def _resolved(p: Parts, words: str, anchor: Anchor | None, told: Value | None, ahead: bool) -> Value | None:
    published = "-".join(f"{n:02}" for n in (anchor.year, anchor.month, anchor.day) if n) if anchor else "unknown"
    why = f"“{words}” against published {published}"
    on = anchor.on if anchor else None
    if p.day_step is not None:
        return v.day(on + timedelta(days=p.day_step)).because(why) if on else None
    if p.week_step is not None:
        if p.weekday is not None and on:
            monday = on - timedelta(days=on.weekday())
            return v.day(monday + timedelta(days=7 * p.week_step + p.weekday)).because(why)
        return v.week(on + timedelta(days=7 * p.week_step)).because(why) if on else None
    if p.weekday is not None:
        return v.day(on - timedelta(days=(on.weekday() - p.weekday) % 7)).because(why) if on else None
    written = p.year is not None
    year = p.year if written else _stepped(p.year_step, anchor, told)
    if p.season:
        return Value(TimeKind.DATE, f"{year:04}-{p.season}", f"{year:04}", why) if year else None
    month = p.month
    if p.month_step is not None:
        if anchor is None or anchor.month is None:
            return None
        year, month = v.add_months(anchor.year, anchor.month, p.month_step)
    if month is not None:
        if not 1 <= month <= 12:
            return None
        year = year or _near(anchor, month, p.day, ahead)
        if p.day is not None:
            found = v.on_day(year, month, p.day) if year else v.yearless(month, p.day)
            return found.because("" if written else why) if found else None
        out = v.month(year, month) if year else v.yearless(month, None)
        return _third(out, p.third).because("" if written else why)
    if p.day is not None:
        return _day_alone(p.day, anchor, why)
    if year is None:
        return None
    if p.end:
        return Value(TimeKind.DATE, f"{year:04}-{p.end}~", f"{year:04}", why)
    return v.year(year).because("" if written else why)


def _stepped(step: int | str | None, anchor: Anchor | None, told: Value | None) -> int | None:
    if step is None:
        return None
    if step == TOLD:
        return int(told.edtf[:4]) if told and told.edtf and told.edtf[:4].isdigit() else None
    return anchor.year + int(step) if anchor else None


def _near(anchor: Anchor | None, month: int, day: int | None, ahead: bool) -> int | None:
    """The year of a month without one: the last such month up to the publication or the one after it; ahead, the nearest."""
    if anchor is None:
        return None
    now = anchor.month
    if now is None:
        return anchor.year
    if ahead:
        return min((anchor.year + n for n in (0, 1, -1)), key=lambda y: abs((y - anchor.year) * 12 + month - now))
    late = month > now + 1 or (month == now + 1 and day is not None)
    return anchor.year - (1 if late else 0)


def _third(value: Value, which: int | None) -> Value:
    if which is None or value.edtf is None or not value.edtf[0].isdigit():
        return value
    y, m = int(value.edtf[:4]), int(value.edtf[5:7])
    low, high = ((1, 10), (11, 20), (21, v.last_day(y, m)))[which]
    return Value(value.kind, f"{value.edtf}-{low:02}/{value.edtf}-{high:02}", value.timex)


def _day_alone(number: int, anchor: Anchor | None, why: str) -> Value | None:
    """A day alone is the last one of that number up to the publication."""
    if anchor is None or anchor.month is None or anchor.day is None:
        return None
    y, m = (anchor.year, anchor.month) if number <= anchor.day else v.add_months(anchor.year, anchor.month, -1)
    out = v.on_day(y, m, number)
    return out.because(why) if out else None


def ago(count: int, letter: str, words: str, anchor: Anchor) -> Value | None:
    """A day, month or year that many units before the publication; `letter` as in TimeML's durations (Y, M, W, D)."""
    why = f"“{words}” counted from published"
    if letter == "Y":
        return v.year(anchor.year - count).because(why)
    if letter == "M" and anchor.month:
        return v.month(*v.add_months(anchor.year, anchor.month, -count)).because(why)
    if anchor.on and letter in "WD":
        return v.day(date.fromordinal(anchor.on.toordinal() - count * (7 if letter == "W" else 1))).because(why)
    return None


def since(piece: Piece, word: str, anchor: Anchor | None) -> Piece:
    """From that day to the report, as precisely as the day is told."""
    low = (piece.value.edtf or "").split("/")[0]
    if not low:
        return piece
    parts = [f"{n:02}" for n in (anchor.year, anchor.month, anchor.day) if n] if anchor else []
    until = "-".join(parts[: low.rstrip("~?%").count("-") + 1]) or ".."
    whole = f"{low}/{until}" if low[0].isdigit() else f"{low}/.."
    edtf = whole if v.parsed(whole) else f"{low}/.."
    return Piece(
        piece.start, piece.end, Value(TimeKind.DATE, edtf, edtf, f"{piece.value.why}; {word}".lstrip("; "), since=True)
    )


def until(piece: Piece, word: str) -> Piece:
    """Up to that day."""
    high = (piece.value.edtf or "").split("/")[-1]
    if not high:
        return piece
    return Piece(
        piece.start,
        piece.end,
        Value(TimeKind.DATE, f"../{high}", f"../{high}", f"{piece.value.why}; {word}".lstrip("; ")),
    )


def joined(one: Piece, two: Piece) -> Piece | None:
    """From one date to the other, where both are told as precisely; None otherwise."""
    a, b = one.value.edtf, two.value.edtf
    if not a or not b or "/" in a + b or len(a) != len(b):
        return None
    edtf = f"{a}/{b}"
    if v.parsed(edtf) is None or a > b:
        return None
    return Piece(one.start, two.end, Value(TimeKind.DATE, edtf, edtf, one.value.why))

"""The numbers that the words before and after a number allow: about, at least, up to, or more."""

from __future__ import annotations

import re

from ..model import Range
from .quantity_grammar import Grammar


def allowed(m: re.Match[str], value: float, g: Grammar) -> Range:
    """The range of a number with the words matched around it."""
    if (m["least"] and not _hands_over(m)) or (m["plus"] and not m["most"]):
        return Range(value, None)
    if m["most"] and not _raised(m, g):
        return Range(None, value)
    if m["about"] or m["tilde"] or m["so"]:
        return about(value)
    return Range(value, value)


def about(value: float) -> Range:
    """What “about” a number allows: 10 % either side, 5 % where the number has three or more significant digits.

    >>> about(100), about(168_000)
    (Range(low=90, high=110), Range(low=159600, high=176400))
    """
    digits = len(f"{value:.15g}".replace(".", "").strip("0"))
    share = 5 if digits >= 3 else 10
    low, high = value * (100 - share) / 100, value * (100 + share) / 100
    return Range(_tidy(low), _tidy(high))


def _tidy(value: float) -> float:
    return int(value) if value == int(value) else round(value, 6)


def _hands_over(m: re.Match[str]) -> bool:
    """“Hand over $120,000” says no lower bound."""
    return m["least"].lower() == "over" and bool(
        re.search(
            r"\b(?:hand|turn|tak|giv|pay|sign|mak|pass)(?:e|s|es|ed|ing)?\s+$",
            m.string[max(0, m.start() - 10) : m.start()],
            re.I,
        )
    )


def _raised(m: re.Match[str], g: Grammar) -> bool:
    """“Went up to $500” says no upper bound."""
    if m["most"].lower().split() != ["up", "to"]:
        return False
    before = re.findall(r"[\w'’]+", m.string[max(0, m.start() - 24) : m.start()])[-2:]
    if before and before[-1].lower() in ("it", "them", "this"):
        return len(before) > 1 and before[0].lower() in g.sets["raised"]
    return bool(before) and before[-1].lower() in g.sets["raised"]

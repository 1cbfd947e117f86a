"""Per what an amount is: a month, a head, a flight's week."""

from __future__ import annotations

import re

from .quantity_grammar import Grammar

_NAME = re.compile(r"[A-Z][a-z]+ly\s+(?P<next>[A-Z][A-Za-z]+)")
_NEAR, _LATE = 60, 12
_PLAIN = re.compile(r"\b[a-z]{4,}\b")
"""What no headline in capitals has: a longer word without one."""


def rate(text: str, begin: int, end: int, start: int, stop: int, g: Grammar) -> str | None:
    """The unit that an amount is for each of, or None.

    Args:
        text: the whole text.
        begin: where the amount begins.
        end: where its words end, the noun included.
        start: where the part that may be read begins.
        stop: where it ends.
        g: the words.
    """
    after = text[end : min(stop, end + _NEAR)]
    near = g.per_after.match(after)
    if near and not (near["per"] and _in_name(text, end + near.start("per"), start)):
        return _unit(near, g)
    ahead = max(start, begin - 24)
    before = text[ahead:begin].lower()
    for word, unit in g.per_before.items():
        at = before.find(word)
        if at >= 0 and not _in_name(text, ahead + at, start):
            return unit
    if re.search(r"of which\s*$", before) or re.search(r"not\s*$", before):
        units = [g.per[_plain(w)] for w in g.per_later.findall(text[max(start, begin - 70) : begin])]
        times = [unit for unit in units if unit != "worker"]
        if units:
            return (times or units)[-1]
    # what stands after the last of these words tells whether it is a rate: “a week later”
    clause = re.split(r"[.;:]|\d|\bwhile\b|\bwhereas\b", text[end : min(stop, end + _NEAR + _LATE)])[0]
    later = g.per_later.search(clause)
    if later and later.end() > _NEAR:
        return None
    return g.per[_plain(later["per"])] if later else None


def _in_name(text: str, at: int, start: int) -> bool:
    """Whether a word of time at `at` is part of a paper's name: “told Daily NK that 50 workers”, and not of a headline (“Daily Wage of $5”)."""
    named = _NAME.match(text, at)
    if named is None:
        return False
    return named["next"].isupper() or _PLAIN.search(text, start, at) is not None


def _unit(near: re.Match[str], g: Grammar) -> str | None:
    """A time before a head: “per man and month” is a month's; “each” alone says nothing."""
    if word := near["per"] or near["then"]:
        return g.per[_plain(word)]
    if near["unit"]:
        return str(g.cues["units_after"][near["unit"].lower()])
    return g.per.get(_plain(near["head"]))


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower())

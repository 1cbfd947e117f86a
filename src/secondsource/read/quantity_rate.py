"""Per what an amount is: a month, a head, a flight's week."""

from __future__ import annotations

import re

from .quantity_grammar import Grammar


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
    after = text[end : min(stop, end + 60)]
    near = g.per_after.match(after)
    if near:
        return _unit(near, g)
    before = text[max(start, begin - 24) : begin].lower()
    for word, unit in g.per_before.items():
        if word in before:
            return unit
    if re.search(r"of which\s*$", before) or re.search(r"not\s*$", before):
        units = [g.per[_plain(w)] for w in g.per_later.findall(text[max(start, begin - 70) : begin])]
        times = [unit for unit in units if unit != "worker"]
        if units:
            return (times or units)[-1]
    clause = re.split(r"[.;:]|\d|\bwhile\b|\bwhereas\b", after)[0]
    later = g.per_later.search(clause)
    return g.per[_plain(later["per"])] if later else None


def _unit(near: re.Match[str], g: Grammar) -> str | None:
    """A time before a head: “per man and month” is a month's; “each” alone says nothing."""
    if word := near["per"] or near["then"]:
        return g.per[_plain(word)]
    if near["unit"]:
        return str(g.cues["units_after"][near["unit"].lower()])
    return g.per.get(_plain(near["head"]))


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower())

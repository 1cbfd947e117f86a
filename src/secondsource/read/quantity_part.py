"""Parts of a whole, in per cent: nine in ten, two thirds of, a quarter share, fifty-fifty, halved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model import Quantity, Range, Span
from ..subjects import Subject
from .quantity_grammar import cues_of, grammar
from .quantity_range import about
from .time.lexicon import any_of


@lru_cache(maxsize=8)
def _pattern(pack: Subject) -> re.Pattern[str]:
    cues, words = cues_of(pack), grammar(pack).words
    small = any_of(word for word, n in words.numbers.items() if n < 100)
    halves = any_of(name for name in cues["parts"] if name == "half")
    names = any_of(f"{name}{end}" for name in cues["parts"] if name != "half" for end in ("", "s"))
    times = rf"(?!\s+(?:an?\s+|the\s+)?{any_of(cues['not_part_of'])}s?\b)"
    return re.compile(
        rf"(?<![\w.,$-])(?:(?P<least>{any_of(cues['at_least'])})\s+|(?P<most>{any_of(cues['at_most'])})\s+|(?P<about>{any_of(cues['about'])})\s+)?"
        rf"(?:(?P<even>{any_of(cues['even'])})(?!\w)"
        rf"|(?P<a>{small}|\d{{1,2}})\s+(?:in|(?P<out>{any_of(cues['out_of'])}))\s+(?P<b>{small}|hundred|\d{{1,3}})(?![\w,]|[.-]\w){times}"
        rf"|(?P<n>an?|{small})[\s-]+(?P<part>{names})(?=[\s-]+{any_of(cues['part_of'])}\b{times})"
        rf"|(?:(?:a|one)[\s-]+)?(?P<half>{halves})(?!\s+an?\b)(?P<whole>(?=[\s-]+{any_of(cues['half_of'])}\b{times}))?(?![\w-]*\w-))",
        re.I,
    )


def parts(text: str, span: Span, pack: Subject) -> Iterator[Quantity]:
    """Shares told without a number of per cent, left to right, in a part of the text."""
    cues, words = cues_of(pack), grammar(pack).words
    for m in _pattern(pack).finditer(text, span.start, span.end):
        if m["even"]:
            share = 50.0
        elif m["half"]:
            if m["whole"] is None and not m["least"] and not m["most"]:
                continue
            if re.search(
                r"\b(?:first|second|latter|other|last|and a)\s+$", text[max(0, m.start() - 8) : m.start()], re.I
            ):
                continue
            share = 50.0
        elif m["part"]:
            name = m["part"].lower()
            size = cues["parts"].get(name) or cues["parts"][name.removesuffix("s")]
            share = 100 * (words.number(m["n"]) or 0) / size
        else:
            a, b = words.number(m["a"]) or 0, words.number(m["b"]) or 0
            if b not in cues["bases"] or a >= b or (not m["out"] and (m["a"] + m["b"]).isdigit()):
                continue
            share = 100 * a / b
        if 0 < share <= 100:
            yield Quantity(what="percent", range=_range(m, round(share, 1)), span=Span(m.start(), m.end()), per=None)


def _range(m: re.Match[str], share: float) -> Range:
    if m["least"]:
        return Range(share, 100)
    if m["most"]:
        return Range(0, share)
    return about(share) if m["about"] else Range(share, share)

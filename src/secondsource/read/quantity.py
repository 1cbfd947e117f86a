"""How many and how much: amounts as ranges with their words, never a number the words do not give.

Conventions: about N is N plus or minus 10 % (5 % where N has three or more significant digits); dozens 24 to 99; “at least” leaves the upper
end open and “up to” the lower one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..model import Quantity, Range, Span
from ..subjects import Subject, load
from . import quantity_korean
from .cued import amounts_han, amounts_russian
from .quantity_grammar import Grammar, grammar
from .quantity_noun import noun_after, noun_around, people_stand_before
from .quantity_part import parts
from .quantity_range import about, allowed
from .quantity_rate import rate

__all__ = ["about", "find_quantities", "trade_named"]


def find_quantities(
    text: str,
    *,
    language: str = "en",
    spans: Sequence[Span] | None = None,
    taken: Sequence[Span] = (),
    pack: Subject | None = None,
) -> tuple[Quantity, ...]:
    """Amounts of a text, left to right.

    Args:
        text: the whole text; spans found are offsets into it.
        language: `en`, `ja`, `ko`, `ru` or `zh`; others give nothing.
        spans: the parts to read; None reads all.
        taken: characters that are dates and so count nothing.
        pack: whose words to use; the shipped pack by default.

    >>> [(q.what, str(q.range), q.per) for q in find_quantities("They earn $120 to $150 a month; at least 700 permits.")]
    [('USD', '120–150', 'month'), ('permits', 'at least 700', None)]
    """
    chosen = pack or load()
    read = spans if spans is not None else ([Span(0, len(text))] if text else [])
    if language == "ko":
        return tuple(q for part in read for q in quantity_korean.scan(text, part, taken, chosen))
    if language == "ru":
        return tuple(q for part in read for q in amounts_russian.scan(text, part, taken, chosen))
    if language in ("zh", "ja"):
        return tuple(q for part in read for q in amounts_han.scan(text, language, part, taken, chosen))
    if language != "en":
        return ()
    found: list[Quantity] = []
    dates = _Blocked(taken)
    for part in read:
        shares = [q for q in parts(text, part, chosen) if not dates.overlaps(q.span.start, q.span.end)]
        blocked = _Blocked([*taken, *(q.span for q in shares)])
        found += sorted([*shares, *_scan(text, part, blocked, grammar(chosen))], key=lambda q: q.span)
    return tuple(found)


def trade_named(text: str, span: Span, pack: Subject) -> bool:
    """Whether the words after an amount of workers say what they do (“nine welders”, not “nine men”)."""
    found = noun_after(text, span.end, len(text), grammar(pack), one=True)
    return found is not None and found.key == "workers"


class _Blocked:
    """Characters in which no amount may stand."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach: list[int] = []
        for span in ordered:
            self._reach.append(max(span.end, self._reach[-1] if self._reach else 0))

    def overlaps(self, start: int, end: int) -> bool:
        """Whether any of the spans shares a character with these."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def _scan(text: str, part: Span, blocked: _Blocked, g: Grammar) -> Iterator[Quantity]:
    at, last = part.start, ""
    while match := g.pattern.search(text, at, part.end):
        at = max(match.end(), match.start() + 1)
        if blocked.overlaps(match.start(), match.end()):
            at = max(match.start("n1") + 1 if match["n1"] else at, match.start() + 1)
            while at < part.end and text[at - 1].isalnum() and text[at].isalnum():
                at += 1
            continue
        if match["c1"] and not (match["money"] or match["s2"]):
            # “500 dollars or 30 men”: no range of dollars
            match = g.pattern.search(text, match.start(), match.start("sep")) or match
            at = max(match.end(), match.start() + 1)
        for quantity in _quantities(text, match, part, g, last):
            if _is_money(quantity.what):
                last = quantity.what
            yield quantity


def _is_money(what: str) -> bool:
    return len(what) == 3 and what.isupper()


def _value(g: Grammar, number: str, magnitude: str | None) -> float | None:
    value = g.words.number(number)
    if value is None:
        return None
    return round(value * g.magnitudes[magnitude.lower()], 6) if magnitude else value


def _quantities(text: str, m: re.Match[str], part: Span, g: Grammar, money: str) -> Iterator[Quantity]:
    what, end = _what(text, m, part, g, money)
    if what is None:
        return
    what = g.cues["kept_as"].get(what, what)
    per = rate(text, m.start(), end, part.start, part.end, g)
    if m["vague"]:
        low, high = g.vague[_plain(m["vague"])]
        yield Quantity(what=what, range=Range(low, high), span=_span(text, m), per=per if m["sum"] else None)
        return
    one = _value(g, m["n1"], m["m1"] or m["k1"])
    if one is None:
        return
    scale = m["m2"] or m["k2"]
    two = _value(g, m["n2"], scale) if m["n2"] else None
    if two is None:
        yield Quantity(what=what, range=allowed(m, one, g), span=_span(text, m), per=per)
        return
    if scale and not (m["m1"] or m["k1"]) and not m["s2"] and _shares(g, m["n1"]):
        one *= g.magnitudes[scale.lower()]
    elif _carried(m["n1"], m["n2"]):
        one *= 1000 if "thousand" in m["n2"].lower() else 100
    rising = one <= two and (m["sep"].lower() != "or" or one < two)
    if rising and not (m["from"] and not _ranges(m, g)):
        yield Quantity(what=what, range=Range(one, two), span=_span(text, m), per=per)
        return
    yield Quantity(what=what, range=Range(one, one), span=Span(m.start("n1"), m.end("n1")), per=per)
    if m["from"] or one > two:
        yield Quantity(what=what, range=Range(two, two), span=Span(m.start("n2"), m.end("n2")), per=per)


def _ranges(m: re.Match[str], g: Grammar) -> bool:
    """“Range from A to B” is one range, “fell from A to B” two numbers."""
    before = re.findall(r"[\w'’]+", m.string[max(0, m.start() - 16) : m.start()])
    return bool(before) and before[-1].lower() in g.sets["ranging"]


def _shares(g: Grammar, number: str) -> bool:
    value = g.words.number(number)
    return value is not None and value < 1000


def _carried(one: str, two: str) -> bool:
    """“Between one and two thousand”."""
    return (
        bool(re.fullmatch(r"[a-z-]+", one, re.I))
        and bool(re.fullmatch(r"[a-z-]+ (?:thousand|hundred)", two, re.I))
        and " " not in one
    )


def _span(text: str, m: re.Match[str]) -> Span:
    return Span(m.start(), m.end()).trimmed(text)


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower())


def _what(text: str, m: re.Match[str], part: Span, g: Grammar, money: str) -> tuple[str | None, int]:
    """What is counted, and where its words end."""
    if m["pct"]:
        return "percent", m.end()
    currency = m["money"] or m["sum"] or m["s1"] or m["s2"]
    if currency:
        piece = m["money"] and "-" in text[m.end("n1") : m.end()] and g.pieces.match(text, m.end(), part.end)
        return (None if piece else g.currency[_plain(currency)]), m.end()
    weighed = None if m["vague"] else g.measure.match(text, m.end(), part.end)
    if weighed:
        return _weighed(text, m, part, g, weighed), weighed.end()
    noun = noun_after(text, m.end(), part.end, g, one=_singular(m))
    if noun:
        return noun.key, noun.end
    return _alone(text, m, part, g, money), m.end()


def _singular(m: re.Match[str]) -> bool:
    return bool(m["n1"]) and m["n1"].lower() in ("1", "one") and not m["n2"]


def _weighed(text: str, m: re.Match[str], part: Span, g: Grammar, weighed: re.Match[str]) -> str:
    """“12 kg of gold”, “gold bars of 12 kg”: some stuffs have a unit of their own."""
    unit = g.measures[_plain(weighed["unit"])]
    own: Mapping[str, Mapping[str, str]] = g.measured
    stuff = weighed["stuff"]
    if not stuff:
        before = text[max(part.start, m.start() - 30) : m.start()]
        stuff = next((name for name in own if re.search(rf"\b{name}\b[^.;,]*$", before, re.I)), None)
    return own[stuff.lower()].get(unit, unit) if stuff else unit


def _alone(text: str, m: re.Match[str], part: Span, g: Grammar, money: str) -> str | None:
    """What a number counts that has no noun after it."""
    sum_in = None if m["vague"] else g.in_money.match(text, m.end(), part.end)
    if sum_in:
        return g.currency[_plain(sum_in["money"])]
    begin = m.start("vague") if m["vague"] else m.start("n1")
    after = text[m.end() : m.end() + 12].lower()
    scale = (m["m1"] or m["m2"] or "").lower()
    if scale in ("million", "billion", "mln", "bn", "trillion") and money:
        return money
    if re.search(r"\bof which,?\s*$", text[max(part.start, m.start() - 12) : m.start()], re.I) and money and m["n1"]:
        return money
    if (m["least"] or m["most"] or "").lower() in ("over", "under", "above", "below") and people_stand_before(
        text, m.start(), part.start, g
    ):
        return None
    around = noun_around(text, begin, m.end(), part.start, part.end, g) if not m["n2"] or m["from"] else None
    if around:
        return around
    if m["vague"] and re.match(r"\s*(?:[.,;]|$|who|were|was|had|have|in|on|at)", after):
        return None if m["vague"].lower() == "both" else "people"
    return None

"""How many and how much: amounts as ranges with their words, never a number the words do not give.

Conventions: about N is N plus or minus 10 % (5 % where N has three or more significant digits); dozens 24 to 99; “at least” leaves the upper
end open and “up to” the lower one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..model import Quantity, Range, Span
from ..subjects import Subject, load
from . import quantity_korean
from .time.lexicon import Lexicon, any_of, lexicon


@dataclass(frozen=True, eq=False)
class Grammar:
    """The words of amounts of one language, and the pattern of a number with what belongs to it."""

    words: Lexicon
    magnitudes: Mapping[str, int]
    vague: Mapping[str, tuple[float, float]]
    currency: Mapping[str, str]
    nouns: Mapping[str, str]
    per: Mapping[str, str]
    per_before: Mapping[str, str]
    pattern: re.Pattern[str]
    noun: re.Pattern[str]
    per_after: re.Pattern[str]
    per_later: re.Pattern[str]


def _reversed(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word.lower(): key for key, words in table.items() for word in words}


def _plurals(words: Mapping[str, str]) -> dict[str, str]:
    out = dict(words)
    for word, what in words.items():
        if word.endswith("man"):
            out[word[:-3] + "men"] = what
        elif word.endswith("y"):
            out[word[:-1] + "ies"] = what
        elif word.endswith(("s", "sh", "ch")):
            out[word + "es"] = what
        else:
            out[word + "s"] = what
    return out


@lru_cache(maxsize=8)
def _grammar(pack: Subject) -> Grammar:
    cues: Mapping[str, Any] = pack.cues("en").get("quantity") or load().cues("en")["quantity"]
    words = lexicon("en", pack)
    nouns = _plurals(_reversed(cues["nouns"]))
    currency = _reversed(cues["currencies"])
    symbols = {k.lower(): v for k, v in cues["symbols"].items()}
    vague = {k: (float(a), float(b)) for k, (a, b) in cues["vague"].items()}
    number_word = any_of(cues_number for cues_number in words.numbers)
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    spelled = rf"{number_word}(?:(?:[-\s]+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+){number_word})*\b"
    magnitude = any_of(cues["magnitudes"])
    symbol = any_of(symbols)
    value = rf"(?:{digits}|{spelled})"
    money = any_of(currency)
    pattern = re.compile(
        rf"(?<![\w.$])(?:(?P<least>{any_of(cues['at_least'])})\s+|(?P<most>{any_of(cues['at_most'])})\s+|(?P<between>between)\s+|(?P<from>from)\s+)?"
        rf"(?:(?P<about>{any_of(cues['about'])})\s+|(?P<tilde>~)\s*)?"
        rf"(?:(?P<vague>{any_of(vague)})\b|(?P<s1>{symbol})?\s?(?P<n1>{value})(?:[\s-](?P<m1>{magnitude})\b)?"
        rf"(?:\s*(?P<sep>-|–|to|and|or)\s*(?P<s2>{symbol})?(?P<n2>{value})(?:[\s-](?P<m2>{magnitude})\b)?)?"
        rf"(?:\s*(?P<pct>{any_of(cues['percent'])}))?(?:[\s-](?P<money>{money})\b)?)"
        rf"(?:\s+(?P<plus>{any_of(cues['or_more'])})\b|\s+(?P<so>{any_of(cues['or_so'])})\b)?",
        re.I,
    )
    between = any_of(cues["between"])
    noun = re.compile(rf"(?:[\s-]+{between}(?![\w]))*[\s-]+(?P<noun>{any_of(nouns)})(?!\w)", re.I)
    per = _reversed(cues["per"])
    return Grammar(
        words=words,
        magnitudes=cues["magnitudes"],
        vague=vague,
        currency={**currency, **symbols},
        nouns=nouns,
        per=per,
        per_before=_reversed(cues["per_before"]),
        pattern=pattern,
        noun=noun,
        per_after=re.compile(rf"^[\s,]*(?:for\s+each\s+\w+\s+|per\s+worker\s+)?(?P<per>{any_of(per)})(?!\w)", re.I),
        per_later=re.compile(
            rf"\b(?P<per>{any_of(w for w in per if w.split()[0] in ('each', 'every', 'per', 'a'))})(?!\w)", re.I
        ),
    )


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
        language: `en` or `ko`; others give nothing.
        spans: the parts to read; None reads all.
        taken: characters that are dates and so count nothing.
        pack: whose words to use; the shipped pack by default.

    >>> [(q.what, str(q.range), q.per) for q in find_quantities("They earn $120 to $150 a month; at least 700 permits.")]
    [('USD', '120–150', 'month'), ('permits', 'at least 700', None)]
    """
    chosen = pack or load()
    parts = spans if spans is not None else ([Span(0, len(text))] if text else [])
    if language == "ko":
        return tuple(q for part in parts for q in quantity_korean.scan(text, part, taken, chosen))
    if language != "en":
        return ()
    return tuple(q for part in parts for q in _scan(text, part, taken, _grammar(chosen)))


def _scan(text: str, part: Span, taken: Sequence[Span], g: Grammar) -> Iterator[Quantity]:
    at, money = part.start, ""
    while match := g.pattern.search(text, at, part.end):
        at = max(match.end(), match.start() + 1)
        where = Span(match.start(), match.end())
        if any(where.overlaps(date) for date in taken):
            at = max(match.start("n1") + 1 if match["n1"] else at, match.start() + 1)
            while at < part.end and text[at - 1].isalnum() and text[at].isalnum():
                at += 1
            continue
        for quantity in _quantities(text, match, part, g, money):
            if len(quantity.what) == 3 and quantity.what.isupper():
                money = quantity.what
            yield quantity


def _value(g: Grammar, number: str, magnitude: str | None) -> float | None:
    value = g.words.number(number)
    if value is None:
        return None
    return round(value * g.magnitudes[magnitude.lower()], 6) if magnitude else value


def _quantities(text: str, m: re.Match[str], part: Span, g: Grammar, money: str) -> Iterator[Quantity]:
    what, end, _ = _what(text, m, part, g, money)
    if what is None:
        return
    if m["vague"]:
        low, high = g.vague[re.sub(r"\s+", " ", m["vague"].lower())]
        yield Quantity(what=what, range=Range(low, high), span=_span(text, m), per=None)
        return
    one = _value(g, m["n1"], m["m1"])
    if one is None:
        return
    two = _value(g, m["n2"], m["m2"]) if m["n2"] else None
    per = _per(text, m, end, part, g)
    if two is not None:
        if m["m2"] and not m["m1"] and not m["s2"] and _shares(g, m["n1"]):
            one *= g.magnitudes[m["m2"].lower()]
        elif _carried(m["n1"], m["n2"]):
            one *= 1000 if "thousand" in m["n2"].lower() else 100
        rising = m["sep"].lower() in ("-", "–", "to") or m["between"] or (m["sep"].lower() == "or" and one < two)
        if m["from"] or not rising or one > two:
            yield Quantity(what=what, range=Range(one, one), span=Span(m.start("n1"), m.end("n1")), per=per)
            if m["from"] or one > two:
                yield Quantity(what=what, range=Range(two, two), span=Span(m.start("n2"), m.end("n2")), per=per)
            return
        yield Quantity(what=what, range=Range(one, two), span=_span(text, m), per=per)
        return
    yield Quantity(what=what, range=_range(m, one), span=_span(text, m), per=per)


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


def _range(m: re.Match[str], value: float) -> Range:
    if (m["least"] and not _hands_over(m)) or (m["plus"] and not m["most"]):
        return Range(value, None)
    if m["most"]:
        return Range(None, value)
    if m["about"] or m["tilde"] or m["so"]:
        return about(value)
    return Range(value, value)


def _hands_over(m: re.Match[str]) -> bool:
    """“Hand over $120,000” says no lower bound."""
    return m["least"].lower() == "over" and bool(
        re.search(
            r"\b(?:hand|turn|tak|giv|pay|sign|mak|pass)(?:e|s|es|ed|ing)?\s+$",
            m.string[max(0, m.start() - 10) : m.start()],
            re.I,
        )
    )


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


def _span(text: str, m: re.Match[str]) -> Span:
    return Span(m.start(), m.end()).trimmed(text)


def _what(text: str, m: re.Match[str], part: Span, g: Grammar, money: str) -> tuple[str | None, int, str]:
    """What is counted, where its words end, and the words."""
    if m["vague"] and "half" in m["vague"].lower() and "dozen" not in m["vague"].lower():
        return "percent", m.end(), m["vague"]
    if m["vague"] is None:
        if m["pct"]:
            return "percent", m.end(), m["pct"]
        sign = m["s1"] or m["s2"]
        if m["money"]:
            return g.currency[re.sub(r"\s+", " ", m["money"].lower())], m.end(), m["money"]
        if sign:
            return g.currency[sign.lower()], m.end(), sign
    noun = g.noun.match(text, m.end(), min(part.end, m.end() + 80))
    if noun:
        return g.nouns[re.sub(r"\s+", " ", noun["noun"].lower())], noun.end(), noun["noun"]
    after = text[m.end() : m.end() + 12].lower()
    if re.match(r"\s+of\s+(?:them|whom|those|these)\b", after):
        return "workers", m.end(), ""
    if (m["m1"] or m["m2"] or "").lower() in ("million", "billion") and money:
        return money, m.end(), ""
    if (
        re.match(r"[\d,]+$", m["n1"] or "")
        and (m["n2"] is None or m["from"])
        and not re.match(r"[\w-]", after[:1] or " ")
    ):
        return _named_before(text, m.start(), part, g), m.end(), ""
    if m["vague"] and re.match(r"\s*(?:[.,;]|$|who|were|was|had|have|in|on|at)", after):
        return "workers", m.end(), ""
    return None, m.end(), ""


def _named_before(text: str, at: int, part: Span, g: Grammar) -> str | None:
    """“The number of … permits fell from 30,023”: a number of four digits or more counts what the clause spoke of before."""
    before = text[max(part.start, at - 110) : at]
    if re.search(r"(?:Resolutions?|No\.|H\.R\.|Order|Flight|JS)\s*$", before, re.I):
        return None
    if re.search(r"\bof them\b", before, re.I):
        return "workers"
    found = list(re.finditer(rf"(?<!\w){any_of(g.nouns)}(?!\w)", before, re.I))
    if not found or not re.search(
        r"\bnumber|\bcount|\btotal|\b(?:fell|rose|dropped|grew|put|came|and)\b", before, re.I
    ):
        return None
    return g.nouns[re.sub(r"\s+", " ", found[-1][0].lower())]


def _per(text: str, m: re.Match[str], end: int, part: Span, g: Grammar) -> str | None:
    after = text[end : min(part.end, end + 60)]
    near = g.per_after.match(after)
    if near:
        return g.per[near["per"].lower()]
    before = text[max(part.start, m.start() - 24) : m.start()].lower()
    for word, unit in g.per_before.items():
        if word in before:
            return unit
    if re.search(r"of which\s*$", before) or re.search(r"not\s*$", before):
        earlier = g.per_later.findall(text[max(part.start, m.start() - 70) : m.start()])
        if earlier:
            return g.per[earlier[-1].lower()]
    clause = re.split(r"[.;:]|\d|\bwhile\b|\bwhereas\b", after)[0]
    later = g.per_later.search(clause)
    return g.per[later["per"].lower()] if later else None

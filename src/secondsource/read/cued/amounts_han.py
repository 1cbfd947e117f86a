"""Amounts of Chinese and Japanese: 数十名, 16万余美元, 八万至十万人, 約2400人, 3万23人, 四十多名, 1500人超."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ...model import Quantity, Range, Span
from ...subjects import Subject
from ..quantity_range import about
from ..time.lexicon import any_of
from .words import words

_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_WORKERS = re.compile(r"[一-鿿ァ-ヴー]{0,8}")


def number(said: str, c: Mapping[str, Any]) -> float | None:
    """The number that digits and myriads say; None for signs that make none.

    >>> number("3万23", {"digits": {}, "small": {}, "big": {"万": 10000}})
    30023
    """
    total = myriad = 0.0
    current = ""
    for sign in said.translate(_WIDE).replace(",", ""):
        if sign.isascii() and (sign.isdigit() or sign == "."):
            current += sign
        elif sign in c["digits"]:
            current += str(c["digits"][sign])
        elif sign in c["small"]:
            myriad += _float(current or "1") * c["small"][sign]
            current = ""
        elif sign in c["big"]:
            total += ((myriad + _float(current or "0")) or 1) * c["big"][sign]
            myriad, current = 0.0, ""
        else:
            return None
    total += myriad + _float(current or "0")
    return int(total) if total == int(total) else total


def _float(digits: str) -> float:
    try:
        return float(digits)
    except ValueError:
        return 0.0


@lru_cache(maxsize=8)
def _pattern(pack: Subject, language: str) -> re.Pattern[str]:
    c = words(pack, language, "quantity")
    signs = "".join([*c["digits"], *c["small"], *c["big"]])
    num = rf"(?:[0-9０-９][0-9０-９,，.．]{{0,14}}|[{signs}])(?:[0-9０-９,，.．]|[{signs}]){{0,16}}"
    pre = rf"(?:(?P<pa>{any_of(c['pre_about'])})|(?P<pl>{any_of(c['pre_least'])})|(?P<pm>{any_of(c['pre_most'])}))?"
    unit = rf"(?:(?P<money>{any_of(c['currencies'])})|(?P<pct>{any_of(c['percent'])})|(?P<tenth>{any_of(c['tenths'])})|(?P<counter>{any_of(c['counters'])}))"
    post = rf"(?:(?P<ql>{any_of(c['post_least'])})|(?P<qm>{any_of(c['post_most'])})|(?P<qa>{any_of(c['post_about'])}))?"
    return re.compile(
        rf"(?<![0-9０-９.{signs}第]){pre}(?:(?P<vague>{any_of(c['vague'])})(?P<vbig>{any_of(c['big'])})?|(?P<n1>{num})(?P<over>{any_of(c['over'])})?(?P<big>{any_of(c['big'])})?"
        rf"(?:(?:人|名)?(?P<sep>{any_of(c['to'])})(?P<n2>{num}))?)(?:{unit}|(?P<bare>(?=[。，、；]|$)))(?P<over2>{any_of(c['over'])})?{post}"
    )


def scan(text: str, language: str, part: Span, taken: Sequence[Span], pack: Subject) -> Iterator[Quantity]:
    """Amounts in a part of the text, left to right.

    Args:
        text: the whole text.
        language: `zh` or `ja`.
        part: where to read.
        taken: dates, which count nothing.
        pack: whose words to use.
    """
    c = words(pack, language, "quantity")
    dates = sorted(taken)
    for m in _pattern(pack, language).finditer(text, part.start, part.end):
        span = Span(m.start(), m.end())
        if any(span.overlaps(d) for d in dates):
            continue
        what = _what(text, m, c, language, part)
        found = _range(m, c) if what is not None else None
        if what is not None and found is not None:
            yield Quantity(what=what, range=found, span=span, per=_per(text, m, part, c) if m["money"] else None)


def _what(text: str, m: re.Match[str], c: Mapping[str, Any], language: str, part: Span) -> str | None:
    if m["money"]:
        return str(c["currencies"][m["money"]])
    if m["pct"] or m["tenth"]:
        return "percent"
    if m["bare"] is not None and not m["counter"]:
        # a number with no noun counts workers where a range of ten thousands stands alone at the end of its clause
        return (
            "workers"
            if m["n2"]
            and m["sep"]
            and re.search(r"[万萬億亿]", m[0])
            and re.search("人数|人數|工人", text[max(part.start, m.start() - 14) : m.start()])
            else None
        )
    what = str(c["counters"][m["counter"]])
    if what != "workers":
        return what
    after = text[m.end() : min(part.end, m.end() + 10)]
    for noun, other in c["nouns"].items():
        at = after.find(noun)
        if 0 <= at <= 4 and not re.search(r"[，。、]", after[:at]):
            return None if other is None else str(other)
    before = text[max(part.start, m.start() - 3) : m.start()]
    for noun, other in (c.get("before_nouns") or {}).items():
        if before.endswith(noun):
            return str(other)
    if language == "zh" and m["n1"] in ("一", "1") and not re.match(r"(?:朝鲜|朝鮮|北韩|北韓)", after):
        return None
    return what


def _range(m: re.Match[str], c: Mapping[str, Any]) -> Range | None:
    if m["vague"]:
        low, high = c["vague"][m["vague"]]
        scale = c["big"][m["vbig"]] if m["vbig"] else 1
        return Range(low * scale, None if high is None else (high + 1) * scale - 1)
    one = number(m["n1"], c)
    if one is None:
        return None
    if m["big"]:
        one *= c["big"][m["big"]]
    if m["tenth"]:
        one *= 10
    if m["n2"]:
        two = number(m["n2"], c)
        if two is not None and not any(b in m["n1"] for b in c["big"]):
            scale = next((c["big"][b] for b in c["big"] if m["n2"].endswith(b)), None)
            one = one * scale if scale and one * scale < two else one
        if two is not None and one < two:
            return Range(one, two)
        return None if two is None else Range(one, one)
    value = int(one) if one == int(one) else one
    if m["over"] or m["over2"]:
        return Range(value, value + _order(value) - 1)
    if m["pl"] or m["ql"]:
        return Range(value, None)
    if m["pm"] or m["qm"]:
        return Range(None, value)
    if m["pa"] or m["qa"]:
        return about(value)
    return Range(value, value)


def _order(value: float) -> int:
    """To the end of its decade or order: 40余 is up to 49, 16万余 up to 169,999."""
    digits = str(int(value))
    return int(10 ** (len(digits) - len(digits.rstrip("0")))) if digits.endswith("0") else 1


def _per(text: str, m: re.Match[str], part: Span, c: Mapping[str, Any]) -> str | None:
    before = text[max(part.start, m.start() - 12) : m.start()]
    for unit, said in c["per"].items():
        if any(word in before for word in said if len(word) > 1):
            return str(unit)
    return None

"""Says again, in the language spoken, what the stages have written in English: sentences by their pattern, names, figures and points of law.

What no pattern knows comes back as it is. Words of reports, names and typed reasons stand inside the sentences and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from .dates import in_words, said_or_same
from .retold_patterns import PATTERNS
from .retold_terms import ACCESS
from .tongue import ENGLISH, known, language, noted, noted_as, say, say_as

_BRACE = re.compile(r"\{(\w+)\}")
_GOES_ON = re.compile(
    r"(?<=[.”?]) (?=It rests on: |In breach would be: |The time allowed ended |The rule is |The text is |What fails: |Beside it stand |"
    r"It is told by )"
)
"""Where a sentence ends for sure: a citation may have full stops before capitals (“Pub. L. 115-44”)."""
_SENTENCE = re.compile(r"(?<=[.”?]) (?=[A-Z“])")
_CLAUSE = re.compile("; ")
_COMMA = re.compile(r", (?!\d{4}|\.\.|lineage not recorded)| and (?=\S)")
_DATED = re.compile(r"(.+), ((?:\.\./)?\d{4}[\dX~?%/.-]*)")
_QUOTED = re.compile(r"“[^”]*”")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_FIGURE = re.compile(
    r"(at most |at least )?([\d,.]+)(?:–([\d,.]+))?(?: (thousand|million|billion|trillion))?(?: (.+?))?(?: an? (day|week|month|year))?"
)
_OPERATORS = (
    noted("not {values}"),
    noted("none of {values}"),
    noted("more than: {fact}"),
    noted("more than {values}"),
    noted("less than {values}"),
    noted("before {values}"),
    noted("after {values}"),
    noted("on or before {values}"),
    noted("on or after {values}"),
    noted("a country of {values}"),
)
"""What a point of law asks of a fact (law/words.py)."""
_DENIED = (("it is not so that ", noted("it is not so that {fact}")), ("not ", noted("not: {fact}")))
"""Likewise, of one that must not be so."""
_UNITS = (
    noted_as("per", "day"),
    noted_as("per", "week"),
    noted_as("per", "month"),
    noted_as("per", "year"),
)


def retold(text: str) -> str:
    """A text that a stage wrote, in the language spoken."""
    return text if language() == ENGLISH or not text else _retold(language(), text)


def named(name: str) -> str:
    """The name of a source, with what describes it where it has none: “unnamed source of KBS”."""
    return name if language() == ENGLISH else _name(name)


def figure(text: str) -> str:
    """A number with what it counts: “24–99 workers”, “1.2–2.3 billion USD a year”."""
    if language() == ENGLISH:
        return text
    found = _FIGURE.fullmatch(text)
    return _said_figure(found) if found else text


def unit(name: str) -> str:
    """What is counted, by itself: “workers”."""
    return known(name, "unit alone") or name


def point(text: str) -> str:
    """One point that a provision asks, as the vocabulary of the law words it."""
    return text if language() == ENGLISH else _element(text)


@lru_cache(maxsize=65536)
def _retold(of: str, text: str) -> str:
    """`of` is the language spoken: what is kept is kept by it."""
    whole = known(text)
    parts = _GOES_ON.split(text)
    if whole is None and len(parts) > 1:
        return " ".join(_retold(of, part) for part in parts)
    whole = whole or _one(text)
    if whole is not None:
        return whole
    for pattern, between in ((_SENTENCE, " "), (_CLAUSE, "; ")):
        parts = pattern.split(text)
        if len(parts) > 1:
            said = [_retold(of, part) for part in parts]
            if said != parts:
                return between.join(said)
    return text


def _one(text: str) -> str | None:
    """A text that one pattern matches whole; None if none does."""
    for template, pattern, names in _patterns():
        found = pattern.fullmatch(text)
        if found:
            values = {name: _HOW.get(name.rstrip("0123456789"), str)(found[name]) for name in names}
            return say(template, **values) if values else say(template)
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    return tuple((p, _compiled(p), tuple(_BRACE.findall(p))) for p in PATTERNS)


def _compiled(template: str) -> re.Pattern[str]:
    out, at = "", 0
    for brace in _BRACE.finditer(template):
        kind = brace[1].rstrip("0123456789")
        out += re.escape(template[at : brace.start()]) + f"(?P<{brace[1]}>{_SHAPES.get(kind, '.+?')})"
        at = brace.end()
    return re.compile(out + re.escape(template[at:]), re.DOTALL)


_SHAPES: Mapping[str, str] = {
    "n": r"[\d,]+",
    "m": r"[\d,]+",
    "least": r"\d+",
    "grade": "[A-F][1-6]",
    "date": r"(?:\.\./)?\d{4}[\dX~?%/.-]*",
    "access": "|".join(re.escape(access) for access in ACCESS),
    "since": r"in force [^:]+?",
    "when": r"(?:a day[^.]*|\S+)",
    "quoted": r"“[^”]*”",
    "basis": r"\w+",
    "surest": r"\w+",
    "amount": r"[\d,.–]+",
}
"""What may stand at a name of a pattern, where that is not anything."""


def _listed(text: str, said: Callable[[str], str]) -> str:
    """Names with commas and a last “and” between them; quoted titles are one name."""
    held: list[str] = []

    def keep(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\0{len(held) - 1}\0"

    parts = _COMMA.split(_QUOTED.sub(keep, text))
    whole = [re.sub("\0(\\d+)\0", lambda m: held[int(m[1])], part) for part in parts]
    return ", ".join(said(part) for part in whole if part)


def _names(text: str) -> str:
    return _listed(text, _name)


def _name(text: str) -> str:
    text = re.sub(r"^[Aa]n? (?=unnamed )", "", text)
    if text.startswith("Unnamed "):
        text = text[:1].lower() + text[1:]
    if (bare := text.removesuffix(", lineage not recorded")) != text:
        return say("{who} (lineage not recorded)", who=_name(bare))
    if (others := re.fullmatch(r"(\d+) others", text)) is not None:
        return say("{n} others", n=others[1])
    if (whose := re.fullmatch(r"unnamed source of (.+)", text)) is not None:
        return say("unnamed source of {whom}", whom=_name(whose[1]))
    if (found := known(text, "source")) is not None:
        return found
    if (letter := re.fullmatch(r"unnamed source ([A-Z]+)( \([^()]*\))?", text)) is not None:
        return say("unnamed source {letter}", letter=letter[1]) + (letter[2] or "")
    if (what := re.fullmatch(r"unnamed (.+?)(?: \(([^()]+)\))?", text)) is not None:
        said = say_as("source", f"unnamed {what[1]}")
        said = say("unnamed: {what}", what=what[1]) if said == f"unnamed {what[1]}" else said
        return f"{said} ({what[2]})" if what[2] else said
    return text


def _dated(text: str) -> str:
    found = _DATED.fullmatch(text)
    return f"{_name(found[1])}({said_or_same(found[2])})" if found else _name(text)


def _said_figure(found: re.Match[str]) -> str:
    bound, low, high, scale, what, per = found.groups()
    amount = _number(low, scale) + (f"–{_number(high, scale)}" if high else "")
    if bound:
        amount = say(f"{bound.strip()} {{amount}}", amount=amount)
    said = next((said for name in _counted(what or "") if (said := known(name, "unit"))), None)
    out = said.format(n=amount) if said else f"{amount} {what}" if what else amount
    return f"{say_as('per', per)} {out}" if per else out


def _counted(what: str) -> tuple[str, ...]:
    """What is counted as the catalogue may have it: one of them is said in the singular (trace/figures.py)."""
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return (what, "people" if what == "person" else many)


def _number(text: str, scale: str | None) -> str:
    """A number with its scale in the East Asian ones, where that loses nothing."""
    if not scale:
        return text
    value = float(text.replace(",", "")) * _SCALES[scale]
    for size, name in (
        (1e12, noted_as("scale", "10^12")),
        (1e8, noted_as("scale", "10^8")),
        (1e4, noted_as("scale", "10^4")),
    ):
        if value >= size:
            return f"{round(value / size, 6):,.10g}{say_as('scale', name)}"
    return f"{value:,.10g}"


def _element(text: str) -> str:
    """A point of law: the meaning of a fact, with what is asked of it."""
    if (found := known(text)) is not None:
        return found
    if text.startswith("exception: "):
        return say("exception: {packed}", packed=_packed(text.removeprefix("exception: ")))
    for start, template in _DENIED:
        meaning = text.removeprefix(start)
        if meaning != text and (fact := known(meaning)) is not None:
            return say(template, fact=fact)
    head, colon, tail = text.partition(": ")
    fact = known(head) if colon else None
    return f"{fact}: {_asked(tail)}" if fact else text


def _asked(tail: str) -> str:
    for template in (noted("at most {amount}"), noted("at least {amount}")):
        start = template.split(" {")[0]
        if tail.startswith(f"{start} "):
            return say(template, amount=_values(tail.removeprefix(f"{start} ")))
    for template in sorted(_OPERATORS, key=len, reverse=True):
        start, _, name = template.partition("{")
        if tail.startswith(start):
            rest = tail.removeprefix(start)
            fact = name.startswith("fact")
            return say(template, fact=known(rest) or rest) if fact else say(template, values=_values(rest))
    return _values(tail)


def _values(text: str) -> str:
    """Values with commas and a last “or” between them; each of the vocabulary in words."""
    return ", ".join(_value(part) for part in re.split(r", (?!\d{3})| or ", text))


def _value(text: str) -> str:
    return known(text, "value") or known(text.replace("_", " "), "value") or figure(in_words(text))


def _points(text: str) -> str:
    out = []
    for part in text.split("; "):
        more = re.fullmatch(r"and (\d+) more", part)
        out.append(say("and {n} more", n=more[1]) if more else retold(part) if _one(part) else _element(part))
    return "; ".join(out)


def _packed(text: str) -> str:
    """Words of the pack, which are said in another language where its catalogue has them."""
    return known(text) or "; ".join(known(part) or in_words(part) for part in text.split("; "))


def _when(text: str) -> str:
    return _one(text) or said_or_same(text)


def _attributes(text: str) -> str:
    out = []
    for part in text.split(", "):
        kind, _, what = part.partition(":")
        name = known(kind, "attribute") or kind
        out.append(f"{name}({unit(what)})" if what else name)
    return ", ".join(out)


_HOW: Mapping[str, Callable[[str], str]] = {
    "who": _names,
    "whom": _names,
    "dated": _dated,
    "datedlist": lambda text: _listed(text, _dated),
    "dates": lambda text: _listed(text, said_or_same),
    "date": said_or_same,
    "when": _when,
    "since": lambda text: _one(text) or in_words(text),
    "access": say,
    "points": _points,
    "packed": _packed,
    "exception": _packed,
    "party": lambda text: say_as("party", text),
    "kinds": lambda text: ", ".join(
        known(part[:1].upper() + part[1:], "event") or part for part in re.split(r", | or ", text)
    ),
    "counted": unit,
    "figures": lambda text: ", ".join(figure(part) for part in re.split(r", (?!\d{3})", text)),
    "more": retold,
    "basis": lambda text: known(text, "basis") or text,
    "surest": lambda text: known(text, "surest") or text,
    "attributes": _attributes,
}
"""How what stands at a name of a pattern is said; anything else stays as it is."""

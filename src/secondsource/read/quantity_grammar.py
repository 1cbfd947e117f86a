"""The words of English amounts, read from the pack, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..subjects import Subject, load
from .time.lexicon import Lexicon, any_of, lexicon

# bounded, as a line of a million digits or number words is looked at from each of them
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?!,?\d)(?:\.\d{1,9}(?!\d))?"


@dataclass(frozen=True, eq=False)
class Grammar:
    """Look-up tables of amounts, and the pattern of a number with what belongs to it."""

    words: Lexicon
    magnitudes: Mapping[str, int]
    vague: Mapping[str, tuple[float, float]]
    currency: Mapping[str, str]
    measures: Mapping[str, str]
    measured: Mapping[str, Mapping[str, str]]
    nouns: Mapping[str, str]
    singular: frozenset[str]
    per: Mapping[str, str]
    per_before: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    cues: Mapping[str, Any]
    pattern: re.Pattern[str]
    money: re.Pattern[str]
    pieces: re.Pattern[str]
    in_money: re.Pattern[str]
    measure: re.Pattern[str]
    per_after: re.Pattern[str]
    per_later: re.Pattern[str]

    def noun(self, word: str) -> str | None:
        """As what things of a name are counted; None if they are not."""
        return self.nouns.get(word)


def cues_of(pack: Subject) -> Mapping[str, Any]:
    """The pack's English words of amounts (the shipped ones, if it has none)."""
    found: Mapping[str, Any] = pack.cues("en").get("quantity") or load().cues("en")["quantity"]
    return found


def reversed_table(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """From each word, in lower case, to its key."""
    return {word.lower(): key for key, words in table.items() for word in words}


def plural(word: str) -> str:
    """The plural of an English noun.

    >>> plural("foreman"), plural("company"), plural("seamstress")
    ('foremen', 'companies', 'seamstresses')
    """
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch")) else "s")


@lru_cache(maxsize=8)
def grammar(pack: Subject) -> Grammar:
    """The grammar of a pack's English amounts."""
    cues = cues_of(pack)
    words = lexicon("en", pack)
    singular = reversed_table(cues["nouns"])
    fixed = frozenset(cues["invariable"])
    nouns = {**singular, **{plural(word): what for word, what in singular.items() if word not in fixed}}
    currency = reversed_table(cues["currencies"])
    symbols = {**{k.lower(): v for k, v in cues["symbols"].items()}, **_codes(cues, currency)}
    money = any_of(currency)
    per = reversed_table(cues["per"])
    late = any_of(cues["no_rate"])
    times = {word: unit for word, unit in per.items() if unit != "worker"}
    heads = any_of([*(word for word, unit in per.items() if unit == "worker"), "each", "for each man", "for each"])
    return Grammar(
        words=words,
        magnitudes={**cues["short_magnitudes"], **cues["magnitudes"]},
        vague={k: (float(a), float(b)) for k, (a, b) in cues["vague"].items()},
        currency={**currency, **symbols},
        measures=reversed_table(cues["measures"]),
        measured=cues["measured"],
        nouns=nouns,
        singular=frozenset(singular) - fixed,
        per=per,
        per_before=reversed_table(cues["per_before"]),
        sets={
            name: frozenset(word.lower() for word in cues[name])
            for name in ("stops", "lead", "plural_modifiers", "things", "raised", "ranging")
        },
        cues=cues,
        pattern=_pattern(cues, words, any_of(symbols), money),
        money=re.compile(rf"(?<!\w)(?P<money>{money}|{any_of(symbols)})(?!\w)", re.I),
        pieces=re.compile(rf"\s+{any_of(cues['pieces'])}(?!\w)", re.I),
        in_money=re.compile(rf",?\s+(?:all\s+)?in\s+(?:[\w,]+[\s-]){{0,3}}(?P<money>{money})(?!\w)", re.I),
        measure=re.compile(
            rf"[\s-]?(?P<unit>{any_of(reversed_table(cues['measures']))})(?!\w)"
            rf"(?:\s+(?:of|in)(?:\s+[a-z]+)?\s+(?P<stuff>{any_of(cues['measured'])})(?!\w))?",
            re.I,
        ),
        per_after=re.compile(
            rf"^[\s,]*(?:(?:for\s+each\s+\w+\s+)?(?P<per>{any_of(times)})(?!\w)(?!\s+{late}\b)"
            rf"|(?P<head>{heads})(?!\w)(?:,?\s+(?:(?P<then>{any_of(times)})|(?:and|or|a|per)\s+(?P<unit>{any_of(cues['units_after'])}))(?!\w)(?!\s+{late}\b))?)",
            re.I,
        ),
        per_later=re.compile(
            rf"\b(?P<per>{any_of(w for w in per if w.split()[0] in ('each', 'every', 'per', 'a'))})(?!\w)(?!\s+{late}\b)",
            re.I,
        ),
    )


def _codes(cues: Mapping[str, Any], currency: Mapping[str, str]) -> dict[str, str]:
    return {code.lower(): currency.get(code.lower(), code) for code in cues["codes"]}


def _pattern(cues: Mapping[str, Any], words: Lexicon, symbol: str, money: str) -> re.Pattern[str]:
    number_word = any_of(words.numbers)
    spelled = rf"{number_word}(?:(?:[-\s]+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+){number_word}){{0,9}}\b"
    value = rf"(?:{DIGITS}|{spelled})"
    magnitude, short = any_of(cues["magnitudes"]), any_of(cues["short_magnitudes"])

    def amount(n: int) -> str:
        return (
            rf"(?P<s{n}>{symbol})?\s?(?P<n{n}>{value})"
            rf"(?:[\s-]?(?P<m{n}>{magnitude})\b|(?P<k{n}>{short})\b(?(s{n})|(?=\s+(?:{money})\b)))?"
        )

    # the article of “about a hundred” belongs to the number
    one = rf"(?:an?\s+(?={number_word}\b))?"
    return re.compile(
        rf"(?<![\w.$])(?:(?P<least>{any_of(cues['at_least'])})\s+{one}|(?P<most>{any_of(cues['at_most'])})\s+{one}|(?P<between>between)\s+|(?P<from>from)\s+)?"
        rf"(?:(?P<about>{any_of(cues['about'])})\s+{one}|(?P<tilde>~)\s*)?"
        rf"(?:(?P<vague>{any_of(cues['vague'])})\b(?:\s+(?:of\s+)?(?P<sum>{money})\b)?|{amount(1)}"
        rf"(?:(?:[\s-](?P<c1>{money}))?\s*(?P<sep>-|–|to|or|(?(between)and|(?!)))\s*{amount(2)})?"
        rf"(?:\s*(?P<pct>{any_of(cues['percent'])}))?(?:[\s-](?:{any_of(cues['money_modifiers'])}\s)?(?P<money>{money})\b)?)"
        rf"(?:\s+(?P<plus>{any_of(cues['or_more'])})\b|\s+(?P<so>{any_of(cues['or_so'])})\b)?",
        re.I,
    )

"""Scans English text for date expressions: one pass, the earliest and most specific rule wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from . import absolute, business, counted, feasts, loose, relative
from .lexicon import Lexicon
from .scope import Rule, Scope
from .value import Anchor, Value

_FIRST = ("ago", "the_one_before", "end_of_month", "iso", "iso_month", "era", "slashes", "day_range", "month_of_relative_year", "month_of_year", "day_of_month", "years", "decades", "century",
          "season_of_year", "quarter_of_year", "half_of_year", "near_day", "weekday", "relative_month", "every", "quarter", "year_earlier", "same_period",
          "relative_unit", "length", "vague_length", "bare_length", "year_end", "spoken_year", "year", "every_named", "holiday", "bare_month", "bare_day",
          "bare_season", "the_unit", "part_told", "clock_of_day", "clock", "frequency", "now", "lately", "some_day", "then")  # fmt: skip
_ASIDE = frozenset(
    {
        "year_earlier",
        "same_period",
        "every",
        "frequency",
        "now",
        "lately",
        "some_day",
        "length",
        "vague_length",
        "bare_length",
        "every_named",
        "then",
    }
)
"""Rules whose values nothing counts from."""
_PIECE = re.compile(r"\{([a-z]+)\}")
_INNER = re.compile(r"\(\?P<\w+>")
_TOKEN = re.compile(r"(?<![\w$€£₩])(?:[A-Za-z]+|[\d’'])")
_SYNTAX = re.compile(r"\(\?P[<=]\w+[>)]|\(\?-?i?[:=!]|\(\?<[=!]|\\[A-Za-z]")


def _plain(pattern: str) -> str:
    """The pattern with named groups made silent and back references widened, to stand in one alternation."""
    return re.sub(r"\(\?P=\w+\)", r"[-/.]", _INNER.sub("(?:", pattern))


def _openers(sources: Iterable[str]) -> frozenset[str]:
    """Every word that the patterns name, in lower case: no expression begins with letters that are none of them."""
    words = set()
    for source in sources:
        for word, optional in re.findall(r"([A-Za-z]+)(\??)", _SYNTAX.sub(" ", source)):
            words.add(word.lower())
            if optional:
                words.add(word[:-1].lower())
    return frozenset(words)


class Grammar:
    """The rules of English compiled for one lexicon.

    `pattern` matches where any rule may; it is tried only at digits, apostrophes and the words in `openers`, as trying it at every
    character costs several times as much.
    """

    def __init__(self, words: Lexicon) -> None:
        self.words = words
        rules = sorted(
            [*absolute.RULES, *relative.RULES, *counted.RULES, *business.RULES, *feasts.RULES, *loose.RULES],
            key=lambda rule: _FIRST.index(rule.name),
        )
        self._rules: list[tuple[Rule, re.Pattern[str]]] = []
        branches, sources = [], []
        for number, rule in enumerate(rules):
            source = _PIECE.sub(lambda m: words.parts[m[1]], rule.pattern)
            self._rules.append((rule, re.compile(source, re.I)))
            sources.append(source)
            branches.append(f"(?P<r{number}>{_plain(source)})")
        self.pattern = re.compile(rf"(?<![\w$€£₩])(?:{'|'.join(branches)})", re.I)
        self.openers = _openers(sources)

    def scan(
        self, text: str, anchor: Anchor | None, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, Value, str]]:
        """Expressions in `text[start:end]`, left to right: first and last character, value and the name of the rule."""
        scope = Scope(text, self.words, anchor)
        limit = len(text) if end is None else end
        done = start
        for token in _TOKEN.finditer(text, start, limit):
            at = token.start()
            if at < done or (token[0].isalpha() and token[0].lower() not in self.openers):
                continue
            match = self.pattern.match(text, at, limit)
            found = self._resolve(at, limit, int((match.lastgroup or "r0")[1:]), scope) if match else None
            if found is None:
                continue
            done, value, name = found
            if name not in _ASIDE and not (name == "ago" and re.fullmatch(r"\d{4}(?:-Q\d)?", value.timex)):
                scope.told.append(value)
            yield at, done, value, name

    def _resolve(self, at: int, limit: int, first: int, scope: Scope) -> tuple[int, Value, str] | None:
        for rule, pattern in self._rules[first:]:
            match = pattern.match(scope.text, at, limit)
            if match is None or not _whole(scope.text, match.end()):
                continue
            try:
                value = rule.handler(match, scope)
            except (KeyError, OverflowError, ValueError):
                value = None  # beyond the years 1 to 9999, or letters that are ours only without case (“Auguſt”)
            if value is not None:
                return match.end(), value, rule.name
        return None


def _whole(text: str, end: int) -> bool:
    """Whether the expression does not stop inside a word."""
    return end >= len(text) or not (text[end - 1].isalnum() and text[end].isalnum())


@lru_cache(maxsize=8)
def grammar(words: Lexicon) -> Grammar:
    """The grammar of a lexicon, compiled once."""
    return Grammar(words)

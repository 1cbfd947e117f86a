"""Scans English text for date expressions: one pass, the earliest and most specific rule wins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from . import absolute, counted, loose, relative
from .lexicon import Lexicon
from .scope import Rule, Scope
from .value import Anchor, Value

_FIRST = ("ago", "the_one_before", "end_of_month", "iso", "slashes", "day_range", "month_of_relative_year", "month_of_year", "day_of_month", "years", "decades", "century",
          "season_of_year", "quarter_of_year", "half_of_year", "near_day", "weekday", "relative_month", "every", "business_period", "quarter",
          "relative_unit", "length", "vague_length", "year_end", "spoken_year", "year", "holiday", "bare_month", "bare_day",
          "bare_season", "the_unit", "clock", "frequency", "now", "lately", "some_day")  # fmt: skip
_ASIDE = frozenset({"business_period", "every", "frequency", "now", "lately", "some_day", "length", "vague_length"})
"""Rules whose values nothing counts from."""
_PIECE = re.compile(r"\{([a-z]+)\}")
_INNER = re.compile(r"\(\?P<\w+>")


def _plain(pattern: str) -> str:
    """The pattern with named groups made silent and back references widened, to stand in one alternation."""
    return re.sub(r"\(\?P=\w+\)", r"[/.]", _INNER.sub("(?:", pattern))


class Grammar:
    """The rules of English compiled for one lexicon."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words
        rules = sorted(
            [*absolute.RULES, *relative.RULES, *counted.RULES, *loose.RULES], key=lambda rule: _FIRST.index(rule.name)
        )
        self._rules: list[tuple[Rule, re.Pattern[str]]] = []
        branches = []
        for number, rule in enumerate(rules):
            source = _PIECE.sub(lambda m: words.parts[m[1]], rule.pattern)
            self._rules.append((rule, re.compile(source, re.I)))
            branches.append(f"(?P<r{number}>{_plain(source)})")
        self._any = re.compile(rf"(?<![\w$€£₩])(?:{'|'.join(branches)})", re.I)
        self._count = len(rules)

    def scan(
        self, text: str, anchor: Anchor | None, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int, Value, str]]:
        """Expressions in `text[start:end]`, left to right: first and last character, value and the name of the rule."""
        scope = Scope(text, self.words, anchor)
        at, limit = start, len(text) if end is None else end
        while at < limit:
            match = self._any.search(text, at, limit)
            if match is None:
                return
            first = int((match.lastgroup or "r0")[1:])
            found = self._resolve(match.start(), limit, first, scope)
            if found is None:
                at = match.start() + 1
                while at < limit and (text[at - 1].isalnum() and text[at].isalnum()):
                    at += 1
                continue
            stop, value, name = found
            if name not in _ASIDE and not (name == "ago" and re.fullmatch(r"\d{4}(?:-Q\d)?", value.timex)):
                scope.told.append(value)
            yield match.start(), stop, value, name
            at = max(stop, match.start() + 1)

    def _resolve(self, at: int, limit: int, first: int, scope: Scope) -> tuple[int, Value, str] | None:
        for rule, pattern in self._rules[first:]:
            match = pattern.match(scope.text, at, limit)
            if match is None or not _whole(scope.text, match.end()):
                continue
            try:
                value = rule.handler(match, scope)
            except (OverflowError, ValueError):
                value = None  # beyond the calendar's years 1 to 9999
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

"""Trigger words of events: rows of lemmas from the pack, matched over the parse. How a row is written: docs/reference/event-patterns.md."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from ..subjects import Subject, load

_COMMON = frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "up",
        "out",
        "off",
        "back",
        "be",
        "have",
        "do",
        "not",
        "n't",
        "with",
        "and",
        "or",
        "as",
        "it",
        "that",
        "they",
        "them",
        "he",
        "there",
        "put",
        "take",
        "go",
        "give",
        "make",
        "get",
        "down",
    ]
)
_POS = {"NOUN": "N", "PROPN": "N", "VERB": "V", "AUX": "V", "ADJ": "A"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled row of lemmas.

    `order` is its place in the file: earlier types win ties; `size` is how many words it needs; an `echo` (“the sum”) counts only where an event
    of its type was told before. Of the words `needs` one must stand in the sentence (if there are any), of `spoils` none may.
    """

    type: str
    regex: re.Pattern[str]
    anchors: frozenset[str]
    order: int
    size: int
    echo: bool = False
    needs: frozenset[str] = frozenset()
    spoils: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens that name an event: the trigger proper (`first` to `last`), how many words the pattern needed, and whether it echoes."""

    type: str
    first: Token
    last: Token
    width: int
    order: int
    echo: bool = False


def _element(word: str, lists: Mapping[str, str]) -> tuple[str, frozenset[str], bool]:
    """One element as a regular expression, the words it needs, and whether it must be there."""
    optional = word.endswith("?")
    word = word.removesuffix("?")
    pos = ""
    if len(word) > 2 and word[-2] == "." and word[-1] in "NVA":
        word, pos = word[:-2], word[-1]
    words = _words(word, lists)
    inner = "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))
    token = rf"(?:(?:{inner})/[^\s]*|[^\s/]*/(?:{inner}))\.{pos or '[NVAO]'} "
    return (f"(?:{token})?" if optional else token), frozenset(words), not optional


def _words(alternatives: str, lists: Mapping[str, str]) -> list[str]:
    """The words of `a|b|$list`."""
    out: list[str] = []
    for part in alternatives.split("|") if alternatives else ():
        out.extend(lists[part[1:]].split("|") if part.startswith("$") and part[1:] in lists else [part])
    return out


def compiled(kind: str, row: str, lists: Mapping[str, str], order: int, echo: bool = False) -> Pattern:
    """The pattern that a row of the file says.

    >>> compiled("WORK_STOPPAGE", "go on strike", {}, 0).anchors
    frozenset({'strike'})
    >>> sorted(compiled("WORK_STOPPAGE", "strike.N not: missile|air", {}, 0).spoils)
    ['air', 'missile']
    """
    row, _, after = row.partition(" not: ")
    spoils, _, late = after.partition(" with: ")
    row, _, early = row.partition(" with: ")
    out, best, inside, size = [], None, "[" in row, 0
    for raw in row.split():
        opens, closes = raw.startswith("["), "]" in raw
        word = raw.replace("[", "").replace("]", "") if opens or closes else raw
        if opens:
            out.append("(?P<t>")
        if word == "~~":
            out.append(r"(?:(?!;/)\S+ ){0,10}?")
        elif word == "~":
            out.append(r"(?:(?![,;]/)\S+ ){0,6}?")
        else:
            regex, words, needed = _element(word, lists)
            out.append(regex)
            size += needed
            if needed and (best is None or _cost(words) < _cost(best)):
                best = words
        if closes:
            out.append(")")
    body = "".join(out)
    return Pattern(
        kind,
        re.compile(r"(?:(?<= )|^)" + (body if inside else f"(?P<t>{body})")),
        best or frozenset(),
        order,
        size,
        echo,
        frozenset(_words(early or late, lists)),
        frozenset(_words(spoils, lists)),
    )


def _cost(words: frozenset[str]) -> tuple[int, int]:
    return sum(w in _COMMON for w in words) * 100, len(words)


class Lookup:
    """All patterns of a pack, found by the words they need."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._by_word: dict[str, list[Pattern]] = {}
        for pattern in patterns:
            for word in sorted(pattern.anchors):
                self._by_word.setdefault(word, []).append(pattern)

    def find(self, tokens: Sequence[Token]) -> Iterator[Trigger]:
        """Matches in the tokens, overlapping ones included."""
        if not tokens:
            return
        text, starts, seen = "", [], []
        for token in tokens:
            starts.append(len(text))
            lemma, low = token.lemma_.lower(), token.lower_
            seen += [lemma, low]
            text += (
                f"{lemma.replace(' ', '')}/{low.replace(' ', '')}.{_POS.get(token.pos_, 'O')} "
                if not token.is_space
                else "_/_.O "
            )
        there = dict.fromkeys(seen)
        wanted = {id(p): p for word in there for p in self._by_word.get(word, ())}
        for pattern in wanted.values():
            if (pattern.needs and pattern.needs.isdisjoint(there)) or not pattern.spoils.isdisjoint(there):
                continue
            for match in pattern.regex.finditer(text):
                first = bisect_right(starts, match.start("t")) - 1
                last = bisect_right(starts, match.end("t") - 1) - 1
                yield Trigger(pattern.type, tokens[first], tokens[last], pattern.size, pattern.order, pattern.echo)


@lru_cache(maxsize=8)
def lookup(pack: Subject) -> Lookup:
    """The English patterns of a pack's event types; of a type without any, its plain triggers."""
    cues: Mapping[str, Any] = pack.cues("en").get("events") or load().cues("en")["events"]
    lists: Mapping[str, str] = cues["lists"]
    first = {kind: order for order, kind in enumerate(cues["first"])}
    types = sorted(pack.event_types.values(), key=lambda event: (first.get(event.id, len(first)), event.id))
    rows = [
        (event.id, row, echo)
        for echo in (False, True)
        for event in types
        for row in (event.echoes.get("en", ()) if echo else event.patterns.get("en") or event.triggers.get("en", ()))
    ]
    return Lookup([compiled(kind, row, lists, order, echo) for order, (kind, row, echo) in enumerate(rows)])


def chosen(found: Sequence[Trigger]) -> list[Trigger]:
    """Of overlapping matches the widest, then the earliest in the file; in order of the text."""
    out: list[Trigger] = []
    for trigger in sorted(found, key=lambda t: (-t.width, t.order, t.first.i)):
        if not any(trigger.first.i <= o.last.i and o.first.i <= trigger.last.i for o in out):
            out.append(trigger)
    return sorted(out, key=lambda t: t.first.i)

"""The words by which reports speak of the law (`law_said.yaml` of a pack), ready for searching."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..model import BadPack, Span
from ..subjects import Subject
from ..subjects.schema import Provision

FILE = "law_said.yaml"
_LANGUAGES = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Named:
    """Law where a text names it.

    Args:
        span: the words.
        provisions: ids of what they mean.
        numbered: whether one instrument is named, and not a body of law (“UN sanctions”).
    """

    span: Span
    provisions: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, eq=False)
class SaidWords:
    """The compiled words of a pack; see `law_said.yaml` for what each part is."""

    instruments: tuple[tuple[re.Pattern[str], Mapping[str, Any]], ...]
    bodies: tuple[tuple[re.Pattern[str], str], ...]
    says: tuple[tuple[str, re.Pattern[str]], ...]
    conduct: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    sender: re.Pattern[str] | None
    told: Mapping[str, re.Pattern[str]]

    def named(self, text: str, sentence: Span, pack: Subject) -> Iterator[Named]:
        """The law that a sentence names, in order; a body of law only where no instrument is named."""
        found = []
        for pattern, means in self.instruments:
            for match in pattern.finditer(text, sentence.start, sentence.end):
                ids = _meant(means, match, pack)
                if ids:
                    found.append(Named(Span(*match.span()), ids, True))
        if found:
            yield from sorted(found, key=lambda named: named.span)
            return
        for pattern, jurisdiction in self.bodies:
            body = pattern.search(text, sentence.start, sentence.end)
            if body:
                ids = tuple(item.id for item in pack.provisions.values() if item.jurisdiction == jurisdiction)
                yield Named(Span(*body.span()), ids, False)
                return

    def verb(self, text: str, sentence: Span) -> tuple[str, Span] | None:
        """What the sentence says that the law does, with the words; None if it says nothing of that."""
        for name, pattern in self.says:
            match = pattern.search(text, sentence.start, sentence.end)
            if match:
                return name, Span(*match.span())
        return None

    def acts(self, text: str, sentence: Span) -> tuple[tuple[str, Span], ...]:
        """The types of acts of which the sentence speaks, each with its words."""
        out: dict[str, Span] = {}
        for types, pattern in self.conduct:
            match = pattern.search(text, sentence.start, sentence.end)
            if match:
                for kind in types:
                    out.setdefault(kind, Span(*match.span()))
        return tuple(out.items())

    def forbids_sender(self, text: str, sentence: Span) -> bool:
        """Whether the sentence has it that the sending State is the one forbidden."""
        return self.sender is not None and self.sender.search(text, sentence.start, sentence.end) is not None

    def tells(self, fact: str, text: str, near: Span) -> bool:
        """Whether the words near the sentence tell of what an exception tests."""
        pattern = self.told.get(fact)
        return pattern is not None and pattern.search(text, near.start, near.end) is not None


@lru_cache(maxsize=8)
def said_words(pack: Subject) -> SaidWords | None:
    """The pack's words, or None if it has none. Raises BadPack naming the part that does not hold together."""
    raw = pack.law_said
    if not raw:
        return None
    for item in raw["conduct"]:
        unknown = [kind for kind in item["types"] if kind not in pack.event_types]
        if unknown:
            raise BadPack(f"{FILE}: conduct: there is no event type {unknown[0]!r} in event_types/.")
    for item in raw["instruments"]:
        missing = [name for name in item.get("provisions", ()) if name not in pack.provisions]
        if missing:
            raise BadPack(f"{FILE}: instruments: there is no provision {missing[0]!r} in provisions/.")
    return SaidWords(
        instruments=tuple((_pattern(item["pattern"]), item) for item in raw["instruments"]),
        bodies=tuple((_pattern(item["pattern"]), item["jurisdiction"]) for item in raw["bodies_of_law"]),
        says=tuple((name, _either(words)) for name, words in raw["says"].items()),
        conduct=tuple((tuple(item["types"]), _either(item)) for item in raw["conduct"]),
        sender=_either(raw["sender"]) if raw.get("sender") else None,
        told={fact: _either(words) for fact, words in raw.get("told", {}).items()},
    )


def _meant(means: Mapping[str, Any], match: re.Match[str], pack: Subject) -> tuple[str, ...]:
    if "provisions" in means:
        return tuple(means["provisions"])
    number = next((value for value in match.groups() if value), "")

    def is_it(item: Provision) -> bool:
        if "symbol" in means:
            return (item.symbol or "").startswith(means["symbol"].format(number=number))
        return means["instrument"].format(number=number) in item.instrument

    return tuple(item.id for item in pack.provisions.values() if is_it(item))


def _either(words: Mapping[str, str]) -> re.Pattern[str]:
    return _pattern("|".join(words[language] for language in _LANGUAGES if language in words))


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise BadPack(f"{FILE}: {text!r} is no pattern: {error}.") from error

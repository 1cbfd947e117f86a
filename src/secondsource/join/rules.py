"""What a pack says on joining (`join.yaml`): which types reports use for one another, what lasts, which words set two events apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..model import Span
from ..subjects import Subject

AGAIN_BEFORE = 24
"""Characters before a trigger in which “second”, “another” or “again” speak of it."""
NEAR_DAYS = 75
"""Two closed dates further apart than this are never of one event, whatever else agrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the pack says on joining (`join.yaml`): families of types, states, remarks, opposite words."""

    families: Mapping[str, frozenset[str]]
    states: frozenset[str]
    measured: frozenset[str]
    remarks: Mapping[str, str]
    opposites: Mapping[str, Mapping[str, tuple[str, ...]]]
    repeats: re.Pattern[str]

    def again(self, text: str, trigger: Span) -> bool:
        """Whether the words at a trigger, or just before it, tell of one more event of a kind."""
        return bool(self.repeats.search(text[max(0, trigger.start - AGAIN_BEFORE) : trigger.end]))

    def akin(self, a: str, b: str) -> bool:
        """Whether reports use the two types for one another."""
        return a == b or bool(self.families.get(a, frozenset()) & self.families.get(b, frozenset()))

    def side(self, event_type: str, words: str) -> str:
        """The side that the words of an event of the type take (“stopped”, “resumed”): of several the longest cue's; empty for none."""
        text = words.casefold()
        found = {
            name: max((len(cue) for cue in cues if _stands(cue, text)), default=0)
            for name, cues in self.opposites.get(event_type, {}).items()
        }
        best = max(found.values(), default=0)
        return next((name for name, size in found.items() if size == best), "") if best else ""

    def of(self, event_type: str) -> frozenset[str]:
        """The families of a type; itself if it has none."""
        return self.families.get(event_type, frozenset({event_type}))


@lru_cache(maxsize=8)
def rules(pack: Subject) -> Rules:
    """The rules of a pack; a pack without `join.yaml` has none, and only equal types are joined."""
    data = pack.joining
    families: dict[str, set[str]] = {}
    for name, types in (data.get("families") or {}).items():
        for event_type in types:
            families.setdefault(event_type, {event_type}).add(name)
    opposites = {
        event_type: {
            side: tuple(word for words in by_language.values() for word in words) for side, by_language in sides.items()
        }
        for event_type, sides in (data.get("opposites") or {}).items()
    }
    return Rules(
        families={k: frozenset(v) for k, v in families.items()},
        states=frozenset(data.get("states") or ()),
        measured=frozenset(data.get("measured") or ()),
        remarks=data.get("remarks") or {},
        opposites=opposites,
        repeats=_any_of(word for words in (data.get("repeats") or {}).values() for word in words),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words in alphabets that part them, any place in others; nothing for no words."""
    parts = [re.escape(w) if w[0] > "\u2fff" else rf"\b{re.escape(w)}\b" for w in words]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _stands(cue: str, text: str) -> bool:
    """Whether a cue stands in a text: as whole words in alphabets that part them, anywhere in others."""
    return cue in text if ord(cue[0]) > 0x2FF else re.search(rf"\b{re.escape(cue)}\b", text) is not None

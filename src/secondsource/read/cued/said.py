"""What one sentence says of its own telling, before anybody is named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ...model import Span


class Way(StrEnum):
    """How a sentence tells whose word its content is."""

    SAYS = "says"
    """A speaker stands there."""
    CARRIED = "carried"
    """Words of saying without a speaker: who spoke before goes on (“по его словам”, という)."""
    SOURCELESS = "sourceless"
    """Words of saying with nobody behind them (据悉, “стало известно”)."""
    HEARSAY = "hearsay"
    """Rumour (据传, “по слухам”)."""
    BEFORE = "before"
    """Names the source of the sentence before it (“Об этом сообщило агентство”)."""


class Mood(StrEnum):
    """What kind of word of saying it is."""

    SAY = "say"
    DENY = "deny"
    THINK = "think"
    FORECAST = "forecast"
    ESTIMATE = "estimate"
    SEEMS = "seems"
    SEE = "see"
    """With one's own eyes."""


@dataclass(frozen=True, slots=True)
class Said:
    """One telling.

    Args:
        content: what is said.
        cue: the word of saying.
        tellers: who says it, outermost first; the last is the speaker.
        way: how the sentence tells it.
        mood: of the word of saying.
    """

    content: Span
    cue: Span | None
    tellers: tuple[Span, ...] = ()
    way: Way = Way.SAYS
    mood: Mood = Mood.SAY


class Grammar(Protocol):
    """How one language tells who says what."""

    def sentences(self, text: str, part: Span) -> list[Span]:
        """The sentences of a part of a text."""
        ...

    def said(self, text: str, sentence: Span) -> list[Said]:
        """The tellings of a sentence, in order; none in the writer's own voice."""
        ...

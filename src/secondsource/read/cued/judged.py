"""How sure a statement is of its content, by the words of its language's `factuality.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...model import Factuality, LinkKind, Mark, Span
from ...subjects import Subject
from .said import Mood, Way
from .words import pattern

_NEAR = {"ru": 14, "zh": 8, "ja": 14}
_ORDER = (Factuality.CONDITIONAL, Factuality.POSSIBLE, Factuality.FORECAST, Factuality.PLANNED, Factuality.OPINION)


def judged(
    text: str, content: Span, way: Way, mood: Mood, cue: Span | None, innermost: LinkKind | None,
    triggers: Callable[[Span], list[tuple[Span, str]]], pack: Subject, language: str,
) -> tuple[Factuality, tuple[Mark, ...]]:  # fmt: skip
    """The factuality of one statement with the words it rests on.

    Args:
        text: the report's text.
        content: what is said.
        way: how the sentence tells whose word it is.
        mood: of the word of saying.
        cue: the word of saying.
        innermost: what kind of source the last teller is.
        triggers: finds the words for events in a span.
        pack: whose words to use.
        language: of the report.
    """

    def mark(value: Factuality, span: Span | None) -> tuple[Factuality, tuple[Mark, ...]]:
        return value, ((Mark(of=f"factuality: {value.value}", span=span),) if span is not None else ())

    def first(name: str, where: Span) -> Span | None:
        found = pattern(pack, language, "factuality", name).search(text, where.start, where.end)
        return Span(*found.span()) if found else None

    if way is Way.HEARSAY or innermost is LinkKind.RUMOUR:
        return mark(Factuality.RUMOURED, cue)
    rumour = first("rumoured", content)
    if rumour is not None:
        return mark(Factuality.RUMOURED, rumour)
    if mood is Mood.DENY:
        return mark(Factuality.DENIED, cue)
    no = _denied(text, content, triggers(content), pack, language) if innermost is LinkKind.BODY else None
    if no is not None:
        return mark(Factuality.DENIED, no)
    aside = first("no plan", content)
    for value in _ORDER:
        at = first(value.value, content)
        if at is not None and not (aside is not None and aside.overlaps(at)):
            return mark(value, at)
    if mood is Mood.SEEMS:
        return mark(Factuality.POSSIBLE, cue)
    if mood is Mood.FORECAST:
        return mark(Factuality.FORECAST, cue)
    if mood is Mood.THINK:
        return mark(Factuality.OPINION, cue)
    return Factuality.ASSERTED, ()


def _denied(text: str, content: Span, found: list[tuple[Span, str]], pack: Subject, language: str) -> Span | None:
    """A negation right before an event (in Japanese after it) in the mouth of a body."""
    negation = pattern(pack, language, "factuality", "negation")
    for trigger, _ in found:
        if negation.search(text, trigger.start, trigger.end):
            continue
        if language == "ja":
            m = negation.search(text, trigger.end, min(content.end, trigger.end + _NEAR["ja"]))
            if m and not re.search(r"[、。]", text[trigger.end : m.start()]):
                return Span(*m.span())
            continue
        begin = max(content.start, trigger.start - _NEAR[language])
        hits = [
            m
            for m in negation.finditer(text, begin, trigger.start)
            if not re.search(r"[，,。]", text[m.end() : trigger.start])
        ]
        if hits:
            return Span(*hits[-1].span())
    return None

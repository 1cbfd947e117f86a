"""How sure a statement is of its content, by the words of its language's `factuality.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...model import Factuality, Mark, Span
from ...subjects import Subject
from .said import Mood, Way
from .words import listed, pattern, words

_NEAR = {"ru": 14, "zh": 6, "ja": 14}
_GAP = {"ru": 10, "zh": 3}
"""Characters between a negation and what it negates."""
_ORDER = (Factuality.CONDITIONAL, Factuality.POSSIBLE, Factuality.FORECAST, Factuality.PLANNED, Factuality.OPINION)


def judged(
    text: str, content: Span, way: Way, mood: Mood, cue: Span | None, may_deny: bool,
    triggers: Callable[[Span], list[tuple[Span, str]]], pack: Subject, language: str,
) -> tuple[Factuality, tuple[Mark, ...]]:  # fmt: skip
    """The factuality of one statement with the words it rests on.

    Args:
        text: the report's text.
        content: what is said.
        way: how the sentence tells whose word it is.
        mood: of the word of saying.
        cue: the word of saying.
        may_deny: whether the last teller is a body, or one who has denied before: his “did not” is a denial.
        triggers: finds the words for events in a span.
        pack: whose words to use.
        language: of the report.
    """

    def mark(value: Factuality, span: Span | None) -> tuple[Factuality, tuple[Mark, ...]]:
        return value, ((Mark(of=f"factuality: {value.value}", span=span),) if span is not None else ())

    def first(name: str, where: Span) -> Span | None:
        found = pattern(pack, language, "factuality", name).search(text, where.start, where.end)
        return Span(*found.span()) if found else None

    if way is Way.HEARSAY:
        return mark(Factuality.RUMOURED, cue)
    rumour = first("rumoured", content)
    if rumour is not None:
        return mark(Factuality.RUMOURED, rumour)
    if mood is Mood.DENY:
        return mark(Factuality.DENIED, cue)
    found = triggers(content) if may_deny else []
    no = next((n for t in found if (n := negated(text, content, t, pack, language)) is not None), None)
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


def negated(text: str, content: Span, found: tuple[Span, str], pack: Subject, language: str) -> Span | None:
    """The word that says an event did not happen: right before it, in Japanese after it; None if there is none.

    What an event of the pack's `absences` is, is told by a negation (“were not paid”), and that one negates nothing.
    """
    trigger, kind = found
    negation = pattern(pack, language, "factuality", "negation")
    inside = negation.search(text, trigger.start, trigger.end)
    if inside is not None:
        return None if kind in listed(words(pack, language, "factuality"), "absences") else Span(*inside.span())
    if language == "ja":
        m = negation.search(text, trigger.end, min(content.end, trigger.end + _NEAR["ja"]))
        return Span(*m.span()) if m and not re.search(r"[、。]", text[trigger.end : m.start()]) else None
    later = pattern(pack, language, "factuality", "negation after").search(
        text, trigger.end, min(content.end, trigger.end + 2 * _NEAR[language])
    )
    if later is not None and not re.search("[,;.]", text[trigger.end : later.start()]):
        return Span(*later.span())
    begin = max(content.start, trigger.start - _NEAR[language])
    hits = [
        m
        for m in negation.finditer(text, begin, trigger.start)
        if trigger.start - m.end() <= _GAP[language] and not re.search(r"[，,。而]", text[m.end() : trigger.start])
    ]
    return Span(*hits[-1].span()) if hits else None


def banned(text: str, content: Span, trigger: Span, pack: Subject, language: str) -> bool:
    """Whether an event is only told as forbidden (“禁止…发放许可”)."""
    bans = pattern(pack, language, "events", "bans")
    if language == "ja":
        m = bans.search(text, trigger.end, min(content.end, trigger.end + 8))
    else:
        m = bans.search(text, max(content.start, trigger.start - 40), trigger.start)
    return m is not None

"""Trigger words of events in Korean: the pack's patterns over the text, without a parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import lru_cache
from typing import Any

from ..model import Span
from ..subjects import Subject

CLAUSE_ENDS = re.compile(r"[가-힣](?:고|으며|며|지만|는데|은데|으나|나|아|어|해)?,\s|[가-힣](?:고|으며|지만)\s|[.!?]\s")
"""Where a Korean clause ends within a sentence: connective endings."""
_WHO = r"\s*(?:북한\s*)?(?:이들|그들|두\s|사람|노동자|근로자|동료|남성|여성)"
_WORKERS = re.compile(r"[가-힣]{0,2}\s*(?:북한\s*)?(?:노동자|근로자|인력|여공|건설노동자|벌목공)")
_THOSE = re.compile(_WHO)
_UNSEEN = re.compile(r"[을를]?\s(?:직접\s)?(?:보지|목격하지|듣지|확인하지|알지)(?:는|도)?\s?(?:못|않)")
"""“파업을 직접 보지는 못했다” tells of no strike."""
_FINALS = 28
_FINAL_N = 4


@lru_cache(maxsize=4)
def _triggers(pack: Subject) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile("|".join(row.replace("~", r"[^.,\n]{0,12}?") for row in rows)))
        for kind, event in pack.event_types.items()
        if (rows := event.patterns.get("ko") or tuple(re.escape(word) for word in event.triggers.get("ko", ())))
    )


def tells_event(text: str, start: int, end: int, pack: Subject) -> bool:
    """Whether words of an event type of the pack stand between two characters."""
    return any(pattern.search(text, start, end) for _, pattern in _triggers(pack))


def found_triggers(
    text: str, content: Span, pack: Subject, cues: Mapping[str, Any], known: Set[str]
) -> list[tuple[Span, str]]:
    """Triggers in a piece of content with their types: the longest of those that overlap, the first of a kind in a clause.

    Args:
        text: the report's text.
        content: the piece.
        pack: event types and patterns.
        cues: the pack's lists.
        known: the types that the report has told before.
    """
    every = [
        (Span(m.start(), m.end()), kind)
        for kind, pattern in _triggers(pack)
        for m in pattern.finditer(text, content.start, content.end)
        if m.end() > m.start()
    ]
    apart: list[tuple[Span, str]] = []
    for span, kind in sorted(every, key=lambda item: (-len(item[0]), item[0])):
        if not any(span.overlaps(o) for o, _ in apart):
            apart.append((span, kind))
    out: list[tuple[Span, str]] = []
    for span, kind in sorted(apart):
        twin = next((o for o, k in out if k == kind and not clause_between(text, span, o)), None)
        if twin is None or (kind in cues["sequences"] and _qualifies(text, twin)):
            out.append((span, kind))
    kept: list[tuple[Span, str]] = []
    for item in out:
        told = item[1] in known or any(k == item[1] for _, k in kept)
        unseen = _UNSEEN.match(text, item[0].end) is not None
        if not unseen and not _names_workers(text, item, out, cues) and not (told and _takes_up(text, item[0])):
            kept.append(item)
    return kept


def clause_between(text: str, one: Span, two: Span) -> bool:
    """Whether a clause ends between two places of a text."""
    first, last = sorted((one, two))
    return CLAUSE_ENDS.search(text, first.end, last.start) is not None


def _qualifies(text: str, trigger: Span) -> bool:
    """Whether a verb qualifies the noun that follows, as over and done: -던 or the ㄴ of the past (“운항을 멈춘 노선”, “끊겼던 노선”)."""
    word = re.compile(r"[가-힣]*").match(text, trigger.end)
    end = word[0] if word else ""
    if "던" in end or text[trigger.end - 1] == "던":
        return True
    last = (end or text[trigger.end - 1])[-1]
    return "가" <= last <= "힣" and (ord(last) - 0xAC00) % _FINALS == _FINAL_N


def _names_workers(text: str, item: tuple[Span, str], found: list[tuple[Span, str]], cues: Mapping[str, Any]) -> bool:
    """“일하는 북한 노동자들이 파업을 벌였다” tells of a strike, and only names those who struck by their work."""
    span, kind = item
    if kind not in cues["ways of life"] or not (
        _WORKERS.match(text, span.end) or _WORKERS.search(text[span.start : span.end])
    ):
        return False
    return any(o.start > span.end and k != kind and k not in cues["numbered"] for o, k in found)


def _takes_up(text: str, trigger: Span) -> bool:
    """“숨진 이들의 임금은”: who is named by an event told before is told of, not the event again."""
    return _qualifies(text, trigger) and _THOSE.match(text, trigger.end) is not None

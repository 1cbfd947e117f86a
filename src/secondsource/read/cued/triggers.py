"""Trigger words of events in a language read by cues: the patterns of `cues/<language>/events.yaml` and of the event types."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model import Span
from ...subjects import Subject
from .words import words

GAP = {"ru": r"(?:[^,.;\n]{0,40}?)", "zh": r"[^，,。；\n]{0,10}?", "ja": r"[^、。\n]{0,10}?"}
CLAUSE = {"ru": re.compile(r"[,;:.!?—]"), "zh": re.compile(r"[，,。；！？]"), "ja": re.compile(r"[、。！？]")}
"""Where a clause ends."""


@lru_cache(maxsize=16)
def _table(pack: Subject, language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = words(pack, language, "events")
    out = []
    for kind, event in pack.event_types.items():
        rows = [*(data.get(kind) or ()), *event.patterns.get(language, ())]
        rows += [re.escape(word) for word in event.triggers.get(language, ()) if not rows]
        if rows:
            body = "|".join(
                f"(?:{row.replace('~', GAP[language])})" for row in sorted(rows, key=lambda r: (-len(r), r))
            )
            edge = r"(?<!\w)" if language == "ru" else ""
            out.append((kind, re.compile(f"{edge}(?:{body})", re.IGNORECASE)))
    return tuple(out)


def found_triggers(text: str, span: Span, pack: Subject, language: str) -> list[tuple[Span, str]]:
    """Triggers in a span with their types, in order: of those that overlap the longest, of one type in one clause the first."""
    every = [
        (Span(m.start(), m.end()), kind)
        for kind, found in _table(pack, language)
        for m in found.finditer(text, span.start, span.end)
        if m.end() > m.start()
    ]
    taken: list[tuple[Span, str]] = []
    last = -1
    best: tuple[Span, str] | None = None
    for item in sorted(every, key=lambda i: (i[0].start, -len(i[0]), i[1])):
        if item[0].start >= last:
            if best is not None:
                taken.append(best)
            best, last = item, item[0].end
        elif best is not None and len(item[0]) > len(best[0]):
            best, last = item, max(last, item[0].end)
    if best is not None:
        taken.append(best)
    out: list[tuple[Span, str]] = []
    latest: dict[str, Span] = {}
    for where, kind in taken:
        earlier = latest.get(kind)
        if earlier is None or CLAUSE[language].search(text, earlier.end, where.start):
            out.append((where, kind))
        latest[kind] = where
    return out

"""Notices: by which a publication says of itself that it was corrected or taken back.

They stand at its head or its foot. The patterns are data of the subject pack (`notices.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..model import BadPack, RegionKind, Report, Span
from ..subjects import Subject

HEAD, FOOT = 5, 5
"""Paragraphs at the head and at the foot of a text in which a notice may stand."""
_LENGTH = 400
_MARKS = re.compile(r"[\s*#>_\[(【〈《<「『■□▲△▶●※◆◇☞“\"'-]*")
_AWAY = frozenset({RegionKind.COMMENTS, RegionKind.RELATED, RegionKind.QUOTATION, RegionKind.CAPTION})
_PART = re.compile(r"[^\n]+")


class NoticeKind(StrEnum):
    """What a notice says."""

    CORRECTION = "correction"
    """Something in it was wrong and is put right."""
    RETRACTION = "retraction"
    """The whole of it is taken back."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice and the paragraph that it stands in."""

    kind: NoticeKind
    span: Span


@lru_cache(maxsize=8)
def _patterns(pack: Subject) -> tuple[tuple[NoticeKind, re.Pattern[str]], ...]:
    """One pattern for each kind, of all languages. What takes the whole back is looked for first: it often calls itself a correction, too."""
    out = []
    for kind, key in ((NoticeKind.RETRACTION, "retractions"), (NoticeKind.CORRECTION, "corrections")):
        patterns: list[str] = []
        for language, items in (pack.notices.get(key) or {}).items():
            for pattern in items or ():
                try:
                    re.compile(pattern, re.IGNORECASE)
                except (re.error, TypeError) as error:
                    raise BadPack(f"notices.yaml, {key}, {language}: {error}. Mend that pattern.") from error
                patterns.append(f"(?:{pattern})")
        if patterns:
            out.append((kind, re.compile("|".join(patterns), re.IGNORECASE)))
    return tuple(out)


def notice_of(report: Report, pack: Subject) -> Notice | None:
    """The notice that a report carries, one of retraction before one of correction; None if it carries none.

    Args:
        report: the report.
        pack: the subject pack.

    Raises:
        BadPack: if a pattern of the pack is none.
    """
    found: Notice | None = None
    for span in _places(report):
        words = span.of(report.text)[:_LENGTH]
        start = _MARKS.match(words)
        at = start.end() if start else 0
        for kind, pattern in _patterns(pack):
            if pattern.match(words, at):
                if kind is NoticeKind.RETRACTION:
                    return Notice(kind, span)
                found = found or Notice(kind, span)
                break
    return found


def _places(report: Report) -> Iterator[Span]:
    """The title and the first and last paragraphs, without what stands there of others."""
    away = [region.span for region in report.regions if region.kind in _AWAY]
    lines = (Span(*match.span()) for match in _PART.finditer(report.text) if match[0].strip())
    spans = [span for span in lines if not any(other.overlaps(span) for other in away)]
    head = spans[:HEAD]
    yield from head
    yield from spans[max(len(head), len(spans) - FOOT) :]

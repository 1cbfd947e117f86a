"""What is asked: the instructions of `prompt.md`, and the sentences of one piece with their numbers."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from ...model import Report
from ...subjects import Subject
from .endpoint import Message
from .pieces import Piece, shown

PROMPT = Path(__file__).with_name("prompt.md")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\U000e0000-\U000e007f]")
"""Letters that no person sees in the text and a model reads (tags of Unicode), and controls: orders could hide in them."""
_NAME = 120
"""Characters of an outlet's name that are sent: a name is no place for a text."""
_EVENT_TYPES = "{{event types}}"


@lru_cache(maxsize=1)
def prompt() -> str:
    """The instructions as they ship, event types not yet filled in."""
    return PROMPT.read_text(encoding="utf-8")


def prompt_digest() -> str:
    """SHA-256 of the instructions: another prompt is another reader."""
    return hashlib.sha256(prompt().encode()).hexdigest()


def messages(report: Report, piece: Piece, pack: Subject) -> list[Message]:
    """The messages that ask about one piece. Of the report's metadata only outlet, day and language go with it.

    Title, byline, address, captions, comments and all other noise stay here; personal data are masked.
    """
    return [
        {"role": "system", "content": prompt().replace(_EVENT_TYPES, _types(pack))},
        {"role": "user", "content": _asked(report, piece)},
    ]


def correction(problem: str) -> Message:
    """What is added when an answer could not be used."""
    return {
        "role": "user",
        "content": f"Your last answer could not be used. {problem} Answer again, with the JSON object alone and exact quotations.",
    }


def _types(pack: Subject) -> str:
    return "\n".join(
        f"- {kind.id}: {kind.definition} Roles: {', '.join(kind.roles)}."
        for kind in sorted(pack.event_types.values(), key=lambda kind: kind.id)
    )


def _asked(report: Report, piece: Piece) -> str:
    text = shown(report)

    def line(start: int, end: int) -> str:
        return _UNSEEN.sub("", " ".join(text[start:end].split()))

    out = [
        f"Outlet: {_UNSEEN.sub('', report.outlet.value)[:_NAME] if report.outlet else 'not known'}",
        f"Published: {report.published.value[:10] if report.published else 'not known'}",
        f"Language: {report.lang}",
        "",
    ]
    if piece.earlier:
        out += ["Earlier in the report (for names and pronouns alone; take no statement from here):"]
        out += [line(s.start, s.end) for s in piece.earlier]
        out += [""]
    out += ["Sentences:"]
    out += [f"[{number}] {line(s.start, s.end)}" for number, s in enumerate(piece.sentences)]
    return "\n".join(out)

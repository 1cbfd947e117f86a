"""Who says what, in the form of a corpus of attribution."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.read import attributions
from secondsource.subjects import load

from ..lines import Row
from .inputs import guarded, text_of

ROLES = ("source", "cue", "content")


def predict(rows: Iterator[Row]) -> Iterator[Row]:
    """The attributions of each document: spans of source, cue and content, and how sure each is."""
    pack = load()
    for row in rows:
        found = guarded(row.get("doc"), [], attributions, text_of(row), pack)
        yield {
            "doc": row.get("doc"),
            "attributions": [
                {
                    **{role: [[s.start, s.end] for s in getattr(one, role)] for role in ROLES},
                    "confidence": round(one.confidence, 3),
                }
                for one in found
            ],
        }

"""The outermost attributions of a bare text, as corpora of attribution have them."""

from __future__ import annotations

from ...model import Span
from ...subjects import Subject
from ..cues import english_cues
from ..prose import parsed
from .flat import flat
from .rules import find


def attributions(text: str, pack: Subject) -> list[dict[str, list[Span]]]:
    """The outermost attributions of an English text: for each the spans of `source`, `cue` and `content`, into that text."""
    found = flat(find(parsed(text), english_cues(pack).frames))
    return [{"source": [*f.source], "cue": [*f.cue], "content": [*f.content]} for f in found]

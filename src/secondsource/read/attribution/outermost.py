"""The outermost attributions of a bare text, as corpora of attribution have them."""

from __future__ import annotations

from ...subjects import Subject
from ..cues import english_cues
from ..prose import parsed
from ..tagger.encoder import load
from .flat import flat
from .found import Found
from .rules import find
from .trained import found_by


def attributions(text: str, pack: Subject) -> list[Found]:
    """The outermost attributions of an English text, with spans into that text.

    By the trained encoder, which finds half of what the rules miss; by the rules where its weights are left out.
    """
    encoder = load()
    return found_by(encoder, text) if encoder is not None else flat(find(parsed(text), english_cues(pack).frames))

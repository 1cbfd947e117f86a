"""The word of a cue that says how it is meant: its verb, or the noun or adjective that stands for one."""

from __future__ import annotations

from spacy.tokens import Token

from ..factuality import root_of
from ..prose import Prose
from .found import Found
from .syntax import child


def cue_word(prose: Prose, item: Found) -> Token | None:
    """“Denies” of “firmly denies”, “convinced” of “are convinced”, “denial” of “denial”; None without a cue."""
    tokens = [t for c in item.cue for t in (prose.tokens(c) or ())]
    word = root_of(tokens)
    if word is not None and word.lemma_ == "be":
        means = child(word, "acomp")
        if means is not None and means in tokens:
            return means
    return word

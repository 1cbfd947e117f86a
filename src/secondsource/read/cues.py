"""The pack's English cue lists as sets, so that readers look words up and hold none themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ..subjects import Subject
from .attribution.frames import Frames
from .triggers import Lookup, lookup


class Cues:
    """Word lists of `cues/en`.

    Args:
        files: content of the YAML files by name.
        triggers: the patterns of the pack's event types.
    """

    def __init__(self, files: Mapping[str, Any], triggers: Lookup) -> None:
        self.triggers = triggers
        self.frames = Frames(files["frames"])
        self.verbs = {name: frozenset(words) for name, words in files["verbs"].items()}
        self.sources = {name: frozenset(words) for name, words in files["sources"].items()}
        factuality = files["factuality"]
        self.words = {name: frozenset(words) for name, words in factuality.items() if not name.endswith("_phrases")}
        self.phrases = {
            name.removesuffix("_phrases"): re.compile(
                r"\b(?:" + "|".join(re.escape(p) for p in words) + r")\b", re.IGNORECASE
            )
            for name, words in factuality.items()
            if name.endswith("_phrases")
        }
        self.own_verbs = frozenset(files["own_voice"]["verbs"])
        self.own_nouns = frozenset(files["own_voice"]["nouns"])
        self.resets = tuple(files["sources"]["reset_notes"])
        self.restating = tuple(files["sources"]["restating"])

    def classes(self, lemma: str) -> frozenset[str]:
        """The classes of a verb, as `verbs.yaml` has them."""
        return frozenset(name for name, words in self.verbs.items() if lemma in words)


@lru_cache(maxsize=8)
def english_cues(pack: Subject) -> Cues:
    """The English cues of a pack, built once."""
    return Cues(pack.cues("en"), lookup(pack))

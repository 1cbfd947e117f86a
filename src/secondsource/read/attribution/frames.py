"""Which complements make a word a cue, as `cues/en/frames.yaml` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any


class Frames:
    """The word lists of `cues/en/frames.yaml` as sets."""

    def __init__(self, frames: Mapping[str, Any]) -> None:
        self.clause = frozenset(frames["clause"])
        self.object = frozenset(frames["object"])
        self.infinitive = frozenset(frames["infinitive"])
        self.seeming = frozenset(frames["seeming"])
        self.raising = frozenset(frames["raising"])
        self.nouns = frozenset(frames["nouns"])
        self.adjectives = frozenset(frames["adjectives"])
        self.adverbs = frozenset(frames["sourceless_adverbs"])
        self.prepositional = {verb: frozenset(preps) for verb, preps in frames["prepositional"].items()}

    @cached_property
    def verbs(self) -> frozenset[str]:
        """All verbs that may be cues."""
        return self.clause | self.object | self.infinitive | self.seeming | frozenset(self.prepositional)

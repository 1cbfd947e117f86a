"""What words of probability stand for, by a published scale: a suggestion to whoever registers a forecast, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from secondsource.subjects.files import read_mapping

OWN = "its own figure"
_FIGURE, _SIGN = r"(\d{1,2}(?:\.\d+)?)", r"(?:%|per ?cent)"
_PERCENT = re.compile(
    rf"(?<![\d.,])(?:{_FIGURE} ?{_SIGN}? ?(?:-|–|to) ?)?{_FIGURE} ?{_SIGN} (?:chance|probability|likelihood)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"(?:\b(?:not|never|hardly|less|more|most|how|as|the|an?|his|her|its|their)|n['’]t)\s+$", re.IGNORECASE
)
"""What stands before a word of probability that is denied, compared, or said of a thing and not of an event (“his likely successor”)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Words of a statement and the range that they suggest, as shares; `scale` says by what."""

    words: str
    low: float
    high: float
    scale: str


@lru_cache(maxsize=1)
def scale() -> Mapping[str, Any]:
    """The scale: its name, its source, and its words with their ranges in percent."""
    return read_mapping(Path(__file__).with_name("chances.yaml"))


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], Mapping[str, tuple[float, float]]]:
    ranges = {words: (row["low"] / 100, row["high"] / 100) for row in scale()["words"] for words in row["words"]}
    either = "|".join(re.escape(words) for words in sorted(ranges, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE), ranges


def chance_in(text: str) -> Chance | None:
    """The first words of probability in a text with their range; None if there are none, or they are denied or compared. A figure of its own stands above words.

    >>> chance_in("They will probably leave.")
    Chance(words='probably', low=0.55, high=0.8, scale='ICD 203')
    """
    stated = _PERCENT.search(text)
    if stated:
        low, high = float(stated[1] or stated[2]) / 100, float(stated[2]) / 100
        return Chance(words=stated[0], low=min(low, high), high=max(low, high), scale=OWN)
    pattern, ranges = _words()
    found = pattern.search(text)
    if not found or _TURNED.search(text, 0, found.start()):
        return None
    low, high = ranges[found[0].lower()]
    return Chance(words=found[0], low=low, high=high, scale=str(scale()["scale"]))

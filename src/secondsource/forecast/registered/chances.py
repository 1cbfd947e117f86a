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
_PERCENT = re.compile(r"\b(\d{1,2}(?:\.\d)?) ?(?:%|per ?cent) (?:chance|probability|likelihood)\b", re.IGNORECASE)


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
    """The first words of probability in a text with their range; None if there are none. A figure of its own stands above words.

    >>> chance_in("They will probably leave.")
    Chance(words='probably', low=0.55, high=0.8, scale='ICD 203')
    """
    stated = _PERCENT.search(text)
    if stated:
        value = float(stated[1]) / 100
        return Chance(words=stated[0], low=value, high=value, scale=OWN)
    pattern, ranges = _words()
    found = pattern.search(text)
    if not found:
        return None
    low, high = ranges[found[0].lower()]
    return Chance(words=found[0], low=low, high=high, scale=str(scale()["scale"]))

"""What is counted of a text: how thick each family of words stands in it, and how often near one of the subject's names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import log1p

from .forms import spaced
from .lexicon import AGAINST, ASIDE, NAMES, OWN, WORKERS
from .words import Found

NEAR = "near_"
BESIDE = "beside"
"""Somebody who works told right beside one of the subject's names: “North Korean construction workers”, “workers from North Korea”."""
CLOSE = 2
UNNAMED = "unnamed"
"""There is no name but such as may mean the subject: few texts of other subjects have one of them and pass the gate."""
REACH = 12
"""Written words between a word and a name up to which it counts as near; about half a sentence."""
WINDOW, BEFORE = 400, 100
"""A longer text is looked at in stretches of so many written words, each beginning so many before a name; so text of other things cannot hide it."""
SHORTEST = 60
"""A shorter text counts as if it had so many written words: one word of a headline is not the whole of it."""

Features = dict[str, float]


def names_of(families: Sequence[str]) -> tuple[str, ...]:
    """The names of all features of a pack's families, sorted."""
    counted = [family for family in families if family != ASIDE]
    return tuple(
        sorted([BESIDE, UNNAMED, *counted, *(NEAR + family for family in counted if family not in (*NAMES, AGAINST))])
    )


def stretches(tokens: Sequence[str], found: Sequence[Found]) -> Iterator[tuple[Features, Sequence[Found]]]:
    """The features of a text, or of each of its stretches around a name, with the words that they count.

    A feature is the logarithm of one plus the words of a family per hundred written words.

    Args:
        tokens: its written words.
        found: the words of the pack among them, in their order.
    """
    lengths = list(accumulate(map(_units, tokens), initial=0.0))
    if len(tokens) <= WINDOW:
        yield _features(found, lengths[-1]), found
        return
    begin, firsts = -WINDOW, [word.first for word in found]
    for name in (word for word in found if word.family in NAMES):
        if name.first - BEFORE - begin < BEFORE:
            continue
        begin = max(0, name.first - BEFORE)
        end = min(len(tokens), begin + WINDOW)
        within = found[bisect_left(firsts, begin) : bisect_left(firsts, end)]
        yield _features(within, lengths[end] - lengths[begin]), within


def _features(found: Sequence[Found], length: float) -> Features:
    counts = Counter(word.family for word in found if word.family != ASIDE)
    names = [word.first for word in found if word.family in NAMES]
    for name, word in pairwise(word for word in found if word.family != ASIDE):
        families = {name.family, word.family}
        if word.first - name.last <= CLOSE and not families.isdisjoint(OWN) and not families.isdisjoint(WORKERS):
            counts[BESIDE] += 1
    for word in found:
        if word.family not in (*NAMES, AGAINST, ASIDE) and _near(word.first, names):
            counts[NEAR + word.family] += 1
    per_hundred = 100 / max(length, SHORTEST)
    out = {name: log1p(count * per_hundred) for name, count in counts.items()}
    return out if not counts.keys().isdisjoint(OWN) else {**out, UNNAMED: 1.0}


def _near(at: int, names: Sequence[int]) -> bool:
    """Whether one of some places in ascending order is within reach."""
    number = bisect_left(names, at - REACH)
    return number < len(names) and names[number] <= at + REACH


def _units(token: str) -> float:
    """How many words a written word is; of Chinese and Japanese two signs are about one."""
    return 1.0 if spaced(token) or "\uac00" <= token[0] <= "\ud7a3" else max(1.0, len(token) / 2)

"""A signature of a body, of one size whatever its length, from which two bodies' likeness is estimated without their texts (Broder 1997).

The join does not need it, for it compares all runs; it is for those who hold the rows of one archive against another.
"""

from __future__ import annotations

import numpy as np

from secondsource.trace.shared import run_numbers

LEAST = 64
"""Runs that are kept: those with the smallest numbers, which is a fair draw of all."""


def signature(text: str) -> bytes:
    """The 64 smallest numbers of a body's runs of five words, ascending, as 64-bit little-endian integers; fewer if it has fewer.

    >>> len(signature("one two three four five six"))
    16
    """
    runs = np.unique(np.concatenate([np.empty(0, np.uint64), *(runs for runs, _ in run_numbers([text]))]))
    return runs[:LEAST].astype("<u8").tobytes()


def likeness(a: bytes, b: bytes) -> float:
    """The share of the runs of both bodies that they have in common, estimated from their signatures; exact for short ones.

    >>> likeness(signature("a b c d e f"), signature("a b c d e x"))
    0.3333333333333333
    """
    mine, theirs = np.frombuffer(a, "<u8"), np.frombuffer(b, "<u8")
    both = np.union1d(mine, theirs)[:LEAST]
    if not len(both):
        return 0.0
    return float(np.isin(np.intersect1d(mine, theirs, assume_unique=True), both).sum() / len(both))

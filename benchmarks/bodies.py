"""Made-up bodies of about sixty words, any number of them, with copies of which it is known what they were made of: each a pure function of its number."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

PART = 50_000
"""Bodies of a file."""
COPIED = 0.3
"""Share of bodies that are copies of an earlier one: half of them of one of the thousand before, the others of any, favourites more often."""
MANNERS = ("as it is", "one word in 20", "one word in 10", "half, one word in 20")
"""Manners of copying, each as frequent as the others: with so many words replaced, and the last with as many words of its own."""
CHANGED = np.array([0.0, 0.05, 0.1, 0.05])
MOST = 64
"""Words of a body at most."""
HOUSES = 40
"""Outlets that put a closing line of twelve words under each of their bodies; they have every tenth body between them."""
SCHEMA = pa.schema([("id", pa.string()), ("published", pa.string()), ("text", pa.string())])
_VOCABULARY = 30_000

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Copies:
    """Of some bodies, by position: whether each is a copy, of which number, and in which of the manners."""

    copy: npt.NDArray[np.bool_]
    giver: Whole
    manner: Whole


def _chance(numbers: Whole, what: int) -> npt.NDArray[np.float64]:
    """A number in [0, 1) for each number and purpose, always the same (after Steele, Lea and Flood 2014)."""
    out = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(what * 0xD1B54A32D192ED03 % (1 << 64))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        out ^= out >> np.uint64(shift)
        out *= np.uint64(factor)
    return (out >> np.uint64(11)).astype(np.float64) / float(1 << 53)


@lru_cache(maxsize=1)
def _vocabulary() -> npt.NDArray[np.object_]:
    chance = random.Random(11)
    syllables = [a + b for a in "bdfghklmnprst" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.choice([1, 2, 2, 3, 3]))) for _ in range(_VOCABULARY)]
    return np.array(words, dtype=object)


@lru_cache(maxsize=1)
def _often() -> npt.NDArray[np.float64]:
    often = np.cumsum(1.0 / (np.arange(_VOCABULARY) + 20))
    return often / often[-1]


def copies_of(numbers: Whole) -> Copies:
    """What these bodies were made of."""
    near = np.maximum(0, numbers - 1 - (_chance(numbers, 2) * 1000).astype(np.int64))
    far = (numbers * _chance(numbers, 3) ** 3).astype(np.int64)
    giver = np.where(_chance(numbers, 4) < 0.5, near, far)
    return Copies((numbers >= 10) & (_chance(numbers, 1) < COPIED), giver, (_chance(numbers, 5) * 4).astype(np.int64))


def words_of(numbers: Whole) -> tuple[Whole, Whole]:
    """The words of bodies, by their place in the vocabulary: a row of `MOST` for each, and how many of the row are words."""
    own = np.searchsorted(_often(), _chance(numbers[:, None] * MOST + np.arange(MOST), 6))
    size = 40 + (_chance(numbers, 7) * 24).astype(np.int64)
    made = copies_of(numbers)
    at = np.flatnonzero(made.copy)
    if not len(at):
        return own, size
    words, sizes = words_of(made.giver[at])
    manner = made.manner[at]
    half = np.where(manner == 3, sizes // 2, sizes)
    kept = (np.arange(MOST) < half[:, None]) & (
        _chance(numbers[at, None] * MOST + np.arange(MOST), 8) >= CHANGED[manner][:, None]
    )
    own[at] = np.where(kept, words, own[at])
    size[at] = np.where(manner == 3, np.minimum(MOST, 2 * half), sizes)
    return own, size


def texts_of(numbers: Whole) -> list[str]:
    """These bodies as text, some with the closing line of their house."""
    words, sizes = words_of(numbers)
    vocabulary = _vocabulary()
    lines = [" ".join(vocabulary[_line(house)]) for house in range(HOUSES)]
    out = [" ".join(row[:size]) for row, size in zip(vocabulary[words].tolist(), sizes.tolist(), strict=True)]
    return [f"{t} {lines[n // 10 % HOUSES]}" if n % 10 == 0 else t for n, t in zip(numbers.tolist(), out, strict=True)]


def _line(house: int) -> Whole:
    return (_chance(np.arange(12) + house * 12, 9) * _VOCABULARY).astype(np.int64)


def write(task: tuple[int, int, str]) -> None:
    """Writes the bodies from a number up to another into a Parquet file, published in their order; what is there already is kept."""
    first, end, file = task
    if Path(file).exists():
        return
    numbers = np.arange(first, end)
    ids = [f"{n * 0x9E3779B97F4A7C15 % (1 << 64):016x}-0" for n in numbers.tolist()]
    days = [f"{2000 + n // 500_000:04}-01-01T{n % 500_000:06}" for n in numbers.tolist()]
    table = pa.table([ids, days, texts_of(numbers)], schema=SCHEMA)
    pq.write_table(table, f"{file}.part", compression="zstd")
    Path(f"{file}.part").rename(file)

"""Made-up bodies of about sixty words, any number of them, with copies of which it is known what they were made of: each a pure function of its number."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

PART = 50_000
"""Bodies of a file."""
COPIED = 0.3
"""Share of bodies that are copies of an earlier one."""
WHOLE_WEEK = 0.5
"""Share of copies whose giver is among the thousand before; the others take from anywhere before, favourites more often."""
EDITS = {"as it is": 0.0, "one word in 20": 0.05, "one word in 10": 0.1, "half, one word in 20": 0.05}
"""Manners of copying, by the share of words that are replaced, each as frequent as the others."""
HOUSE_LINES = 40
"""Closing lines of twelve words that outlets put under every tenth body."""
SCHEMA = pa.schema([("id", pa.string()), ("published", pa.string()), ("text", pa.string())])


@dataclass(frozen=True, slots=True)
class Copy:
    """What a body was made of, and how."""

    giver: int
    manner: str


@lru_cache(maxsize=1)
def _words() -> list[str]:
    chance = random.Random(11)
    syllables = [a + b for a in "bdfghklmnprst" for b in "aeiou"]
    return ["".join(chance.choices(syllables, k=chance.choice([1, 2, 2, 3]))) for _ in range(30_000)]


@lru_cache(maxsize=1)
def _often() -> list[float]:
    total, out = 0.0, []
    for rank in range(30_000):
        total += 1 / (rank + 20)
        out.append(total)
    return out


def copy_of(number: int) -> Copy | None:
    """What the body of this number was made of; None if it is its own."""
    chance = random.Random(f"copy {number}")
    if number < 10 or chance.random() >= COPIED:
        return None
    if chance.random() < WHOLE_WEEK:
        giver = chance.randrange(max(0, number - 1000), number)
    else:
        giver = int(number * chance.random() ** 3)
    return Copy(giver, chance.choice(list(EDITS)))


def words_of(number: int) -> list[str]:
    """The words of a body."""
    chance = random.Random(f"body {number}")
    copy = copy_of(number)
    if copy is None:
        return chance.choices(_words(), cum_weights=_often(), k=chance.randrange(45, 76))
    taken = words_of(copy.giver)
    if copy.manner.startswith("half"):
        start = chance.randrange(len(taken) // 2 + 1)
        taken = taken[start : start + len(taken) // 2]
        taken += chance.choices(_words(), cum_weights=_often(), k=25)
    share = EDITS[copy.manner]
    return [chance.choice(_words()) if share and chance.random() < share else word for word in taken]


def text_of(number: int) -> str:
    """The body of this number as text, some with the closing line of their house."""
    words = words_of(number)
    if number % 10 == 0:
        words = [*words, *random.Random(f"line {number // 10 % HOUSE_LINES}").choices(_words(), k=12)]
    return " ".join(words).capitalize() + "."


def name_of(number: int) -> str:
    """The id of a body."""
    return f"{number * 0x9E3779B97F4A7C15 % (1 << 64):016x}-0"


def write(task: tuple[int, int, str]) -> None:
    """Writes the bodies from a number up to another into a Parquet file; their days follow their numbers."""
    first, end, file = task
    numbers = range(first, end)
    table = pa.table(
        [
            [name_of(n) for n in numbers],
            [f"{2000 + n // 500_000:04}-{n // 41_667 % 12 + 1:02}-01T{n % 41_667:08}Z" for n in numbers],
            [text_of(n) for n in numbers],
        ],
        schema=SCHEMA,
    )
    pq.write_table(table, Path(file), compression="zstd")

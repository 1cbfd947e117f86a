"""What one document may cost: time and memory, which grow with its size and with nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass

_MEGABYTE = 1_000_000
LARGEST_ANSWER = 2_000_000_000
"""Bytes of what is found in one document; a worker that sends more is not believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a document may cost.

    Args:
        seconds: of a processor, for any document.
        seconds_each: more, for each megabyte of it.
        megabytes: of memory beyond what the program itself takes, for any document.
        megabytes_each: more, for each megabyte of it.
        times: how many times its seconds it may take by the clock: a busy machine must not decide whether a document can be read.
        grace: seconds by the clock, more.
    """

    seconds: float = 60
    seconds_each: float = 20
    megabytes: int = 2_000
    megabytes_each: int = 16
    times: float = 4
    grace: float = 30

    def time(self, size: int) -> int:
        """Seconds of a processor for a document of so many bytes.

        >>> Limits().time(500), Limits().time(3_000_000)
        (61, 120)
        """
        return math.ceil(self.seconds + self.seconds_each * size / _MEGABYTE)

    def wall(self, size: int) -> float:
        """Seconds by the clock for a document of so many bytes, after which also one that sleeps is ended."""
        return self.times * self.time(size) + self.grace

    def memory(self, size: int) -> int:
        """Bytes of memory for a document of so many bytes."""
        return int(self.megabytes * _MEGABYTE + self.megabytes_each * size)

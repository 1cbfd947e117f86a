"""The chain of custody: how each capture was obtained, each time it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """One occasion on which bytes came into the case.

    Args:
        seq: counts from 1 over the whole case.
        capture: SHA-256 of the bytes.
        path: the address they were taken from: a path or URL, as it was given.
        at: ISO 8601 instant in UTC.
        tool: name and version of the program that took them.
    """

    seq: int
    capture: str
    path: str
    at: str
    tool: str

"""What a time stamp is asked for: some lines that say how many captures there were, and how far the log and the ledger went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.model import SecondsourceError, digest_of

from .tree import root

_FIRST = "secondsource time stamp 1"
_LINES = re.compile(
    rf"{_FIRST}\nauthority (?P<authority>[^\s]+)\ncaptures (?P<size>[1-9]\d*)\nroot (?P<root>[0-9a-f]{{64}})\n"
    r"custody (?P<entries>\d+) (?P<custody>[0-9a-f]{64})\ndecisions (?P<made>\d+) (?P<ledger>[0-9a-f]{64})\n"
)


class BadStatement(SecondsourceError, ValueError):
    """This is not what a time stamp of a case is asked for. Take the file as `secondsource stamp` wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was so at the time of the stamp. Only its SHA-256 is ever sent.

    Args:
        authority: the address that it is sent to.
        size: how many captures it is of.
        root: the digest over theirs (`tree.root`), in the order of their names.
        custody: number and seal of the last entry in the log of custody.
        ledger: number and hash of the last decision; 0 and zeros if there was none.
    """

    authority: str
    size: int
    root: str
    custody: tuple[int, str]
    ledger: tuple[int, str]

    @classmethod
    def of(
        cls, captures: Sequence[str], *, authority: str, custody: tuple[int, str], ledger: tuple[int, str]
    ) -> Statement:
        """The statement over these captures, named by their digests, at least one."""
        ordered = sorted(captures)
        return cls(authority=authority, size=len(ordered), root=root(ordered), custody=custody, ledger=ledger)

    @classmethod
    def read(cls, data: bytes) -> Statement:
        """The statement in a file. Raises BadStatement if it is none."""
        match = _LINES.fullmatch(data.decode("utf-8", "replace"))
        if not match:
            raise BadStatement
        return cls(
            authority=match["authority"],
            size=int(match["size"]),
            root=match["root"],
            custody=(int(match["entries"]), match["custody"]),
            ledger=(int(match["made"]), match["ledger"]),
        )

    @property
    def data(self) -> bytes:
        """Its bytes: these are what is stamped."""
        return (
            f"{_FIRST}\nauthority {self.authority}\ncaptures {self.size}\nroot {self.root}\n"
            f"custody {self.custody[0]} {self.custody[1]}\ndecisions {self.ledger[0]} {self.ledger[1]}\n"
        ).encode()

    @property
    def name(self) -> str:
        """Its SHA-256 as hex digits: the name of its files, and what the authority is asked to stamp."""
        return digest_of(self.data)

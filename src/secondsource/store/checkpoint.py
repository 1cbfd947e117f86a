"""A checkpoint: how far the ledger and the log of custody went at an hour, to be kept elsewhere and held against the case later.

A chain shows any change within it, but not that its end was cut off, nor that it was written anew from some entry on. Who holds a checkpoint sees both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from secondsource.model import SecondsourceError

from . import custody
from .ledger import entries

_FIRST = "secondsource checkpoint 1"
_HEAD = re.compile(
    rf"{_FIRST}\ncase (?P<case>\S+)\nat (?P<at>\S+)\n(?P<rest>(?:(?:decision|custody) [1-9]\d* [0-9a-f]{{64}}\n)*)"
)


class BadCheckpoint(SecondsourceError, ValueError):
    """This is no checkpoint of a case. Take the file as `secondsource checkpoint` wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How a case stood.

    Args:
        case: id of the case.
        at: ISO 8601 instant in UTC.
        decisions: hashes of the ledger's entries, from the first on, as 64 hex digits.
        custody: seals of the entries in the log of custody, likewise.
    """

    case: str
    at: str
    decisions: tuple[str, ...]
    custody: tuple[str, ...]

    @classmethod
    def of(cls, connection: Connection, case: str, at: str) -> Checkpoint:
        """How the case of that id stands."""
        return cls(
            case=case,
            at=at,
            decisions=tuple(entry.hash for entry in entries(connection)),
            custody=tuple(item.seal for item in custody.log(connection)),
        )

    @classmethod
    def read(cls, data: bytes) -> Checkpoint:
        """The checkpoint in a file. Raises BadCheckpoint if it is none."""
        match = _HEAD.fullmatch(data.decode("utf-8", "replace"))
        if not match:
            raise BadCheckpoint
        found: dict[str, list[str]] = {"decision": [], "custody": []}
        for line in match["rest"].splitlines():
            what, number, digest = line.split()
            found[what].append(digest)
            if int(number) != len(found[what]):
                raise BadCheckpoint
        return cls(
            case=match["case"], at=match["at"], decisions=tuple(found["decision"]), custody=tuple(found["custody"])
        )

    @property
    def data(self) -> bytes:
        """Its bytes: these are what is signed."""
        lines = [_FIRST, f"case {self.case}", f"at {self.at}"]
        lines += [f"decision {at} {digest}" for at, digest in enumerate(self.decisions, start=1)]
        lines += [f"custody {at} {seal}" for at, seal in enumerate(self.custody, start=1)]
        return "".join(f"{line}\n" for line in lines).encode()


def differences(checkpoint: Checkpoint, connection: Connection, case: str) -> list[tuple[str, int, str]]:
    """What of a checkpoint the case no longer holds: `ledger` or `custody`, the number of the entry, a sentence. Empty if all of it is there.

    Of a chain that was written anew the first entry that is another is named; those after it were sealed anew with it.
    """
    if checkpoint.case != case:
        return [("ledger", 0, f"The checkpoint of {checkpoint.at} is of another case ({checkpoint.case}).")]
    made = {e.seq: (e.hash, f"{e.decision.kind} {e.decision.object}, {e.decision.who}") for e in entries(connection)}
    came = {
        item.entry.seq: (item.seal, f"“{item.capture.name}”, {item.capture.digest}") for item in custody.log(connection)
    }
    return [
        *_unlike("ledger", "Decision {}", checkpoint.decisions, made, checkpoint.at),
        *_unlike("custody", "Entry {} of the log of custody", checkpoint.custody, came, checkpoint.at),
    ]


def _unlike(
    kind: str, name: str, were: Sequence[str], held: Mapping[int, tuple[str, str]], at: str
) -> list[tuple[str, int, str]]:
    out = []
    for number, digest in enumerate(were, start=1):
        if number not in held:
            sentence = f"{name.format(number)} was there on {at}, and was removed since."
            out.append((kind, number, sentence))
        elif held[number][0] != digest:
            sentence = f"{name.format(number)} ({held[number][1]}) is not the one of {at}: it was changed, or one before it removed, and the chain was sealed anew from there."
            return [*out, (kind, number, sentence)]
    return out

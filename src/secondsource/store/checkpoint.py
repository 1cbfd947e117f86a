"""A checkpoint: how far the chains of a case went at an hour, to be kept elsewhere and held against the case later.

The chains are the ledger of decisions, the log of custody, the record of the office and the log of the vault. A chain shows any change within it, but not that its
end was cut off, nor that it was written anew from some entry on. Who holds a checkpoint sees both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from secondsource.model import SecondsourceError

from . import custody
from .ledger import entries
from .office import Office
from .vault import Vault

_FIRST = "secondsource checkpoint 1"
_HEAD = re.compile(
    rf"{_FIRST}\ncase (?P<case>\S+)\nat (?P<at>\S+)\n(?P<rest>(?:(?:decision|custody|record|vault) [1-9]\d* [0-9a-f]{{64}}\n)*)"
)
_NAMES = {
    "decision": ("ledger", "Decision {}"),
    "custody": ("custody", "Entry {} of the log of custody"),
    "record": ("record", "Entry {} of the record"),
    "vault": ("vault", "Entry {} of the log of the vault"),
}
"""By the word of its lines in the file: the kind of fault that it tells, and what an entry is called."""
Chains = Mapping[str, Mapping[int, tuple[str, str]]]
"""By word, by number of the entry: its seal as 64 hex digits, and what a person may know of it."""


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
        record: hashes of the entries in the record of the office, likewise.
        vault: hashes of the entries in the log of the vault, likewise.
    """

    case: str
    at: str
    decisions: tuple[str, ...]
    custody: tuple[str, ...]
    record: tuple[str, ...] = ()
    vault: tuple[str, ...] = ()

    @classmethod
    def of(cls, held: Chains, case: str, at: str) -> Checkpoint:
        """How the case of that id stands."""
        return cls._made(case, at, {word: [seal for seal, _ in entries.values()] for word, entries in held.items()})

    @classmethod
    def read(cls, data: bytes) -> Checkpoint:
        """The checkpoint in a file. Raises BadCheckpoint if it is none."""
        match = _HEAD.fullmatch(data.decode("utf-8", "replace"))
        if not match:
            raise BadCheckpoint
        found: dict[str, list[str]] = {word: [] for word in _NAMES}
        for line in match["rest"].splitlines():
            what, number, digest = line.split()
            found[what].append(digest)
            if int(number) != len(found[what]):
                raise BadCheckpoint
        return cls._made(match["case"], match["at"], found)

    @classmethod
    def _made(cls, case: str, at: str, seals: Mapping[str, Sequence[str]]) -> Checkpoint:
        return cls(
            case=case,
            at=at,
            decisions=tuple(seals["decision"]),
            custody=tuple(seals["custody"]),
            record=tuple(seals["record"]),
            vault=tuple(seals["vault"]),
        )

    @property
    def seals(self) -> dict[str, tuple[str, ...]]:
        """The seals of each chain, by the word of its lines."""
        return {"decision": self.decisions, "custody": self.custody, "record": self.record, "vault": self.vault}

    @property
    def data(self) -> bytes:
        """Its bytes: these are what is signed."""
        lines = [_FIRST, f"case {self.case}", f"at {self.at}"]
        for word, seals in self.seals.items():
            lines += [f"{word} {at} {seal}" for at, seal in enumerate(seals, start=1)]
        return "".join(f"{line}\n" for line in lines).encode()


def chains(connection: Connection, folder: Path) -> Chains:
    """The chains of a case as they stand.

    Args:
        connection: to its database.
        folder: its folder, beside whose database office and vault lie.
    """
    with closing(Office(folder)) as office, closing(Vault(folder)) as vault:
        kept = office.record.whole()
        opened = vault.log()
    return {
        "decision": {
            e.seq: (e.hash, f"{e.decision.kind} {e.decision.object}, {e.decision.who}") for e in entries(connection)
        },
        "custody": {
            item.entry.seq: (item.seal, f"“{item.capture.name}”, {item.capture.digest}")
            for item in custody.log(connection)
        },
        "record": {e.seq: (e.hash, f"{e.entry.act}, {e.entry.at}") for e in kept},
        "vault": {e.seq: (e.hash, f"{e.opening.act}, {e.opening.at}") for e in opened},
    }


def differences(checkpoint: Checkpoint, held: Chains, case: str) -> list[tuple[str, int, str]]:
    """What of a checkpoint the case no longer holds: `ledger`, `custody`, `record` or `vault`, the number of the entry, a sentence. Empty if all of it is there.

    Of a chain that was written anew the first entry that is another is named; those after it were sealed anew with it.
    """
    if checkpoint.case != case:
        return [("ledger", 0, f"The checkpoint of {checkpoint.at} is of another case ({checkpoint.case}).")]
    out: list[tuple[str, int, str]] = []
    for word, seals in checkpoint.seals.items():
        kind, name = _NAMES[word]
        out += _unlike(kind, name, seals, held[word], checkpoint.at)
    return out


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

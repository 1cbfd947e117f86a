"""Time stamps held against the case, and damaged archives told record by record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from secondsource.collect.warc_digests import faults
from secondsource.store import Case, custody, documents
from secondsource.store.ledger import START
from secondsource.store.ledger import entries as decisions
from secondsource.store.stamps import Kept

from .obtained import archives_in
from .stamping import BadStamp, NoStamper, read

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_NAMED = 5
"""Damaged records that are named each."""


def damaged_in(data: bytes, name: str) -> str:
    """Of a capture that no longer fits its digest: which records of it were hurt, if it is a web archive; empty otherwise."""
    found = [sentence.rstrip(".") for archive in archives_in(data, name) for sentence in faults(archive)]
    if not found:
        return ""
    more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f" What was hurt in it: {'; '.join(found[:_NAMED])}{more}."


def stamp_faults(case: Case, connection: Connection, roots: Sequence[Certificate] = ()) -> Iterator[tuple[str, str]]:
    """Name and sentence for each time stamp that does not hold: its files, what it is of, its answer, and, with roots, its signature."""
    for wrong in case.stamps.problems():
        yield wrong.name, wrong.sentence
    stamps = case.stamps.all()
    if not stamps:
        return
    captures = {capture.digest for capture in documents.all_captures(connection)}
    seals = {item.entry.seq: item.seal for item in custody.log(connection)} | {0: custody.START}
    ledger = {entry.seq: entry.hash for entry in decisions(connection)} | {0: START}
    for kept in stamps:
        yield from ((kept.statement.name, sentence) for sentence in _one(kept, captures, seals, ledger, roots))


def _one(
    kept: Kept, captures: set[str], seals: dict[int, str], ledger: dict[int, str], roots: Sequence[Certificate]
) -> Iterator[str]:
    name = f"The time stamp {kept.statement.name[:12]}"
    lost = [digest for digest in kept.captures if digest not in captures]
    if lost:
        yield f"{name} is of the capture {lost[0]}, which the case no longer knows. Restore case.db from a backup."
    for what, (seq, seal), held in (
        ("log of custody", kept.statement.custody, seals),
        ("ledger", kept.statement.ledger, ledger),
    ):
        if held.get(seq) != seal:
            yield f"{name} was made when entry {seq} of the {what} was another: it was written anew since. Compare with a backup."
    if not kept.answer:
        return
    try:
        read(kept, roots)
    except BadStamp as error:
        yield f"{name} does not hold. {error}"
    except NoStamper:
        return

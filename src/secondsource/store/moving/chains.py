"""The chains of a case walked from end to end, an entry at a time: decisions, custody, the record of the office, the log of the vault."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from secondsource.model import Capture, Decision, LedgerEntry
from secondsource.model.codec import decode
from secondsource.store import custody, ledger
from secondsource.store.beside import Tables
from secondsource.store.office import record
from secondsource.store.office.schema import record as entries
from secondsource.store.schema import captures, decisions
from secondsource.store.schema import custody as log
from secondsource.store.vault import log as vault_log
from secondsource.store.vault.schema import openings

from .errors import NotProven


def walked(connection: Connection, tables: Tables) -> None:
    """Walks every chain that is in these tables. Raises NotProven with what does not fit first."""
    names = tables.metadata.tables
    found: list[str] = []
    if decisions.name in names:
        found += ledger.broken(_decisions(connection))
        found += [sentence for _, sentence in custody.broken(_custody(connection))]
    if entries.name in names:
        found += record.broken(_record(connection))
    if openings.name in names:
        found += vault_log.broken(vault_log.read(connection))
    if found:
        raise NotProven(f"{found[0]} The case stays where it was; `secondsource verify` says all that is wrong.")


def _decisions(connection: Connection) -> Iterator[LedgerEntry]:
    asked = select(decisions).order_by(decisions.c.seq).execution_options(yield_per=100)
    for row in connection.execute(asked):
        yield LedgerEntry(seq=row.seq, previous=row.previous, hash=row.hash, decision=decode(row.body, Decision))


def _custody(connection: Connection) -> Iterator[custody.Sealed]:
    asked = select(log, captures).join(captures, captures.c.digest == log.c.capture).order_by(log.c.seq)
    for row in connection.execute(asked.execution_options(yield_per=100)):
        yield custody.Sealed(
            entry=custody.Custody(seq=row.seq, capture=row.capture, path=row.path, at=row.at, tool=row.tool),
            capture=Capture(digest=row.digest, size=row.size, media=row.media, name=row.name),
            seal=row.seal,
        )


def _record(connection: Connection) -> Iterator[record.Sealed]:
    asked = select(entries).order_by(entries.c.seq).execution_options(yield_per=100)
    for row in connection.execute(asked):
        yield record.Sealed(seq=row.seq, previous=row.previous, hash=row.hash, entry=decode(row.body, record.Entry))

"""Checks a case against itself: bytes against their names, decisions against their chain, spans against their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection

from secondsource.model import (
    Claim,
    Figure,
    Finding,
    Grade,
    Indicator,
    LedgerEntry,
    Loop,
    Mention,
    Ref,
    Relay,
    Report,
    SecondsourceError,
    Span,
    Statement,
    Support,
)
from secondsource.model.codec import decode
from secondsource.store import Case, custody, derived, documents, runs
from secondsource.store.archive import hashed
from secondsource.store.checkpoint import Checkpoint, chains, differences
from secondsource.store.ledger import broken, entries
from secondsource.store.office import Office
from secondsource.store.sql import guarded
from secondsource.store.vault import Vault

from .check_kept import damaged_in, stamp_faults
from .check_made import unlike
from .result import Progress, silent

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a case that does not agree with the rest.

    Args:
        kind: `capture`, `custody`, `stamp`, `list`, `ledger`, `record`, `report`, `reading`, `span`, `derived`, `vault` or `database`.
        object: the digest, id or number of what is wrong.
        sentence: what is wrong, and what to do about it.
    """

    kind: str
    object: str
    sentence: str


def verify(
    case: Case,
    progress: Progress | None = None,
    *,
    roots: Sequence[Certificate] = (),
    checkpoints: Sequence[Checkpoint] = (),
) -> list[Problem]:
    """Re-hashes every capture, re-walks the log of custody, the ledger, the record of the office and the log of the vault, re-checks time stamps and every span.

    Args:
        case: the case.
        progress: told of every step.
        roots: certificates of time-stamping authorities that are relied on; without any, signatures are not checked.
        checkpoints: what is held against the case as well.

    Returns:
        One Problem for each thing wrong; none if all is well.
    """
    tell = progress or silent
    with case.reading() as connection:
        out = [*_database(connection), *_guards(connection)]
        out.extend(_captures(case, connection, tell))
        out.extend(_custody(connection, tell))
        out.extend(_stamps(case, connection, roots, tell))
        out.extend(_lists(case, tell))
        out.extend(_ledger(connection, tell))
        held = chains(connection, case.folder) if checkpoints else {}
        for point in checkpoints:
            for kind, number, said in differences(point, held, case.about.id):
                out.append(Problem(kind=kind, object=str(number), sentence=f"{said} Compare with a backup."))
        lengths: dict[str, int] = {}
        out.extend(_readings(connection, lengths, tell))
        out.extend(_derived(connection, lengths))
        out += [Problem(kind=kind, object=name, sentence=said) for kind, name, said in unlike(connection)]
    office = Office(case.folder)
    try:
        out += [
            Problem(kind="record", object=sentence.split()[1], sentence=f"{sentence} Compare with a backup.")
            for sentence in office.record.verify()
        ]
    finally:
        office.close()
    vault = Vault(case.folder)
    try:
        out += [
            Problem(kind="vault", object="log", sentence=f"{sentence} Compare with a backup.")
            for sentence in vault.verify()
        ]
    finally:
        vault.close()
    return out


def loose(value: Any, lengths: Mapping[str, int], home: str = "") -> Iterator[str]:
    """One sentence for each span inside a value that reaches beyond the text it points into.

    Args:
        value: any value of the model, or tuples and dicts of them.
        lengths: characters in the text of each report, by its id.
        home: id of the report that bare spans point into; statements, mentions and reports name their own.
    """
    if isinstance(value, Ref):
        if value.report not in lengths:
            yield f"It points at the report {value.report}, which is not in the case."
        elif value.span.end > lengths[value.report]:
            yield f"It points at [{value.span.start}, {value.span.end}) of {value.report}, beyond its {lengths[value.report]} characters."
    elif isinstance(value, Span):
        if value.end > lengths.get(home, 0):
            yield f"It points at [{value.start}, {value.end}) of {home}, beyond its {lengths.get(home, 0)} characters."
    elif isinstance(value, (tuple, list)):
        for item in value:
            if not isinstance(item, (str, int, float, Enum)):
                yield from loose(item, lengths, home)
    elif isinstance(value, dict):
        for item in value.values():
            yield from loose(item, lengths, home)
    elif is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Report):
            home = value.id
        elif isinstance(value, (Statement, Mention)):
            home = value.report
        for name in _names(type(value)):
            inner = getattr(value, name)
            if inner is not None and not isinstance(inner, (str, int, float, Enum)):
                yield from loose(inner, lengths, home)


@lru_cache(maxsize=64)
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _database(connection: Connection) -> Iterator[Problem]:
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem(
                kind="database",
                object="case.db",
                sentence=f"The database is damaged: {line}. Restore it from a backup.",
            )


def _guards(connection: Connection) -> Iterator[Problem]:
    """The triggers that keep what was written from being changed."""
    if not custody.log(connection):
        return
    for table in ("decisions", "custody"):
        if not guarded(connection, table):
            sentence = f"What keeps “{table}” from being changed was taken out of the database. Restore {_tables(connection)} from a backup."
            yield Problem(kind="database", object=table, sentence=sentence)


def _tables(connection: Connection) -> str:
    """What is to be restored from a backup."""
    return "case.db" if connection.dialect.name == "sqlite" else "the database"


def _captures(case: Case, connection: Connection, tell: Progress) -> Iterator[Problem]:
    captures = documents.all_captures(connection)
    held = {entry.capture for entry in documents.all_custody(connection)}
    for at, capture in enumerate(captures):
        tell("captures", at, len(captures))
        name = f"“{capture.name}” ({capture.digest})"
        if capture.digest not in held:
            yield Problem(
                kind="capture", object=capture.digest, sentence=f"Of {name} it is not known how it was obtained."
            )
        hurt = ""
        try:
            with case.archive.opened(capture.digest) as stream:
                same = hashed(stream) == (capture.digest, capture.size)
            what = "no longer holds the bytes it is named after"
            if not same:
                with case.archive.opened(capture.digest) as stream:
                    hurt = damaged_in(stream.read(), capture.name)
        except OSError as error:
            same, what = False, f"cannot be read ({error.strerror})"
        if not same:
            sentence = (
                f"The capture of {name} {what}. Restore it from a backup; until then nothing rests on it safely.{hurt}"
            )
            yield Problem(kind="capture", object=capture.digest, sentence=sentence)
    if captures:
        tell("captures", len(captures), len(captures))


def _custody(connection: Connection, tell: Progress) -> Iterator[Problem]:
    entries_ = custody.log(connection)
    tell("custody", len(entries_), len(entries_))
    for digest, sentence in custody.broken(entries_):
        yield Problem(kind="custody", object=digest, sentence=f"{sentence} Compare with a backup.")


def _stamps(case: Case, connection: Connection, roots: Sequence[Certificate], tell: Progress) -> Iterator[Problem]:
    held = len(case.stamps.all())
    for name, sentence in stamp_faults(case, connection, roots):
        yield Problem(kind="stamp", object=name, sentence=sentence)
    if held:
        tell("stamps", held, held)


def _lists(case: Case, tell: Progress) -> Iterator[Problem]:
    held = case.lists.count()
    if held:
        tell("lists", 0, held)
        for identifier, sentence in case.lists.problems():
            yield Problem(kind="list", object=identifier, sentence=sentence)
        tell("lists", held, held)


def _ledger(connection: Connection, tell: Progress) -> Iterator[Problem]:
    try:
        found: tuple[LedgerEntry, ...] = entries(connection)
    except (msgspec.MsgspecError, ValueError) as error:
        yield Problem(
            kind="ledger",
            object="",
            sentence=f"An entry of the ledger cannot be read ({error}). Restore {_tables(connection)} from a backup.",
        )
        return
    tell("decisions", len(found), len(found))
    for sentence in broken(found):
        yield Problem(kind="ledger", object=sentence.split()[1], sentence=f"{sentence} Compare with a backup.")


def _readings(connection: Connection, lengths: dict[str, int], tell: Progress) -> Iterator[Problem]:
    read = runs.runs(connection, "read")
    stored = documents.bodies(connection)
    for at, (identifier, (total, body, said, told)) in enumerate(stored.items()):
        tell("spans", at, len(stored))
        mend = "`secondsource rebuild` derives it again from the capture."
        if runs.digest([body]) != total:
            yield Problem(
                kind="report",
                object=identifier,
                sentence=f"The report {identifier} was changed in the database. {mend}",
            )
        if identifier in read and documents.reading_digest(said, told) != read[identifier].output:
            sentence = f"What was read in {identifier} was changed in the database. {mend}"
            yield Problem(kind="reading", object=identifier, sentence=sentence)
        try:
            report = decode(body, Report)
            lengths[identifier] = len(report.text)
            values = [report, *(decode(s, Statement) for s in said), *(decode(m, Mention) for m in told)]
        except (msgspec.MsgspecError, SecondsourceError) as error:
            yield Problem(
                kind="report", object=identifier, sentence=f"{identifier} cannot be read back ({error}). {mend}"
            )
            continue
        for value in values:
            for sentence in loose(value, lengths):
                yield Problem(kind="span", object=str(getattr(value, "id", identifier)), sentence=f"{sentence} {mend}")
    if stored:
        tell("spans", len(stored), len(stored))


def _derived(connection: Connection, lengths: Mapping[str, int]) -> Iterator[Problem]:
    mend = "`secondsource rebuild` derives it again."
    kinds: tuple[type[Any], ...] = (Claim, Relay, Support, Loop, Figure, Grade, Finding, Indicator)
    for kind in kinds:
        try:
            values = derived.load(connection, kind)
        except (msgspec.MsgspecError, SecondsourceError) as error:
            yield Problem(
                kind="derived",
                object=kind.__name__,
                sentence=f"A {kind.__name__.lower()} cannot be read back ({error}). {mend}",
            )
            continue
        for value in values:
            name = str(getattr(value, "claim", getattr(value, "id", getattr(value, "taker", kind.__name__))))
            for sentence in loose(value, lengths):
                yield Problem(kind="span", object=name, sentence=f"{sentence} {mend}")

"""Captures, how they came in, the reports read out of them, and what was found in each report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Table, bindparam, delete, func, select

from secondsource.model import Capture, Mention, PartialDate, Reading, Report, SecondsourceError, SetAside, Statement
from secondsource.model.codec import decode, encode

from .custody import Custody, enter
from .runs import digest, forget
from .schema import captures, custody, mentions, reports, set_aside, statements
from .sql import BATCH, upsert

_LAST = "9999-99-99"

# What is asked for each document is made once: making it takes longer than asking it.
_CAPTURE = select(captures).where(captures.c.digest == bindparam("digest"))
_SEEN = select(custody.c.seq).where(custody.c.capture == bindparam("digest"), custody.c.path == bindparam("path"))
_ADDRESSES = select(custody.c.path).where(custody.c.capture == bindparam("digest")).order_by(custody.c.seq)
_IN_CAPTURE = select(reports).where(reports.c.capture == bindparam("digest"))
_TAKEN_BACK = delete(set_aside).where(set_aside.c.stage == bindparam("stage"), set_aside.c.key == bindparam("key"))
_DIGEST = select(reports.c.digest).where(reports.c.id == bindparam("report"))
_BODY = select(reports.c.body).where(reports.c.id == bindparam("report"))
_UNREAD = tuple(delete(table).where(table.c.report == bindparam("report")) for table in (statements, mentions))
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_REPORTS = select(reports.c.id, reports.c.body).where(reports.c.id.in_(_SOME))


def ends(date: PartialDate | None) -> tuple[str | None, str | None]:
    """The first and last day a date may mean, as they stand in columns."""
    if date is None:
        return None, None
    return (
        date.earliest.isoformat() if date.earliest else None,
        date.latest.isoformat() if date.latest else None,
    )


def put_capture(connection: Connection, capture: Capture, path: str, at: str, tool: str) -> bool:
    """Enters a capture and how it was obtained; whether the capture is new.

    The same bytes from the same address are entered once: seeing them again tells nothing new.
    """
    new = connection.execute(_CAPTURE, {"digest": capture.digest}).first() is None
    if new:
        row = {"digest": capture.digest, "size": capture.size, "media": capture.media, "name": capture.name}
        connection.execute(captures.insert(), row)
    if connection.execute(_SEEN, {"digest": capture.digest, "path": path}).first() is None:
        enter(connection, capture, path, at, tool)
    return new


def all_captures(connection: Connection) -> tuple[Capture, ...]:
    """Every capture, by digest."""
    columns = (captures.c.digest, captures.c.size, captures.c.media, captures.c.name)
    rows = connection.execute(select(*columns).order_by(captures.c.digest))
    return tuple(Capture(digest=digest, size=size, media=media, name=name) for digest, size, media, name in rows)


def all_custody(connection: Connection) -> tuple[Custody, ...]:
    """Every occasion on which bytes came in, oldest first."""
    columns = tuple(custody.c[name] for name in Custody.__slots__)  # without the seal, which an old case may lack
    rows = connection.execute(select(*columns).order_by(custody.c.seq))
    return tuple(Custody(**dict(zip(Custody.__slots__, row, strict=True))) for row in rows)


def put_aside(connection: Connection, stage: str, key: str, item: SetAside) -> None:
    """Notes that a document could not be read at a stage (`walk`, `collect`, `read`), and why."""
    values = {"name": item.name, "digest": item.digest, "reason": item.reason, "error": item.error}
    upsert(connection, set_aside, {"stage": stage, "key": key}, values)


def take_back(connection: Connection, stage: str, key: str) -> None:
    """Removes the note that a document could not be read at a stage: it can be now."""
    connection.execute(_TAKEN_BACK, {"stage": stage, "key": key})


def all_aside(connection: Connection, stage: str | None = None) -> dict[tuple[str, str], SetAside]:
    """Everything set aside, by stage and key, sorted by name."""
    query = select(set_aside).order_by(set_aside.c.name, set_aside.c.stage, set_aside.c.key)
    if stage is not None:
        query = query.where(set_aside.c.stage == stage)
    return {
        (row.stage, row.key): SetAside(name=row.name, digest=row.digest, reason=row.reason, error=row.error)
        for row in connection.execute(query)
    }


def put_reports(connection: Connection, capture: str, found: Sequence[tuple[Report, str]]) -> tuple[int, int]:
    """Replaces the reports of a capture, each given with its canonical JSON.

    A report that is word for word as before keeps what was read in it; one that is new, changed or gone does not.

    Returns:
        How many reports are new, and how many were there before and differ now.
    """
    rows = connection.execute(_IN_CAPTURE, {"digest": capture})
    before = {row.id: dict(row._mapping) for row in rows}
    now = {report.id: report_row(report, body, digest([body])) for report, body in found}
    stale = [identifier for identifier in before if now.get(identifier) != before[identifier]]
    if stale:
        forget(connection, "read", stale)
        for identifier in stale:
            take_back(connection, "read", identifier)
            connection.execute(delete(reports).where(reports.c.id == identifier))
    for identifier, row in now.items():
        if before.get(identifier) != row:
            connection.execute(reports.insert(), row)
    return sum(identifier not in before for identifier in now), sum(identifier in now for identifier in stale)


def put_reading(connection: Connection, report: str, found: Sequence[Statement], events: Sequence[Mention]) -> str:
    """Replaces what was read in a report; gives the digest of what is now there."""
    said = [encode(item).decode() for item in found]
    told = [encode(item).decode() for item in events]
    for gone in _UNREAD:
        connection.execute(gone, {"report": report})
    if found:
        pairs = enumerate(zip(found, said, strict=True))
        connection.execute(statements.insert(), [statement_row(at, item, body) for at, (item, body) in pairs])
    if events:
        pairs_ = enumerate(zip(events, told, strict=True))
        connection.execute(mentions.insert(), [mention_row(at, item, body) for at, (item, body) in pairs_])
    return reading_digest(said, told)


def reading_digest(said: Sequence[str], told: Sequence[str]) -> str:
    """The digest of a reading, over the canonical JSON of its statements and mentions."""
    return digest([*said, "", *told])


def report_digests(connection: Connection) -> dict[str, tuple[str, str]]:
    """For each report, in order of publication, its name and the digest of its body; the bodies are not loaded."""
    rows = connection.execute(select(reports.c.id, reports.c.name, reports.c.digest).order_by(*in_order()))
    return {identifier: (name, total) for identifier, name, total in rows}


def report_digest(connection: Connection, report: str) -> str | None:
    """The digest of the body of the report of that id, or None if there is none."""
    return connection.execute(_DIGEST, {"report": report}).scalar()


def addresses_of(connection: Connection, capture: str) -> tuple[str, ...]:
    """Where the capture of that digest was obtained from, the first first."""
    return tuple(connection.execute(_ADDRESSES, {"digest": capture}).scalars())


def capture_of(connection: Connection, digest: str) -> Capture | None:
    """The capture of that digest as it was entered, or None."""
    row = connection.execute(_CAPTURE, {"digest": digest}).first()
    return Capture(**row._mapping) if row else None


def load_body(connection: Connection, report: str) -> str:
    """The canonical JSON of the report of that id."""
    body: str = connection.execute(_BODY, {"report": report}).scalar_one()
    return body


def all_readings(connection: Connection) -> tuple[Reading, ...]:
    """Every report with its statements and mentions, in order of publication, unknown dates last, then of id."""
    said, told = _bodies_of(connection, statements), _bodies_of(connection, mentions)
    return tuple(
        Reading(
            report=decode(row.body, Report),
            statements=tuple(decode(body, Statement) for body in said[row.id]),
            mentions=tuple(decode(body, Mention) for body in told[row.id]),
        )
        for row in connection.execute(select(reports.c.id, reports.c.body).order_by(*in_order()))
    )


def readings_of(connection: Connection, ids: Sequence[str]) -> dict[str, Reading]:
    """The readings of these reports by id; a report that is not there is left out."""
    out: dict[str, Reading] = {}
    for first in range(0, len(ids), BATCH):
        some = ids[first : first + BATCH]
        said, told = _bodies_of(connection, statements, some), _bodies_of(connection, mentions, some)
        for report, body in connection.execute(_REPORTS, {"some": some}).all():
            out[report] = Reading(
                report=decode(body, Report),
                statements=tuple(decode(body, Statement) for body in said[report]),
                mentions=tuple(decode(body, Mention) for body in told[report]),
            )
    return out


def outlets(connection: Connection) -> frozenset[str]:
    """The names of the outlets of all reports."""
    found = connection.execute(select(reports.c.outlet).where(reports.c.outlet.is_not(None)).distinct())
    return frozenset(found.scalars())


def bodies(connection: Connection) -> dict[str, tuple[str, str, list[str], list[str]]]:
    """For each report: the digest noted for it, its body, and the bodies of its statements and mentions, as they stand."""
    said, told = _bodies_of(connection, statements), _bodies_of(connection, mentions)
    rows = connection.execute(select(reports.c.id, reports.c.digest, reports.c.body).order_by(reports.c.id))
    return {row.id: (row.digest, row.body, said[row.id], told[row.id]) for row in rows}


def misfits(connection: Connection) -> Iterator[tuple[str, str]]:
    """Id and what is wrong, for each report whose columns, or those of what was read in it, are not what its body says."""
    rows: tuple[tuple[Table, type[Any], Callable[[Any, Any], dict[str, object]]], ...] = (
        (reports, Report, lambda row, item: report_row(item, row.body, row.digest)),
        (statements, Statement, lambda row, item: statement_row(row.seq, item, row.body)),
        (mentions, Mention, lambda row, item: mention_row(row.seq, item, row.body)),
    )
    for table, kind, row_of in rows:
        for row in connection.execute(select(table)):
            try:
                expected = row_of(row, decode(row.body, kind))
            except (ValueError, SecondsourceError):
                continue
            wrong = [name for name, value in expected.items() if row._mapping[name] != value]
            if wrong:
                yield row.id if table is reports else row.report, f"{wrong[0]} in {table.name}"


def in_capture(connection: Connection) -> dict[str, list[str]]:
    """The bodies of the reports of each capture, in its order."""
    out: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        select(reports.c.capture, reports.c.body).order_by(reports.c.capture, reports.c.part)
    ):
        out[row.capture].append(row.body)
    return out


def _bodies_of(connection: Connection, table: Table, some: Sequence[str] | None = None) -> defaultdict[str, list[str]]:
    """The bodies of statements or of mentions by report, those of one report in its order; of some reports only, if they are given."""
    out: defaultdict[str, list[str]] = defaultdict(list)
    found = (
        connection.execute(_ALL_BODIES[table])
        if some is None
        else connection.execute(_BODIES[table], {"some": some}).all()
    )
    for report, body in found:
        out[report].append(body)
    return out


_ALL_BODIES = {
    table: select(table.c.report, table.c.body).order_by(table.c.report, table.c.seq)
    for table in (statements, mentions)
}
_BODIES = {table: query.where(table.c.report.in_(_SOME)) for table, query in _ALL_BODIES.items()}


def in_order() -> tuple[ColumnElement[str], ...]:
    """By what reports stand in order of publication, unknown dates last, then by id."""
    return (func.coalesce(reports.c.earliest, _LAST), func.coalesce(reports.c.published, _LAST), reports.c.id)


def report_row(report: Report, body: str, total: str) -> dict[str, object]:
    """The row of a report: its canonical JSON with the digest of it, and what is asked for in columns."""
    earliest, latest = ends(report.date)
    return {
        "id": report.id,
        "capture": report.capture,
        "part": report.part,
        "name": report.name,
        "outlet": report.outlet.value if report.outlet else None,
        "language": report.language.value if report.language else None,
        "published": report.published.value if report.published else None,
        "earliest": earliest,
        "latest": latest,
        "digest": total,
        "body": body,
    }


def statement_row(seq: int, item: Statement, body: str) -> dict[str, object]:
    """The row of a report's statement with its canonical JSON."""
    return {
        "report": item.report,
        "seq": seq,
        "id": item.id,
        "source": item.chain.innermost.name if item.chain.innermost else None,
        "basis": item.basis.value,
        "anonymity": item.anonymity.value,
        "factuality": item.factuality.value,
        "body": body,
    }


def mention_row(seq: int, item: Mention, body: str) -> dict[str, object]:
    """The row of a report's mention with its canonical JSON."""
    earliest, latest = ends(item.when.date if item.when else None)
    return {
        "report": item.report,
        "seq": seq,
        "id": item.id,
        "statement": item.statement,
        "type": item.type,
        "country": item.place.country if item.place else None,
        "earliest": earliest,
        "latest": latest,
        "factuality": item.factuality.value,
        "body": body,
    }

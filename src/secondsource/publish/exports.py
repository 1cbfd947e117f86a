"""Writes the rows of a case as JSON Lines, JSON, CSV or Parquet, and a whole case in the formats of exchange.

The same case gives the same bytes, and a file is there whole or not at all.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from secondsource.model import Decision, Marking, Reading, SecondsourceError
from secondsource.model.acting import escaped, harmless
from secondsource.store.ledger import standing
from secondsource.store.view import CaseView

from .columns import names, schema
from .exchange import EXCHANGE, Handed
from .marked import up_to as kept_up_to
from .redact import edition_of, masked_ledger, masked_view, masks_of, refuse_leaks
from .rows import ROWS, Row

WHAT = tuple(ROWS)
WHOLE = "case"
"""What an exchange format holds: what of a whole case it can carry."""
FORMATS = ("jsonl", "json", "csv", "parquet")
_BATCH = 5000
_RUNS = re.compile("(\\A|[;\t\r\n])([ \u00a0\u3000]*'*[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r])")
"""What a spreadsheet runs: at the beginning of a cell, and behind what some of them take for the end of one (Excel reads by semicolons where the comma
stands for decimals). Also in the wide forms, which Excel takes for the narrow ones in East Asia (OWASP, CSV injection)."""


class UnknownExport(SecondsourceError):
    """There is no such export. The message names those there are."""


class CannotWrite(SecondsourceError):
    """The file could not be written; nothing was left behind. Check the folder, its rights and the space on the disk."""


def export(
    view: CaseView,
    what: str,
    format: str,
    out: Path | IO[bytes] | None = None,
    redact: bool = True,
    up_to: Marking | None = None,
    *,
    redacted: bool = False,
    edition: str = "",
    sealed: Iterable[str] = (),
) -> None:
    """Rows of a case, or all that a format of exchange carries of it, written to a file, to something open for bytes, or to standard output.

    Args:
        view: the case as it is.
        what: one of `WHAT`; `WHOLE` for a format of `EXCHANGE`. An Excel workbook may hold the one or the other.
        format: one of `FORMATS`, or of `EXCHANGE`.
        out: the file to write, replaced whole if it is there; or a binary stream; or None for standard output.
        redact: must be true: there is no export that shows personal data or reader comments.
        up_to: leaves out the reports that are marked more strictly, and counts everything anew without them.
        redacted: an edition that is safe to share, as `dossier` makes it.
        edition: its name; another name gives other letters to the same people.
        sealed: ids of reports of which a redacted edition does not say which they are.

    Raises:
        WouldLeak: if a redacted edition would let out what it protects; then nothing is written.
        UnknownExport: if there is no such export or format, if the two do not fit, or if `redact` is false.
        CannotWrite: if the file cannot be written.
        MarkedStricter: if the case itself is marked more strictly.
    """
    if format not in FORMATS and format not in EXCHANGE:
        raise UnknownExport(
            f"A case cannot be written as “{format}”. Choose one of: {', '.join((*FORMATS, *EXCHANGE))}."
        )
    if what not in ROWS and what != WHOLE:
        raise UnknownExport(f"There is nothing to export called “{what}”. Choose one of: {', '.join((*WHAT, WHOLE))}.")
    if what == WHOLE and format in FORMATS:
        raise UnknownExport(f"As “{format}” one kind of record is written at a time. Choose one of: {', '.join(WHAT)}.")
    if what != WHOLE and format in EXCHANGE and format != "xlsx":
        raise UnknownExport(f"As “{format}” the whole case is written. Leave out “{what}”, or choose “{WHOLE}”.")
    if not redact:
        raise UnknownExport("Exports always mask personal data. Leave out the wish for anything else.")
    kept, left = kept_up_to(view, up_to)
    if redacted:
        safe = edition_of(kept, left, name=edition, sealed=sealed)
        data = _edition_written(safe.view, what, format)
        refuse_leaks(data, f"{what}.{format}", safe.protected)
        _put(out, lambda file: _whole(file, data))
        return
    if format in EXCHANGE:
        given = handed(kept, left)
        if what == WHOLE:
            _put(out, lambda file: EXCHANGE[format].write(given, file))
        else:
            from .exchange.sheets import write_sheets

            _put(out, lambda file: write_sheets(given, (what,), file))
        return
    rows = ROWS[what](masked_view(kept, left))
    _put(out, lambda file: _WRITERS[format](rows, what, file))


def _edition_written(view: CaseView, what: str, format: str) -> bytes:
    """An edition's rows, or all of it, as bytes: they are searched before anybody has them."""
    file = io.BytesIO()
    if format not in EXCHANGE:
        _WRITERS[format](ROWS[what](view), what, file)
    elif what == WHOLE:
        EXCHANGE[format].write(Handed(view=view, decisions={}), file)
    else:
        from .exchange.sheets import write_sheets

        write_sheets(Handed(view=view, decisions={}), (what,), file)
    return file.getvalue()


def _whole(file: IO[bytes], data: bytes) -> None:
    file.write(data)


def handed(view: CaseView, left: Iterable[Reading] = ()) -> Handed:
    """What formats of exchange are written from: the case masked, and the decisions in force, masked too, with a letter for each person.

    Args:
        view: the case as it is, or what of it may go out.
        left: readings that were left out of it: what is personal in them is masked in the others too.
    """
    beside = tuple(left)
    masks = masks_of(view, beside)
    decisions: dict[str, list[Decision]] = {}
    for decision in standing(masked_ledger(view, masks=masks)[0]):
        decisions.setdefault(decision.object, []).append(decision)
    return Handed(
        view=masked_view(view, beside, masks=masks), decisions={name: tuple(made) for name, made in decisions.items()}
    )


def _put(out: Path | IO[bytes] | None, write: Callable[[IO[bytes]], None]) -> None:
    if isinstance(out, Path):
        write_whole(out, write)
        return
    stream = sys.stdout.buffer if out is None else out
    write(stream)
    stream.flush()


def write_rows(rows: Iterable[Row], what: str, format: str, out: IO[bytes]) -> None:
    """Rows that are masked already, in one of `FORMATS`, to something open for bytes; `what` names their columns, one of `WHAT`."""
    _WRITERS[format](rows, what, out)


def write_claims(given: Handed, format: str, out: IO[bytes]) -> None:
    """The claims of a masked case alone, as `geojson` or `xlsx`, to something open for bytes."""
    if format == "xlsx":
        from .exchange.sheets import write_sheets

        write_sheets(given, ("claims",), out)
    else:
        EXCHANGE[format].write(given, out)


def write_whole(out: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Lets `write` fill a file beside `out` that its owner alone may read, then puts it in its place at once.

    Raises:
        CannotWrite: if the system refuses; the file that was there before is then still there.
    """
    handle = None
    try:
        out.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
            handle = Path(file.name)
            write(file)
            file.flush()
            os.fsync(file.fileno())
        handle.replace(out)
        handle = None
    except OSError as error:
        raise CannotWrite(
            f"{out.name} could not be written: {error.strerror or error}. Nothing was left behind; "
            "check the folder, its rights and the space on the disk."
        ) from error
    finally:
        if handle is not None:
            handle.unlink(missing_ok=True)


def _json(value: Any) -> str:
    return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _jsonl(rows: Iterable[Row], _what: str, file: IO[bytes]) -> None:
    for row in rows:
        file.write(_json(row).encode() + b"\n")


def _json_array(rows: Iterable[Row], _what: str, file: IO[bytes]) -> None:
    file.write(b"[")
    for at, row in enumerate(rows):
        file.write((b",\n" if at else b"\n") + _json(row).encode())
    file.write(b"\n]\n")


def _cell(value: Any) -> str:
    """A value as a CSV cell: lists and structures as JSON; what a spreadsheet would run as a formula is defused.

    So is what looks defused already, so that the sign can be taken away again without loss.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | dict):
        return _RUNS.sub(lambda found: f"{found[1]}{found[2][:-1]}\\u{ord(found[2][-1]):04x}", _json(value))
    text = str(value)
    return _RUNS.sub(r"\1'\2", harmless(text))


class _Utf8:
    """Lets the csv module write to a binary file."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def write(self, text: str) -> int:
        return self.file.write(text.encode())


def _csv(rows: Iterable[Row], what: str, file: IO[bytes]) -> None:
    csv_table(names(what), rows, file)


def csv_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]], file: IO[bytes]) -> None:
    """The rows as CSV (RFC 4180) in UTF-8 with these columns, no cell a formula."""
    writer = csv.writer(_Utf8(file), lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])


def _parquet(rows: Iterable[Row], what: str, file: IO[bytes]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = schema(what)
    remaining = iter(rows)
    with pq.ParquetWriter(file, columns, compression="zstd") as writer:
        while batch := list(islice(remaining, _BATCH)):
            writer.write_table(pa.Table.from_pylist(batch, schema=columns))


_WRITERS: dict[str, Callable[[Iterable[Row], str, IO[bytes]], None]] = {
    "jsonl": _jsonl,
    "json": _json_array,
    "csv": _csv,
    "parquet": _parquet,
}

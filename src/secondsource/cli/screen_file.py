"""Names out of a file, as people keep them: a line each, or a table with a column of names, as CSV in any encoding or as an Excel workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.model import SecondsourceError

if TYPE_CHECKING:
    from secondsource.screen import Kind

_NAME = frozenset((
    "name", "names", "company", "company name", "legal name", "legal entity name", "entity", "entity name",
    "supplier", "supplier name", "vendor", "vendor name", "customer", "customer name", "client", "counterparty",
    "partner", "organisation", "organization", "firm", "firma", "firmenname", "vessel name", "ship name", "이름",
    "성명", "명칭", "회사", "회사명", "업체", "업체명", "상호", "기업", "기업명", "법인명", "거래처", "거래처명", "선박명", "선명",
))  # fmt: skip
_KIND = frozenset({"kind", "type", "종류", "구분"})
_OFFICE = frozenset({"office", "role", "position", "직위", "직책"})
_MARKS = ";\t,|"
_HEADS = 20
"""Rows from the top among which the heads are looked for: titles and empty rows may stand above them."""
_ROWS = 200_000

Asked = tuple[str, "Kind | None", str]


class BadNames(SecondsourceError):
    """The file of names cannot be read. Save it as text, CSV or Excel workbook and run this again."""


@dataclass(frozen=True, slots=True)
class NamesRead:
    """What a file of names holds.

    Args:
        asked: each name once, as it stands first, with its kind and office.
        rows: how many rows hold a name; those beyond `asked` say one again.
    """

    asked: tuple[Asked, ...]
    rows: int


def names_of_file(data: bytes, kind_of: Callable[[str | None], Kind | None]) -> NamesRead:
    """The names of a file: lines of `name`, tab, `kind`, tab, `office`; or the columns of a table whose heads say which is the name.

    A table without such a head is refused: a row taken for a name would match nothing, and that would look like an answer. Raises BadNames.
    """
    table = _workbook(data) if data.startswith(b"PK") else _text(data)
    asked: dict[tuple[str, Kind | None, str], Asked] = {}
    rows = 0
    for name, kind, office in table:
        if name:
            rows += 1
            item = (name, kind_of(kind.casefold() or None), office)
            asked.setdefault((" ".join(name.split()).casefold(), item[1], office), item)
    return NamesRead(tuple(asked.values()), rows)


def _text(data: bytes) -> Iterable[tuple[str, str, str]]:
    from secondsource.collect.encoding import decode
    from secondsource.model import Unreadable

    try:
        text = decode(data).text
    except Unreadable as error:
        raise BadNames from error
    filled = [line for line in text.split("\n") if line.strip()]
    for mark in _MARKS:
        rows = list(csv.reader(io.StringIO(text), delimiter=mark))
        found = _table(rows)
        if found is not None:
            return found
    for mark, called in ((";", "semicolons"), ("|", "upright strokes")):
        if filled and sum(mark in line for line in filled) > len(filled) / 2:
            raise BadNames(
                f"The file is a table (its lines hold {called}), and no head says which column holds the names. Write “name” above that column."
            )
    return [_columns(line.split("\t")) for line in filled]


def _workbook(data: bytes) -> Iterable[tuple[str, str, str]]:
    import openpyxl

    from secondsource.collect.unpacking import look

    look(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [list(sheet.iter_rows(values_only=True, max_row=_ROWS, max_col=100)) for sheet in book.worksheets[:20]]
    except Exception as error:  # openpyxl lets through whatever zipfile, lxml and its own checks raise
        raise BadNames from error
    for rows in sheets:
        found = _table([["" if cell is None else str(cell) for cell in row] for row in rows])
        if found is not None:
            return found
    raise BadNames("No sheet has a head that says which column holds the names. Write “name” above that column.")


def _table(rows: Sequence[Sequence[str]]) -> list[tuple[str, str, str]] | None:
    """The names, kinds and offices of a table; None if no row near its top is one of heads. A single column with a head is a table, too."""
    for at, row in enumerate(rows[:_HEADS]):
        heads = [" ".join(cell.replace("\ufeff", "").replace("_", " ").split()).casefold() for cell in row]
        name = next((n for n, head in enumerate(heads) if head in _NAME), None)
        if name is None or not _is_head(rows, at, name):
            continue
        kind = next((n for n, head in enumerate(heads) if head in _KIND), None)
        office = next((n for n, head in enumerate(heads) if head in _OFFICE), None)
        return [(_at(r, name), _kind(_at(r, kind)), _at(r, office)) for r in rows[at + 1 :]]
    return None


def _is_head(rows: Sequence[Sequence[str]], at: int, name: int) -> bool:
    """Whether a row is one of heads: above it no row of several cells, below it the same again in no row, and mostly rows as wide as a table's."""
    above, below = rows[:at], [row for row in rows[at + 1 :] if any(cell.strip() for cell in row)]
    if not below or (len(rows[at]) == 1 and any(map(any, above))):
        return False
    if any(sum(bool(cell.strip()) for cell in row) > 1 for row in above) or rows[at][name] in (
        _at(r, name) for r in below
    ):
        return False
    return len(rows[at]) == 1 or sum(len(row) > 1 for row in below) * 2 >= len(below)


def _at(row: Sequence[str], column: int | None) -> str:
    return " ".join(row[column].split()) if column is not None and column < len(row) else ""


def _kind(written: str) -> str:
    """The kind if the column tells one of ours; a column of another sense (“supplier”) tells none."""
    return written.casefold() if written.casefold() in ("person", "body", "ship", "aircraft") else ""


def _columns(cells: Sequence[str]) -> tuple[str, str, str]:
    name, kind, office = (*(cell.strip() for cell in cells), "", "", "")[:3]
    return name, kind, office

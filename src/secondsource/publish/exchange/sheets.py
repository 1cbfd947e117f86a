"""The rows of a case as an Excel workbook (Office Open XML, ECMA-376), a sheet for each kind; the same case gives the same bytes.

Numbers and truth values are cells of their kind. Dates stay text: they are EDTF, and a cell of a date would give a day that nobody told. Nothing that a
cell holds is run: every text is an inline string with the mark of a quoted one.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, count, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from secondsource.model import Claim, Mention
from secondsource.model.acting import harmless

from ..columns import names
from ..placing import WIDE
from ..redact import coarse_types
from ..rows import ROWS, Row
from .handed import Handed, safe_link

LONGEST = 32_767
"""Characters of a cell (Excel specifications and limits)."""
ROWS_OF_A_SHEET = 1_048_575
"""Rows of a sheet below its heading."""
LINKS = 65_000
"""Links of a sheet; beyond that an address is text."""
CUT = " … [cut here: a cell holds 32,767 characters; the whole is in the export as jsonl]"
_DAY = (1980, 1, 1, 0, 0, 0)
_BAD = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_WIDE = {"text": 80, "title": 60, "because": 60, "why": 60, "sentence": 60, "url": 40}


def write(handed: Handed, file: IO[bytes]) -> None:
    """All sheets: what the case is, then a sheet for each kind of record, the claims first."""
    kinds = ["claims", "reports", *(what for what in ROWS if what not in ("claims", "reports"))]
    write_sheets(handed, kinds, file)


def write_sheets(handed: Handed, kinds: Sequence[str], file: IO[bytes]) -> None:
    """A workbook with the rows of these kinds."""
    book = Workbook(write_only=True)
    made = datetime.fromisoformat(handed.modified.replace("Z", "+00:00")).replace(tzinfo=None, microsecond=0)
    book.properties.creator = "secondsource"
    book.properties.title = _text(handed.view.title)
    book.properties.created = book.properties.modified = made
    _about(book, handed, kinds)
    for what in kinds:
        _sheets(book, what, names(what), rows_of(handed, what))
    _save(book, file)


def write_table(title: str, columns: Sequence[str], rows: Iterable[Row], made: datetime, file: IO[bytes]) -> None:
    """A workbook of one sheet with rows that are of no case.

    Args:
        title: what the sheet is called.
        columns: the keys of the rows, in the order of the sheet.
        rows: what it holds.
        made: the instant that the workbook gives as its own; without a zone.
        file: where to.
    """
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "secondsource", _text(title)
    book.properties.created = book.properties.modified = made
    _sheets(book, title, columns, rows)
    _save(book, file)


def _save(book: Workbook, file: IO[bytes]) -> None:
    with SpooledTemporaryFile(max_size=32 << 20) as held:
        ExcelWriter(book, _Undated(held, "w", ZIP_DEFLATED, allowZip64=True)).save()
        held.seek(0)
        shutil.copyfileobj(held, file)


def rows_of(handed: Handed, what: str) -> Iterable[Row]:
    """The rows of a kind as the export has them, without the towns and sites of people in flight."""
    if what not in ("claims", "mentions"):
        yield from ROWS[what](handed.view)
        return
    coarse = coarse_types(handed.pack)
    for row, item in zip(ROWS[what](handed.view), getattr(handed.view, what), strict=True):
        if isinstance(item, Claim) and handed.coarse(item):
            place = handed.place(item)
            rivals = [found for found in row["conflicts"] if found["attribute"] != "place"]
            yield {**row, "title": handed.title(item), "place": place.name if place else None, "conflicts": rivals}
        elif isinstance(item, Mention) and item.type in coarse and item.place and item.place.precision not in WIDE:
            yield {**row, "place": None, "place_span": None}
        else:
            yield row


def _about(book: Workbook, handed: Handed, kinds: Sequence[str]) -> None:
    sheet = book.create_sheet("about")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100
    marking = handed.marking
    lines = [
        ("case", handed.view.title or handed.view.id),
        ("subject", handed.view.subject),
        ("may be shared", f"{marking.label}: {marking.meaning}" if marking else "not marked"),
        ("as of", handed.modified),
        ("what is hidden", "Personal data and reader comments are masked in every sheet."),
        ("dates", "as EDTF: 2016-05 is a month, 2016-05~ about then, 2016-02/2016-05 some time between."),
        ("lists", "A cell with a list holds it as JSON."),
        *((what, f"sheet of {what}") for what in kinds),
    ]
    for name, value in lines:
        sheet.append([_cell(sheet, name, bold=True), _cell(sheet, value)])


def _sheets(book: Workbook, what: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """The rows as one sheet, or as several where one cannot hold them."""
    remaining = iter(rows)
    for number in count(1):
        batch = list(islice(remaining, 1))
        if not batch and number > 1:
            return
        sheet = book.create_sheet(what if number == 1 else f"{what} {number}")
        sheet.freeze_panes = "A2"
        for at, column in enumerate(columns):
            sheet.column_dimensions[get_column_letter(at + 1)].width = _WIDE.get(column, 18)
        sheet.append([_cell(sheet, column, bold=True) for column in columns])
        links = 0
        for row in chain(batch, islice(remaining, ROWS_OF_A_SHEET - 1)):
            cells = []
            for column in columns:
                cell = _cell(sheet, row[column])
                if column == "url" and links < LINKS and isinstance(row[column], str) and safe_link(row[column]):
                    cell.hyperlink = row[column]
                    links += 1
                cells.append(cell)
            sheet.append(cells)


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """A value as a cell: lists as JSON, texts as inline strings that no spreadsheet runs."""
    if value is None:
        return WriteOnlyCell(sheet, None)
    if isinstance(value, bool | int | float):
        return WriteOnlyCell(sheet, value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
    cell = WriteOnlyCell(sheet, "")
    cell._value, cell.data_type = _text(text), "s"
    if text.lstrip().startswith(_RUNS):
        cell.style = "Normal"
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell


def _text(text: str) -> str:
    """The text as a cell may hold it: no longer than one may be, and without characters that XML has not."""
    plain = _BAD.sub("\ufffd", harmless(text.replace("\r\n", "\n").replace("\r", "\n")))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - len(CUT)] + CUT


class _Undated(ZipFile):
    """An archive whose members have no date of their own."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_member(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        member = _member(str(arcname))
        member.file_size = Path(filename).stat().st_size
        with Path(filename).open("rb") as source, self.open(member, "w") as target:
            shutil.copyfileobj(source, target)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _DAY)
    member.compress_type, member.external_attr = ZIP_DEFLATED, 0o600 << 16
    return member

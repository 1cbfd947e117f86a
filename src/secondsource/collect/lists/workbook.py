"""Timelines kept in Excel workbooks (.xlsx): every sheet whose columns tell of reports."""

from __future__ import annotations

import zipfile
from io import BytesIO
from itertools import islice
from typing import Any

import openpyxl

from ..draft import Extract
from ..errors import DamagedFile, NotATimeline
from ..unpacking import look
from .item import Found
from .timeline import read_rows

SHEETS = 50
ROWS = 200_000
COLUMNS = 500
"""How much of a workbook is looked at: a timeline kept by people has less of each."""


def extract(data: bytes, name: str) -> Extract:
    """The rows of the sheets as drafts. Raises NotATimeline, ZipBomb, HostileMarkup, PasswordNeeded or DamagedFile."""
    look(data)
    found = Found(name)
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through whatever zipfile, lxml and its own checks raise
        raise DamagedFile from error
    base, told = 0, False
    for sheet in islice(book.worksheets, SHEETS):
        try:
            rows = list(_rows(sheet))
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
            found.leave_all(
                f"{name}#{sheet.title}",
                f"The sheet “{sheet.title}” is damaged: {type(error).__name__}.",
                DamagedFile.__name__,
            )
            continue
        try:
            read_rows(found, rows, base)
            told = True
        except NotATimeline:
            pass  # a sheet of another purpose beside the timeline is nobody's mistake
        base += len(rows)
    if not told:
        raise NotATimeline
    return found.extract()


def _rows(sheet: Any) -> Any:
    return enumerate(sheet.iter_rows(values_only=True, max_row=ROWS, max_col=COLUMNS), start=1)

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from secondsource import publish
from secondsource.publish.columns import names
from secondsource.publish.exchange import sheets
from secondsource.publish.rows import ROWS
from secondsource.store.view import CaseView
from tests.publish.exchange.cases import cases, given_out, written


def read(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@settings(max_examples=15, deadline=None)
@given(cases())
def test_every_sheet_is_read_back(view: CaseView) -> None:
    book = read(written(view, "xlsx"))
    assert set(book.sheetnames) == {"about", *publish.WHAT}
    masked = given_out(view).view
    for what in publish.WHAT:
        expected = list(ROWS[what](masked))
        found = rows_of(book[what])
        assert len(found) == len(expected)
        for row, told in zip(found, expected, strict=True):
            for column in names(what):
                value = told[column]
                if isinstance(value, list | dict):
                    assert json.loads(row[column]) == value
                elif isinstance(value, str):
                    assert (row[column] or "") == value.replace("\r\n", "\n").replace("\r", "\n")
                else:
                    assert row[column] == value and type(row[column]) is type(value)


def test_nothing_is_run_and_only_the_web_is_linked(view: CaseView) -> None:
    hostile = replace(view.claims[0], title='=HYPERLINK("http://x.example")')
    data = written(replace(view, claims=(hostile,)), "xlsx")
    book = read(data)
    cell = next(cell for row in book["claims"].iter_rows() for cell in row if str(cell.value).startswith("=HYPER"))
    assert cell.data_type == "s" and cell.quotePrefix
    links = [cell.hyperlink.target for row in book["reports"].iter_rows() for cell in row if cell.hyperlink]
    assert links == ["https://harbourwire.example/dock"]
    assert {cell.data_type for row in book["claims"].iter_rows() for cell in row} <= {"s", "n", "b"}


def test_a_cell_too_long_says_that_it_was_cut(view: CaseView) -> None:
    reading = view.readings[0]
    long = replace(reading, report=replace(reading.report, text=reading.report.text + "x" * 40_000))
    (cell,) = [row["text"] for row in rows_of(read(written(replace(view, readings=(long,)), "xlsx"))["reports"])]
    assert len(cell) == sheets.LONGEST and cell.endswith(sheets.CUT)


def test_one_kind_alone(view: CaseView) -> None:
    stream = io.BytesIO()
    publish.export(view, "relays", "xlsx", stream)
    assert read(stream.getvalue()).sheetnames == ["about", "relays"]


def test_what_a_sheet_cannot_hold_goes_on_in_the_next(view: CaseView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROWS_OF_A_SHEET", 2)
    book = read(written(view, "xlsx"))
    assert [len(rows_of(book[name])) for name in ("statements", "statements 2", "statements 3")] == [2, 2, 2]
    assert "statements 4" not in book.sheetnames

"""Files of names as people keep them: what is a name, what is a head, and what cannot be told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from secondsource.cli.screen_decide import kind_of
from secondsource.cli.screen_file import BadNames, names_of_file
from secondsource.model import SecondsourceError
from secondsource.screen import Kind

from .conftest import call

TABLE = [
    ["Suppliers 2026", "", ""],
    [],
    ["No", "Company name", "Country"],
    [1, "Example Lantern Trading Co., Ltd.", "KW"],
    [2, "물결무역", ""],
    [3, "example  lantern trading co., ltd.", ""],
    ["", "", ""],
]
WANTED = ("Example Lantern Trading Co., Ltd.", "물결무역")


def names(data: bytes) -> tuple[str, ...]:
    return tuple(name for name, _, _ in names_of_file(data, kind_of).asked)


def table(mark: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(TABLE)
    return out.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_the_column_of_names_is_found_by_its_head(mark, encoding):
    read = names_of_file(table(mark).encode(encoding), kind_of)
    assert tuple(name for name, _, _ in read.asked) == WANTED
    assert read.rows == 3


def test_in_a_workbook_too():
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert names(out.getvalue()) == WANTED


def test_lines_are_names_with_what_stands_behind_tabs():
    read = names_of_file(b"Aster\tship\n\nExample Lantern Trading Co., Ltd.\nHa Ryong Sok\tperson\tminister\n", kind_of)
    assert read.asked == (
        ("Aster", Kind.SHIP, ""),
        ("Example Lantern Trading Co., Ltd.", None, ""),
        ("Ha Ryong Sok", Kind.PERSON, "minister"),
    )


def test_words_that_are_heads_elsewhere_are_no_heads_among_names():
    assert names(b"Quay Trading, Company\nHarbour Works\nName\n") == ("Quay Trading, Company", "Harbour Works", "Name")
    assert names(b"Quay Trading\tbody\nAster\tship\n") == ("Quay Trading", "Aster")


@pytest.mark.parametrize("text", ["1;Example Lantern Trading;KW\n2;Quay Shipping;PL\n", "1|Example Lantern Trading\n"])
def test_a_table_without_a_head_is_refused_since_its_rows_would_match_nothing(text):
    with pytest.raises(BadNames, match="Write “name” above that column"):
        names_of_file(text.encode(), kind_of)


def test_what_is_no_table_is_refused():
    with pytest.raises(SecondsourceError):
        names_of_file(b"PK\x03\x04 cut short", kind_of)


def test_answers_are_written_as_a_table(tmp_path: Path):
    lists = Path(__file__).parents[1] / "screen" / "lists"
    case, file = tmp_path / "case", tmp_path / "suppliers.csv"
    file.write_bytes((table(";") + "4;=HYPERLINK(1);\r\n").encode("cp949"))
    assert call("screen", "import", lists / "targets.nested.json", "--case", case).exit_code == 0
    for name in ("answers.csv", "answers.xlsx"):
        result = call("screen", "names", "--file", file, "--out", tmp_path / name, "--on", "2021-07-01", "--case", case)
        assert result.exit_code == 0, result.output
        assert "Asked: ftm:test_invented_list of 2021-07-01, and the subject pack's record." in result.stderr
        assert "3 names (1 rows repeat a name): 1 may be on a list, 2 without a match." in result.output
    rows = list(csv.DictReader((tmp_path / "answers.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["name"], row["answer"], row["on_list"]) for row in rows] == [
        (WANTED[0], "may be the same", "on it"),
        (WANTED[1], "no match", ""),
        ("'=HYPERLINK(1)", "no match", ""),
    ]
    sheet = openpyxl.load_workbook(tmp_path / "answers.xlsx").active
    assert [row[1] for row in sheet.iter_rows(values_only=True)] == [
        "answer",
        "may be the same",
        "no match",
        "no match",
    ]
    assert call("screen", "names", "Aster", "--out", tmp_path / "a.pdf", "--case", case).exit_code == 2


def test_without_a_list_it_says_that_none_was_asked(made: Path):
    result = call("screen", "names", "Example Lantern Trading", "--case", made)
    assert (result.stdout, "No list is held" in result.stderr) == ("Example Lantern Trading\n  no match\n", True)

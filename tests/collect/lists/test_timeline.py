from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.collect import errors as e
from secondsource.collect import read_capture
from secondsource.collect.lists.timeline import cell_text
from secondsource.model import RegionKind, Unreadable
from secondsource.publish.exports import _cell
from secondsource.subjects import load

PACK = load("dprk_labour")
WORDS = "A manager said that dozens of workers refused to work."


def read(text: str | bytes, name: str = "timeline.csv"):
    return read_capture(text.encode() if isinstance(text, str) else text, name, PACK)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_row_is_a_report_whatever_parts_its_cells(delimiter: str):
    head = delimiter.join(("Date", "Headline", "Source", "Link", "Quote", "Notes"))
    row = delimiter.join(
        ("2016-06-08", "Strike", "Harbour Wire", "https://harbourwire.example/1", f'"{WORDS}"', "seen by us")
    )
    (report,) = read(f"{head}\n{row}\n")
    assert (report.published.value, report.title.value, report.outlet.value) == ("2016-06-08", "Strike", "Harbour Wire")
    assert report.text == f"{WORDS}\n\nseen by us" and report.url.value == "https://harbourwire.example/1"
    assert report.label == "A row of a timeline, not the whole text of its source."
    assert [r.kind for r in report.regions] == [RegionKind.NOTE]
    assert report.name == "timeline.csv#2"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_korean_heads_in_the_encodings_of_korean_spreadsheets(encoding: str):
    table = "날짜,제목,출처,링크,내용\n2016. 6. 8.,파업,하버와이어,https://harbourwire.example/2,베사 부두 노동자 수십 명이 작업을 거부했다고 전했다.\n"
    (report,) = read(table.encode(encoding))
    assert (report.published.value, report.title.value, report.outlet.value) == ("2016-06-08", "파업", "하버와이어")
    assert report.text.startswith("베사 부두") and report.language.value == "ko"


def test_titles_above_the_heads_and_empty_rows_are_passed_over():
    found = read(f"Timeline of Vessa,,\n,,\nDate,Event,Source\n2016,{WORDS},Wire\n,,\n2017,They were paid,Wire\n")
    assert [report.text for report in found] == [WORDS, "They were paid"]


def test_years_months_and_days_in_columns_of_their_own():
    found = read(f"Year,Month,Day,Headline,Text\n2016,6,8,A,{WORDS}\n2016,6,,B,{WORDS}\n2016,,,C,{WORDS}\n")
    assert [report.published.value for report in found] == ["2016-06-08", "2016-06", "2016"]


def test_a_day_that_could_be_two_is_left_out_unless_the_table_tells():
    (report,) = read(f"date,text\n3/4/2016,{WORDS}\n")
    assert report.published is None and "“3/4/2016”" in report.note
    assert [r.published.value for r in read(f"date,text\n3/4/2016,{WORDS}\n25/4/2016,{WORDS}\n")] == [
        "2016-04-03",
        "2016-04-25",
    ]
    assert [r.published.value for r in read(f"date,text\n3/4/2016,{WORDS}\n4/25/2016,{WORDS}\n")] == [
        "2016-03-04",
        "2016-04-25",
    ]
    mixed = read(f"date,text\n3/4/2016,{WORDS}\n25/4/2016,{WORDS}\n4/25/2016,{WORDS}\n")
    assert [r.published for r in mixed] == [None, None, None]


def test_a_row_with_nothing_but_a_title_is_set_aside():
    found = read(f"date,title,text\n2016,Only a title,\n2016,Told,{WORDS}\n")
    assert len(found) == 1 and "“Only a title” has no words" in found.set_aside[0].reason


def test_a_table_of_something_else_says_what_is_wanted():
    with pytest.raises(e.NotATimeline, match="Name them in its first row"):
        read("name,height,weight\na,1,2\n")
    with pytest.raises(e.NotATimeline):
        read("\n".join(",".join(map(str, range(500))) for _ in range(40)))


def test_five_hundred_columns_and_rows_of_any_length():
    head = ",".join(["date", "text", *(f"x{n}" for n in range(498))])
    found = read(f"{head}\n2016,{WORDS}\n2017,{WORDS},{',' * 900}\n2018\n")
    assert [report.published.value for report in found] == ["2016", "2017"]


def test_a_cell_too_long_for_a_report_is_set_aside_and_the_rest_is_read():
    found = read(f'date,text\n2016,"{WORDS * 40_000}"\n2017,{WORDS}\n')
    assert [report.text for report in found] == [WORDS]
    assert [a.error for a in found.set_aside] == ["TooLong"]


def test_heads_without_rows_are_said_to_be_so():
    with pytest.raises(e.NotATimeline, match="no rows"):
        read("date,text\n")


def test_a_quote_mark_that_never_closes_takes_the_rest_as_one_cell():
    (report,) = read(f'date,text\n2016,{WORDS}\n2017,"never closed\n2018,{WORDS}\n').reports[:1]
    assert report.text == WORDS


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
    | st.sampled_from(["=1+1", "'=1", "-5", "@x", "''=x", "'", "+"])
)
def test_what_our_own_table_defuses_is_as_it_was(text: str):
    assert cell_text(_cell(text)) == text


def workbook(*rows: tuple[object, ...], title: str = "Timeline", beside: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if beside:
        book.create_sheet("Key").append(("colour", "meaning"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_sheet_by_sheet():
    data = workbook(
        ("Date", "Title", "Source", "Text"),
        (datetime(2016, 6, 8), "Strike", "Harbour Wire", WORDS),
        (2016, "B", None, WORDS),
        beside=True,
    )
    found = read(data, "t.xlsx")
    assert [report.published.value for report in found] == ["2016-06-08", "2016"]
    assert found[0].outlet.value == "Harbour Wire" and found.set_aside == ()


def test_workbooks_that_are_none():
    with pytest.raises(e.NotATimeline):
        read(workbook(("a", "b"), (1, 2)), "t.xlsx")
    whole = workbook(("Date", "Text"), ("2016", WORDS))
    with pytest.raises(Unreadable):
        read(whole[: len(whole) // 2], "t.xlsx")
    hostile = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as good, zipfile.ZipFile(hostile, "w") as bad:
        for name in good.namelist():
            text = good.read(name)
            bad.writestr(name, b'<!DOCTYPE x [<!ENTITY a "b">]>' + text if name.endswith("sheet1.xml") else text)
    with pytest.raises(e.HostileMarkup):
        read(hostile.getvalue(), "t.xlsx")

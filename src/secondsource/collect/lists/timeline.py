"""Timelines kept as tables: CSV with any usual delimiter, or the sheets of an Excel workbook. A row with words of its own is a report.

The heads of the columns may be English or Korean; what they may be called stands in `HEADS`. Columns of other names are left alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

from ...model import RegionKind
from ..draft import Extract
from ..encoding import decode
from ..errors import NotATimeline
from .item import Found, Part, date_of

HEADS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full text", "본문", "내용", "기사", "전문"),
    "quote": ("quote", "quotation", "excerpt", "extract", "quoted", "인용", "인용문", "발췌", "발언"),
    "summary": ("summary", "description", "details", "event", "abstract", "what happened", "요약", "설명", "사건", "사건 내용", "개요"),
    "note": ("note", "notes", "remark", "remarks", "비고", "메모", "주석"),
    "published": (
        "date", "published", "publication date", "date published", "published at", "pub date", "day published", "날짜", "일자", "일시", "보도일",
        "보도일자", "게재일", "발행일", "기사일자",
    ),
    "title": ("title", "headline", "heading", "제목", "표제", "기사 제목", "헤드라인"),
    "outlet": ("source", "outlet", "publisher", "publication", "medium", "newspaper", "agency", "출처", "매체", "언론사", "신문사", "매체명"),
    "url": ("url", "link", "address", "source url", "web address", "href", "링크", "주소", "웹주소", "원문", "원문 링크"),
    "byline": ("byline", "author", "authors", "reporter", "기자", "글쓴이", "작성자"),
    "language": ("language", "lang", "언어"),
    "label": ("label", "라벨"),
    "name": ("report", "id", "name", "번호"),
    "year": ("year", "연도", "년"), "month": ("month", "월"), "day": ("day", "일"),
}  # fmt: skip
"""What a column may be called, in small letters, signs made spaces; the first of a row that fits is taken."""
_WORDS = ("text", "quote", "summary")
_TELLING = ("published", "outlet", "url", "title", "year")
"""One of these must stand beside the words: else it is a table of something else."""
_LABEL = "A row of a timeline, not the whole text of its source."
_LONGEST_CELL = 100_000_000
"""Characters of a cell, as many as a file may have: one too long is set aside like any report, and the table goes on."""
_DEEPEST_HEAD = 15
"""Rows in which the heads of the columns are looked for: above them stand titles and notes."""
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


def extract(data: bytes, name: str) -> Extract:
    """The rows of a CSV file as drafts. Raises NotATimeline, NotText or UnknownEncoding."""
    decoded = decode(data)
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    best: tuple[int, str] = (0, ",")
    for delimiter in ",;\t|":
        known = max((len(_heads(row)) for _, row in islice(_rows(decoded.text, delimiter), _DEEPEST_HEAD)), default=0)
        best = max(best, (known, delimiter), key=lambda pair: pair[0])
    found = Found(name, decoded.note)
    read_rows(found, _rows(decoded.text, best[1]))
    return found.extract()


def read_rows(found: Found, rows: Iterable[tuple[int, Sequence[Any]]], base: int = 0) -> int:
    """Take the rows of one table in; how many rows it had.

    Args:
        found: what gathers the drafts.
        rows: the cells of each row, with its number from 1.
        base: how many rows of the file stand in tables before this one.

    Raises:
        NotATimeline: if none of the first rows names a column of words.
    """
    remaining = iter(rows)
    heads: dict[str, list[int]] = {}
    row: Sequence[Any] = ()
    for _, row in islice(remaining, _DEEPEST_HEAD):
        heads = _heads(row)
        if any(name in heads for name in _WORDS) and any(name in heads for name in _TELLING):
            break
    else:
        raise NotATimeline
    ours = any(str(cell) == "published_how" for cell in row)
    kept = [(number, list(row)) for number, row in remaining]
    if not kept:
        raise NotATimeline("The table has heads but no rows. Check that the whole of it was saved.")
    order = _day_first(
        str(row[heads["published"][0]])
        for _, row in kept
        if heads.get("published") and heads["published"][0] < len(row)
    )
    for number, row in kept:
        if any(str(cell).strip() for cell in row if cell is not None):
            _row(found, base + number - 1, _Row(row, heads), order, ours)
    return kept[-1][0] if kept else 0


class _Row:
    """The cells of a row by what their columns hold."""

    def __init__(self, cells: Sequence[Any], heads: dict[str, list[int]]) -> None:
        self._cells, self._heads = cells, heads

    def __call__(self, name: str) -> str:
        """The first cell of that kind that holds anything, as text."""
        for at in self._heads.get(name, ()):
            if at < len(self._cells) and (text := cell_text(self._cells[at])).strip():
                return text
        return ""


def _row(found: Found, at: int, row: _Row, day_first: bool | None, ours: bool) -> None:
    parts: list[Part] = []
    words = next((words for name in _WORDS if (words := row(name))), "")
    parts += [(paragraph, None, None) for paragraph in re.split(r"\n\s*\n", words)]
    if not ours and words:
        parts += [(paragraph, RegionKind.NOTE, None) for paragraph in re.split(r"\n\s*\n", row("note"))]
    told, date = _date(row, day_first)
    given = {
        field: (row(field), f"the column “{field}” of the table")
        for field in ("title", "outlet", "url", "byline", "language")
        if row(field)
    }
    if date:
        given["published"] = (date, "the date of the row" if date == told else f"the date of the row, there “{told}”")
    notes = [f"The date “{told[:40]}” of the row could not be told and was left out."] if told and not date else []
    if ours and row("note"):
        notes.append(row("note"))
    label = row("label") or (None if ours else _LABEL)
    if not found.add(at, parts, name=row("name"), given=given, label=label, notes=notes):
        called = row("title") or row("url") or "without a title"
        found.leave(
            at,
            f"The row “{called[:80]}” has no words besides its title. Add what the source says, or the publication itself.",
        )


def _date(row: _Row, day_first: bool | None) -> tuple[str, str | None]:
    """The date of a row as it stands there, and as EDTF; None if it is no date, or one that could be two."""
    text = " ".join(row("published").split())
    if not text and row("year"):
        pieces = [row("year").strip(), row("month").strip(), row("day").strip()]
        numbers = [piece for piece in pieces if piece.isdecimal()]
        text = "-".join(piece.zfill(4 if at == 0 else 2) for at, piece in enumerate(numbers))
    if match := _SLASHED.fullmatch(text):
        if day_first is None:
            return text, None
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        return text, date_of(f"{match[3]}-{month.zfill(2)}-{day.zfill(2)}")
    return text, date_of(text) if text else None


def _day_first(dates: Iterable[str]) -> bool | None:
    """Whether `3/4/2016` is 3 April in this table: some other row must say so. None if none does, or if they disagree."""
    said: set[bool] = set()
    for text in dates:
        if match := _SLASHED.fullmatch(text.strip()):
            if int(match[1]) > 12:
                said.add(True)
            if int(match[2]) > 12:
                said.add(False)
    return said.pop() if len(said) == 1 else None


def cell_text(value: Any) -> str:
    """A cell as text: what a spreadsheet would run comes without the sign that kept it from doing so; a day without a time is that day."""
    if value is None:
        return ""
    if hasattr(value, "isoformat"):
        text = str(value.isoformat())
        return text.removesuffix("T00:00:00")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return text[1:] if re.match(r"'+[=+\-@\t\r]", text) else text


def _heads(row: Sequence[Any]) -> dict[str, list[int]]:
    """The columns that the heads name, by what they hold; of several for one, in the order of `HEADS`."""
    named: dict[str, int] = {}
    for at, cell in enumerate(row):
        head = (
            " ".join(re.sub(r"[^\w]+|_", " ", str(cell).casefold()).split())
            if cell is not None and len(str(cell)) < 60
            else ""
        )
        if head:
            named.setdefault(head, at)
    found = {name: [named[head] for head in heads if head in named] for name, heads in HEADS.items()}
    return {name: columns for name, columns in found.items() if columns}


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the text, numbered from 1; where the quoting breaks, the rest is split at its line ends."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise NotATimeline(
            f"The table breaks off at line {reader.line_num} ({error}). Mend it there, or save it anew from the spreadsheet."
        ) from error

"""What of a page is its words: by them it is told whether it says something else now, or the same in other bytes."""

from __future__ import annotations

import re

from secondsource.model import Report, Unreadable, digest_of
from secondsource.pipeline import confined
from secondsource.subjects import Subject

UNREAD = "-"
"""Stands for the words of a page that cannot be read. It is kept once, however its bytes change."""
_SHORT = 40
"""Characters below which a line without an end of a sentence is furniture: counters, buttons, “5 minutes ago”."""
_ENDS = re.compile(r"[.!?。！？…][\"'”’)\]]*$")


def words_digest(data: bytes, name: str, pack: Subject) -> str:
    """A digest of what the reports in these bytes say; that of two pages is the same if only advertising, counters, tokens or the order of blocks differ.

    Args:
        data: the bytes as they are taken into the case.
        name: as they are called there.
        pack: the subject pack.
    """
    try:
        found = confined.read_capture(data, name, pack)
    except Unreadable:
        return UNREAD
    return digest_of("\n".join(line for report in found for line in _lines(report)).encode())


def _lines(report: Report) -> list[str]:
    body = "\n".join(span.of(report.text) for span in report.body())
    lines = {" ".join(line.split()) for line in body.split("\n")}
    said = sorted(line for line in lines if len(line) >= _SHORT or _ENDS.search(line))
    title = " ".join(report.title.value.split()) if report.title else ""
    # A page of short lines only (a list, a table) is all that it says.
    return [title, *(said or sorted(lines))]

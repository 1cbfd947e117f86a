"""The names that stand under a report: its byline, its last line, the line below a letter's closing words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..model import Report
from ..subjects import Subject
from ..subjects.names import folded

_LONGEST = 80
"""Letters of a line that may be a signature."""


@lru_cache(maxsize=8)
def _closing(pack: Subject) -> re.Pattern[str]:
    closings = sorted(map(re.escape, pack.naming.get("closings", ())), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(closings) or '(?!)'}),?\s+(?P<name>\S.*)", re.IGNORECASE)


def signatures(report: Report, pack: Subject) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every name that a report may be signed with, folded; and of these the names of writers, without titles, that a byline or closing words give."""
    lines = [line.strip() for span in report.body() for line in span.of(report.text).splitlines() if line.strip()]
    writers = list(_writers(report, lines, _closing(pack)))
    parts = [part for line in lines[-1:] if len(line) < _LONGEST for part in (line, line.split(",")[-1])]
    names = (folded(name) for name in (*writers, *parts))
    return _once(names), _once(bare(name, pack) for name in writers)


def bare(name: str, pack: Subject) -> str:
    """A name folded, without titles before and after it."""
    titles = pack.naming.get("titles", ())
    words = folded(name).split()
    while len(words) > 1 and words[0].rstrip(".") in titles:
        words = words[1:]
    while len(words) > 1 and words[-1] in titles:
        words = words[:-1]
    return " ".join(words)


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _writers(report: Report, lines: list[str], closing: re.Pattern[str]) -> Iterator[str]:
    if report.byline:
        yield report.byline.value
    for at, line in enumerate(lines):
        if len(line) >= _LONGEST:
            continue
        if found := closing.fullmatch(line):
            yield found["name"]
        elif at + 1 < len(lines) and closing.fullmatch(f"{line} x"):
            yield lines[at + 1]

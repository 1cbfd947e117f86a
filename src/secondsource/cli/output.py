"""Tables, lines and progress: rich on a terminal, plain everywhere else; document text never acts on the terminal."""

from __future__ import annotations

import json
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from secondsource.model.acting import SIGN, escaped, harmless

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from secondsource.model import SetAside
    from secondsource.pipeline import Progress
    from secondsource.store import CaseView

_SHOW_AFTER = 1.0
"""Seconds before a bar is drawn: what is done sooner needs none."""
_LINE_EVERY = 30.0
"""Seconds between lines of progress where there is no terminal."""
_WIDE = 110
"""Columns of characters from which a terminal has room for everything."""


def printable(text: object) -> str:
    """The text on one line, without characters that would move the cursor, change colours or turn the direction of reading."""
    return harmless(" ".join(str(text).split()))


def _still(text: str) -> str:
    """The text, its lines kept, without what would write over them."""
    return harmless(text).replace("\r", SIGN)


def line(text: str = "") -> None:
    """One line on standard output."""
    print(_still(text))


def wrapped(text: str) -> None:
    """One line on standard output; on a terminal broken at its width, further lines as far in as the first and two more."""
    text = _still(text)
    if not sys.stdout.isatty() or len(text) <= (width := shutil.get_terminal_size().columns):
        print(text)
        return
    inner = " " * (len(text) - len(text.lstrip()) + 2)
    print(textwrap.fill(text, max(width, 40), subsequent_indent=inner, break_on_hyphens=False))


def markdown(text: str) -> None:
    """Markdown on standard output: set on a terminal, as it is elsewhere. Words of documents in it cannot act on the terminal."""
    clean = _still(text)
    if not sys.stdout.isatty():
        print(clean)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(clean, hyperlinks=False))


def note(text: str) -> None:
    """One line on standard error: for people, not for pipes."""
    print(_still(text), file=sys.stderr)


def note_aside(items: Iterable[SetAside]) -> None:
    """One line on standard error for each document, or part of one, that could not be read."""
    for item in items:
        note(f"set aside: {printable(item.name)}: {printable(item.reason)}")


def drop() -> None:
    """Sends what still waits for standard output nowhere: the interpreter would try once more on its way out, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def json_lines(records: Iterable[Mapping[str, Any]]) -> None:
    """Each record as one line of JSON."""
    for record in records:
        print(escaped(json.dumps(record, ensure_ascii=False)))


def rows_of(view: CaseView, what: str) -> Iterator[dict[str, Any]]:
    """Records of a case exactly as `export --what` writes them, personal data masked."""
    from secondsource.publish import masked_view
    from secondsource.publish.rows import ROWS

    yield from ROWS[what](masked_view(view))


def table(
    columns: Sequence[str], rows: Sequence[Sequence[object]], *, wraps: Sequence[str] = (), spare: Sequence[str] = ()
) -> None:
    """A table; where there is no terminal, one line a row with tabs between, headed by the names of the columns.

    Args:
        columns: their names.
        rows: cells in the order of the columns.
        wraps: the columns that give way when the terminal is narrow; all others stand on one line.
        spare: the columns that a narrow terminal does without.
    """
    if not sys.stdout.isatty():
        line("\t".join(columns))
        for row in rows:
            line("\t".join(printable(cell) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    kept = [at for at, column in enumerate(columns) if column not in spare or console.width >= _WIDE]
    drawn = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1, 0, 0))
    for at in kept:
        drawn.add_column(columns[at], overflow="fold", no_wrap=columns[at] not in wraps)
    for row in rows:
        drawn.add_row(*(Text(printable(row[at])) for at in kept))
    console.print(drawn)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Progress]:
    """A function that tells of progress: a bar with an estimate on a terminal, else a line now and then; silence if quiet."""
    if quiet:
        yield lambda _stage, _done, _total: None
    elif sys.stderr.isatty():
        bars = _Bars()
        try:
            yield bars
        finally:
            bars.close()
    else:
        yield _Lines()


class _Bars:
    def __init__(self) -> None:
        self._start = time.monotonic()
        self._drawn: RichProgress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._drawn is None:
            if time.monotonic() - self._start < _SHOW_AFTER:
                return
            self._drawn = self._draw()
        if stage not in self._tasks:
            self._tasks[stage] = self._drawn.add_task(stage, total=total)
        self._drawn.update(self._tasks[stage], completed=done, total=total)

    def _draw(self) -> RichProgress:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        drawn = Progress(
            TextColumn("{task.description:>9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        drawn.start()
        return drawn

    def close(self) -> None:
        if self._drawn is not None:
            self._drawn.stop()


class _Lines:
    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _LINE_EVERY:
            self._last = now
            note(f"{stage}: {done} of {total}")

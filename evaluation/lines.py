"""JSON lines in and out, one at a time, so that a data set of any size fits."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def note(message: str) -> None:
    """A line for the person at the terminal; never mixed into the output."""
    print(message, file=sys.stderr, flush=True)


def read(path: str) -> Iterator[Row]:
    """The objects of a file (`-`: standard input). A line that is not an object is reported and left out."""
    with nullcontext(sys.stdin) if path == "-" else Path(path).open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                note(f"line {number} left out: not JSON ({error})")
                continue
            if isinstance(row, dict):
                yield row
            else:
                note(f"line {number} left out: an object was expected")


def write(path: str, rows: Iterable[Row]) -> int:
    """Write each row as it comes (`-`: standard output) and return how many there were."""
    if path != "-":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with nullcontext(sys.stdout) if path == "-" else Path(path).open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count

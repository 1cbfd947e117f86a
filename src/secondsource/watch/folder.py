"""A watched folder: documents that are new or changed since it was last looked at, those still being written left for later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from secondsource.collect import Entry, walk
from secondsource.model import digest_of

SETTLED = 5.0
"""Seconds that a file must have been left alone: one that is being copied is not whole yet."""
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a folder found: the files to take, and the mark that says which are known."""

    paths: tuple[Path, ...]
    mark: str


def look(folder: Path, mark: str, now: datetime) -> Looked:
    """The files of a folder that are not as they were.

    Args:
        folder: where to look.
        mark: what the last look gave; empty if there was none.
        now: the present.

    Raises:
        OSError: if the folder is not there or may not be read.
    """
    next(folder.iterdir(), None)
    known: dict[str, str] = json.loads(mark) if mark else {}
    seen: dict[str, str] = {}
    paths = []
    for path, print_, age in _files(folder, now):
        key = digest_of(str(path).encode("utf-8", "surrogateescape"))[:16]
        if known.get(key) == print_:
            seen[key] = print_
        elif age >= SETTLED and len(seen) < _MOST:
            seen[key] = print_
            paths.append(path)
    return Looked(tuple(paths), json.dumps(seen, separators=(",", ":")))


def _files(folder: Path, now: datetime) -> Iterator[tuple[Path, str, float]]:
    for item in walk([folder]):
        if isinstance(item, Entry):
            try:
                status = item.path.stat()
            except OSError:
                continue
            yield item.path, f"{status.st_size}-{status.st_mtime_ns}", now.timestamp() - status.st_mtime

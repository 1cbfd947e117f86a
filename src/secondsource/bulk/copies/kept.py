"""What a step leaves on disk is there whole or not at all: it is written beside its place and then put there."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secondsource.store.situations import situations


@contextmanager
def whole(place: Path) -> Iterator[Path]:
    """A place to write a file or a folder at; what is written takes its own place when the block ends well.

    If two workers make the same thing at once, the first stays.

    Raises:
        NoRoom, ReadOnly: if the disk refuses; nothing is left of it then.
    """
    beside = place.with_name(f".{place.name}.{uuid.uuid4().hex}")
    try:
        with situations(place.parent):
            place.parent.mkdir(parents=True, exist_ok=True)
            yield beside
            for path in (beside, *beside.rglob("*")) if beside.is_dir() else (beside,):
                _settle(path)
            _put(beside, place)
            _settle(place.parent)
    finally:
        if beside.is_dir():
            shutil.rmtree(beside, ignore_errors=True)
        else:
            beside.unlink(missing_ok=True)


def _put(beside: Path, place: Path) -> None:
    try:
        beside.replace(place)
    except OSError:
        # a folder takes no other's place
        if not place.is_dir():
            raise


def _settle(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

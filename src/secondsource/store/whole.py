"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put_whole(target: Path, data: bytes, *, prefix: str, mode: int = 0o600) -> None:
    """Writes the bytes beside the target and puts them under its name only when all of them are safely on disk.

    Args:
        target: the file's path; its folder is there.
        data: what the file shall hold.
        prefix: what the unfinished file's name begins with, by which whoever tidies up knows it.
        mode: the file's permissions.

    Raises:
        OSError: if the system refuses; what stood there before is then still there.
    """
    handle, name = tempfile.mkstemp(prefix=prefix, dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(mode)
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Makes a rename in the folder survive a power cut, where the system can."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Which document a worker has in hand: written down before it begins, so that it is known whatever becomes of the worker."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

_SIZE = 1024


@dataclass(frozen=True, slots=True)
class InHand:
    """The document that was begun last: its number, name and address, and when it was begun (seconds since 1970)."""

    number: int
    name: str
    address: str
    since: float


class Journal:
    """The journal of one task.

    Args:
        path: its file; the folder is there.
    """

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)

    def note(self, number: int, name: str, address: str) -> None:
        """A document is begun. One write of the same length: it is there whole, or what stood there before."""
        said = json.dumps([number, name[:200], address[:300], time.time()])
        data = said.encode("utf-8", "surrogatepass")
        if len(data) > _SIZE:
            data = json.dumps([number, "", "", time.time()]).encode()
        os.pwrite(self._handle, data.ljust(_SIZE), 0)

    def close(self) -> None:
        """Nothing more is written."""
        os.close(self._handle)


def last(path: Path) -> InHand | None:
    """What was noted last; None if nothing was."""
    try:
        number, name, address, since = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return InHand(int(number), str(name), str(address), float(since))

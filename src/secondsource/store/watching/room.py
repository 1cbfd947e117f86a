"""What the parts of what is watched ask of it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Connection


class Room(Protocol):
    """Something that reads and writes the tables of `watch.db`."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one moment."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that changes all it says or nothing."""

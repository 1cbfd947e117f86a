"""Original bytes on disk, named by their SHA-256, written once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from secondsource.model import digest_of

from .errors import LostCapture
from .situations import situations
from .whole import put_whole

_UNFINISHED = ".part-"
_PIECE = 1 << 20


class Archive:
    """The folder `captures/` of a case: `captures/ab/abcdef...`, read-only files.

    Args:
        folder: the folder itself.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def address(self) -> str:
        """Where it is, for sentences."""
        return str(self.folder)

    def path(self, digest: str) -> Path:
        """Where the bytes of that digest are or would be."""
        return self.folder / digest[:2] / digest

    def holds(self, digest: str, size: int) -> bool:
        """Whether a file of that name and size is there; its bytes are not looked at."""
        path = self.path(digest)
        return path.is_file() and path.stat().st_size == size

    def put(self, data: bytes) -> str:
        """Keeps the bytes and gives their digest; bytes that are there already are left alone, damaged ones mended.

        They stand under their name only when all of them are safely on disk, so a crash leaves nothing half-written.

        Raises:
            NoRoom: if the disk is full.
            ReadOnly: if the folder cannot be written to.
        """
        digest = digest_of(data)
        target = self.path(digest)
        with situations(self.folder):
            if self.holds(digest, len(data)) and digest_of(target.read_bytes()) == digest:
                return digest
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            put_whole(target, data, prefix=_UNFINISHED, mode=0o400)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of that digest, checked against it.

        Raises:
            LostCapture: if they are missing or no longer the same.
        """
        path = self.path(digest)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise LostCapture(f"The capture {digest} is missing. Restore {path.name} from a backup.") from error
        if digest_of(data) != digest:
            raise LostCapture(f"The capture {digest} has changed on disk. Restore {path.name} from a backup.")
        return data

    def opened(self, digest: str) -> BinaryIO:
        """The bytes as they lie there, unchecked, to be read piece by piece and closed. Raises OSError if they cannot be read."""
        return self.path(digest).open("rb")

    def digests(self) -> Iterator[str]:
        """The names of all captures on disk, sorted."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith(_UNFINISHED):
                yield path.name

    def sweep(self) -> int:
        """Removes what writers that were killed left unfinished; how many. Only for whoever holds the case's lock."""
        stale = sorted(self.folder.glob(f"??/{_UNFINISHED}*"))
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def remove(self, digest: str) -> None:
        """Takes the bytes away, whatever they are; nothing happens if there are none."""
        with situations(self.folder):
            self.path(digest).unlink(missing_ok=True)


def hashed(stream: BinaryIO) -> tuple[str, int]:
    """SHA-256 and number of the bytes that a stream still gives, read in pieces of a megabyte.

    >>> from io import BytesIO
    >>> hashed(BytesIO(b"forty"))[1]
    5
    """
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size

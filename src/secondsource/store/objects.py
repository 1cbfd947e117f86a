"""Original bytes in an object store, named as in the folder `captures/`: `PREFIX/ab/abcdef...`.

A store shows an object when all of its bytes have come, and never before; so what a killed writer left is nowhere to be seen.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO, cast

from secondsource.model import digest_of

from .errors import LostCapture
from .stores import connected, of_store

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem


class ObjectArchive:
    """The captures of a case in an object store.

    Args:
        address: `s3://BUCKET/PREFIX`. It is connected to when something is first asked of it.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._root = address.partition("://")[2]
        self._files: AbstractFileSystem | None = None
        self._opening = Lock()
        self._sizes: dict[str, dict[str, int]] = {}

    def path(self, digest: str) -> str:
        """The key of that digest, bucket first."""
        return f"{self._root}/{digest[:2]}/{digest}"

    def holds(self, digest: str, size: int) -> bool:
        """Whether an object of that name and size was there when this run first looked among its neighbours.

        One list is asked for each two digits, not one question for each capture.
        """
        if digest[:2] not in self._sizes:
            self._sizes[digest[:2]] = self._listed(digest[:2])
        return self._sizes[digest[:2]].get(digest) == size

    def put(self, data: bytes) -> str:
        """Keeps the bytes and gives their digest. What is there already is written once more: to ask for it would cost as much, and so it is mended.

        Raises:
            StoreAway, StoreDenied, NoBucket, StoreFailed: if the store does not take them; nothing is then half there.
        """
        digest = digest_of(data)
        with self._asking() as files:
            files.pipe_file(self.path(digest), data)
        self._sizes.get(digest[:2], {})[digest] = len(data)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of that digest, checked against it.

        Raises:
            LostCapture: if they are missing or no longer the same.
            StoreAway, StoreDenied, NoBucket, StoreFailed: if the store does not give them.
        """
        with self._asking() as files:
            try:
                data = cast(bytes, files.cat_file(self.path(digest)))
            except FileNotFoundError as error:
                self._bucket(files)
                raise LostCapture(
                    f"The capture {digest} is missing in {self.address}. Restore it from a backup."
                ) from error
        if digest_of(data) != digest:
            raise LostCapture(f"The capture {digest} has changed in {self.address}. Restore it from a backup.")
        return data

    def opened(self, digest: str) -> BinaryIO:
        """The bytes as they lie there, unchecked, to be read piece by piece and closed.

        Raises:
            FileNotFoundError: if there are none.
            StoreAway, StoreDenied, NoBucket, StoreFailed: if the store does not give them.
        """
        with self._asking() as files:
            try:
                stream = files.open(self.path(digest), "rb", seekable=False)
            except FileNotFoundError as error:
                self._bucket(files)
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from error
        return cast(BinaryIO, _Told(stream, self.address))

    def digests(self) -> Iterator[str]:
        """The names of all captures there, sorted; at no time more than those that begin alike are held."""
        with self._asking() as files:
            self._bucket(files)
            try:
                found = files.ls(self._root, detail=True)
            except FileNotFoundError:
                return
        for name in sorted(entry["name"].rstrip("/").rsplit("/", 1)[-1] for entry in found):
            if len(name) == 2:
                yield from sorted(self._listed(name))

    def sweep(self) -> int:
        """Nothing unfinished can be seen in a store. What was found there before is asked anew from now on."""
        self._sizes.clear()
        return 0

    def remove(self, digest: str) -> None:
        """Takes the bytes away, whatever they are; nothing happens if there are none."""
        with self._asking() as files:
            try:
                files.rm_file(self.path(digest))
            except FileNotFoundError:
                self._bucket(files)
        self._sizes.get(digest[:2], {}).pop(digest, None)

    def _listed(self, digits: str) -> dict[str, int]:
        """Sizes by name of the captures whose digest begins so."""
        with self._asking() as files:
            try:
                found = files.ls(f"{self._root}/{digits}", detail=True)
            except FileNotFoundError:
                return {}
        return {entry["name"].rsplit("/", 1)[-1]: entry["size"] for entry in found if entry["type"] == "file"}

    def _bucket(self, files: AbstractFileSystem) -> None:
        """Asks for the bucket by itself: a store says of an object in none only that there is no such object."""
        bucket = self._root.partition("/")[0]
        if self.address.startswith("s3://") and not files.exists(bucket):
            raise OSError("NO_SUCH_BUCKET")

    @contextmanager
    def _asking(self) -> Iterator[AbstractFileSystem]:
        with of_store(self.address):
            with self._opening:
                if self._files is None:
                    self._files = connected(self.address)
            yield self._files


class _Told:
    """A stream whose errors are those of the store."""

    def __init__(self, stream: BinaryIO, address: str) -> None:
        self._stream, self._address = stream, address

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or all that are left."""
        with of_store(self._address):
            return self._stream.read(size) if size >= 0 else self._stream.read()

    def close(self) -> None:
        """Lets go of the stream."""
        self._stream.close()

    def __enter__(self) -> _Told:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

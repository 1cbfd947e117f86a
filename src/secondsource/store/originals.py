"""The original bytes of a case, wherever they lie: in its folder, in another one, or in an object store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urlsplit

from .archive import Archive
from .errors import BadAddress

FOLDER = "captures"
"""What the folder inside the case is called, and how it is named as an address."""


class Originals(Protocol):
    """What everything that keeps captures can do. Bytes are named by their SHA-256 and never changed."""

    @property
    def address(self) -> str:
        """Where it is, for sentences; no key or password is in it."""

    def holds(self, digest: str, size: int) -> bool:
        """Whether bytes of that name and size are there; they are not looked at."""

    def put(self, data: bytes) -> str:
        """Keeps the bytes and gives their digest; damaged ones are mended. They are there whole or not at all."""

    def get(self, digest: str) -> bytes:
        """The bytes of that digest, checked against it. Raises LostCapture if they are missing or no longer the same."""

    def opened(self, digest: str) -> BinaryIO:
        """The bytes as they lie there, unchecked, to be read piece by piece and closed. Raises OSError if they cannot be read."""

    def digests(self) -> Iterator[str]:
        """The names of all captures there, sorted."""

    def sweep(self) -> int:
        """Removes what writers that were killed left unfinished; how many. Only for whoever holds the case's lock."""

    def remove(self, digest: str) -> None:
        """Takes the bytes away, whatever they are; nothing happens if there are none."""


def originals(folder: Path, address: str = "") -> Originals:
    """The captures of the case in a folder. Nothing is opened or asked for yet.

    Args:
        folder: the case's folder.
        address: what `case.toml` says: nothing or `captures` for the folder of that name, `file:///PATH` for another one, `s3://BUCKET/PREFIX`.

    Raises:
        BadAddress: if it is none of these, or says a key or a password.
    """
    if address in ("", FOLDER):
        return Archive(folder / FOLDER)
    parts = urlsplit(address)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise BadAddress(
            "The address of the captures holds more than a place. Write s3://BUCKET/PREFIX; keys and endpoint belong into the environment "
            "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL)."
        )
    if parts.scheme == "file" and not parts.netloc and parts.path.strip("/"):
        return Archive(Path(unquote(parts.path)))
    if parts.scheme in ("s3", "memory") and parts.netloc:
        from .objects import ObjectArchive

        return ObjectArchive(f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/"))
    raise BadAddress

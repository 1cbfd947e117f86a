"""Lists of names as they were fetched, each as of a day: the folder `lists/` of a case.

The original bytes stand under their SHA-256, as captures do, and beside them one small file for each list: which list, of which day, of which files.
That file is named by the digest of its own bytes, so neither a byte of a list nor its day can be changed unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from secondsource.model import BrokenCase, digest_of
from secondsource.model.codec import decode, encode

from .archive import Archive
from .situations import situations
from .whole import put_whole

_PREFIX = ".list-"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """One file of a list: its name as it was given, without folders, and its bytes by digest and size."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldList:
    """A list as of a day.

    Args:
        list: which list: `un`, `ofac`, `ftm:<dataset>`.
        publisher: who gives it out.
        as_of: ISO day.
        how: how the day is known: `stated` by the file, or `given` by whoever took it in.
        files: its files in the order of their names.
        entries: how many entries could be read when it was taken in.
        aside: how many could not.
        at: ISO 8601 instant in UTC at which it was taken in.
        tool: name and version of the program.
        id: the first 12 digits of the SHA-256 of all of this; empty until it is kept.
    """

    list: str
    publisher: str
    as_of: str
    how: str
    files: tuple[HeldFile, ...]
    entries: int
    aside: int
    at: str
    tool: str
    id: str = ""


class Lists:
    """The lists of a case.

    Args:
        folder: the folder `lists/` of the case; it is made with the first list.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archive = Archive(folder)

    def put(self, about: HeldList, contents: dict[str, bytes]) -> tuple[HeldList, bool]:
        """Keeps a list; gives it with its id, and whether it is new. The same files as of the same day are kept once.

        Args:
            about: what is known of it, without id and files.
            contents: the bytes of its files by name.

        Raises:
            NoRoom, ReadOnly: if the disk does not take it; nothing is then half-written.
        """
        files = tuple(
            HeldFile(name=name, digest=digest_of(data), size=len(data)) for name, data in sorted(contents.items())
        )
        for known in self.all():
            if (known.list, known.as_of, {f.digest for f in known.files}) == (
                about.list,
                about.as_of,
                {f.digest for f in files},
            ):
                return known, False
        with situations(self.folder):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for data in contents.values():
            self.archive.put(data)
        body = encode(replace(about, files=files, id=""))
        identifier = digest_of(body)[:12]
        with situations(self.folder):
            put_whole(self.folder / f"{identifier}.json", body, prefix=_PREFIX, mode=0o400)
        return replace(about, files=files, id=identifier), True

    def all(self) -> tuple[HeldList, ...]:
        """Every list, by name, then day, then instant of taking in.

        Raises:
            BrokenCase: if one of the small files is damaged.
        """
        out = [self._read(path) for path in sorted(self.folder.glob("*.json"))]
        return tuple(sorted(out, key=lambda held: (held.list, held.as_of, held.at, held.id)))

    def count(self) -> int:
        """How many lists are held, damaged ones included."""
        return sum(1 for _ in self.folder.glob("*.json"))

    def get(self, held: HeldList) -> dict[str, bytes]:
        """The bytes of its files by name, checked against their digests. Raises LostCapture if one is missing or changed."""
        return {file.name: self.archive.get(file.digest) for file in held.files}

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the lists: pairs of an id and a sentence; none if all is well."""
        for path in sorted(self.folder.glob("*.json")):
            try:
                held = self._read(path)
            except BrokenCase as error:
                yield path.stem, str(error)
                continue
            for file in held.files:
                name = f"“{file.name}” of the list {held.list} of {held.as_of}"
                try:
                    same = digest_of(self.archive.path(file.digest).read_bytes()) == file.digest
                except OSError as error:
                    yield held.id, f"The file {name} cannot be read ({error.strerror}). Restore it from a backup."
                    continue
                if not same:
                    yield (
                        held.id,
                        f"The file {name} no longer holds the bytes it is named after. Restore it from a backup.",
                    )

    def _read(self, path: Path) -> HeldList:
        try:
            body = path.read_bytes()
            held = decode(body, HeldList)
        except (OSError, msgspec.MsgspecError) as error:
            raise BrokenCase(
                f"lists/{path.name} of the case cannot be read ({type(error).__name__}). Restore it from a backup."
            ) from error
        if digest_of(body)[:12] != path.stem:
            raise BrokenCase(f"lists/{path.name} of the case was changed after it was kept. Restore it from a backup.")
        return replace(held, id=path.stem)

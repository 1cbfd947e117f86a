"""Which files to read: files, folders and patterns in, one entry per file out; whatever is no readable file is set aside."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import SetAside, Unreadable
from .errors import ACase, DanglingLink, LinkOut, NotAllowed, NotARegularFile, NothingThere, TooLarge

MAX_BYTES = 100_000_000
"""Files above this size are set aside without being read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file to read. `name` is its path below the folder that was given, or its own name; `size` in bytes."""

    path: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(SetAside):
    """What was set aside unread, with the path that tells two of one name apart."""

    path: Path


_KEPT_BY_SYSTEMS = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
"""What Windows and macOS put beside documents."""


def walk(paths: Sequence[Path], max_bytes: int = MAX_BYTES) -> Iterator[Entry | Refused]:
    """Every file below the paths, each once, folders in the order of names.

    Args:
        paths: files, folders (read to the bottom; hidden files, those of an open word processor or of the system, and links that lead out are left) or quoted patterns such as `*.txt`.
        max_bytes: files above this size are set aside.

    Nothing is raised: what cannot be read comes out as a SetAside with one sentence and its path.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for top in _expanded(path):
            for item in _below(top, top.name, None, max_bytes):
                if isinstance(item, Entry):
                    try:
                        status = item.path.stat()
                    except OSError as error:
                        yield _aside(item.path, item.name, _gone_or_shut(error))
                        continue
                    key = (status.st_dev, status.st_ino)
                    if key in seen:
                        continue
                    seen.add(key)
                yield item


def _expanded(path: Path) -> Iterator[Path]:
    text = str(path)
    if os.path.lexists(path) or not glob.has_magic(text):
        yield path
        return
    found = [Path(match) for match in sorted(glob.glob(text, recursive=True))]  # noqa: PTH207 - Path.glob takes no absolute pattern
    yield from found or [path]


def _below(path: Path, name: str, root: Path | None, max_bytes: int) -> Iterator[Entry | Refused]:
    """`root` is the folder that was given; None for the path itself, whose link the user has chosen to follow."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            target = path.resolve(strict=True)
            if root is not None and (target.is_dir() or not target.is_relative_to(root)):
                # A folder reached through a link inside its own tree would be read twice or for ever.
                if not target.is_relative_to(root):
                    yield _aside(path, name, LinkOut())
                return
            status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        yield _aside(path, name, DanglingLink() if path.is_symlink() else NothingThere())
        return
    except RuntimeError:
        yield _aside(
            path, name, DanglingLink("The link points back to itself. Remove it, or add the file it should point to.")
        )
        return
    except OSError as error:
        yield _aside(path, name, DanglingLink() if path.is_symlink() else _gone_or_shut(error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path, name, root, max_bytes)
    elif not stat.S_ISREG(status.st_mode):
        yield _aside(path, name, NotARegularFile())
    elif status.st_size > max_bytes:
        size = f"The file is {status.st_size / 1e6:,.0f} MB, above the limit of {max_bytes / 1e6:,.0f} MB, and was not read."
        yield _aside(path, name, TooLarge(f"{size} Split it, or save the article alone."))
    elif not os.access(path, os.R_OK):
        yield _aside(path, name, NotAllowed())
    else:
        yield Entry(path=path, name=name, size=status.st_size)


def _folder(path: Path, name: str, root: Path | None, max_bytes: int) -> Iterator[Entry | Refused]:
    if os.path.exists(path / "case.toml") and os.path.isdir(path / "captures"):  # noqa: PTH110, PTH112 - False where it is shut
        # `run . --case case` must not take its own case for documents, nor one that stands beside it.
        if root is None:
            yield _aside(path, name, ACase())
        return
    try:
        children = sorted(child.name for child in os.scandir(path))
        resolved = root or path.resolve()
    except OSError:
        yield _aside(
            path, name, NotAllowed("The folder may not be opened by this user. Change its permissions or leave it out.")
        )
        return
    for child in children:
        if not child.startswith((".", "~$")) and child not in _KEPT_BY_SYSTEMS:
            below = child if root is None else f"{name}/{child}"
            yield from _below(path / child, below, resolved, max_bytes)


def _gone_or_shut(error: OSError) -> Unreadable:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return NothingThere("The file went away while the folder was read. Put it back and run this again.")
    if error.errno == errno.ENAMETOOLONG:
        return NothingThere("The path is longer than this disk allows, so nothing can be there. Check its spelling.")
    return NotAllowed(f"{NotAllowed()} ({error.strerror})")


def _aside(path: Path, name: str, error: Unreadable) -> Refused:
    # A file name is bytes and need not be text.
    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
    return Refused(name=shown, digest="", reason=str(error), error=type(error).__name__, path=path)

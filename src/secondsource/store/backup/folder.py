"""Which files of a case's folder go into a backup: all but the tables, the originals, and what is made again by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from secondsource.store import about
from secondsource.store.moving.old import left
from secondsource.store.moving.places import ROOMS
from secondsource.store.originals import FOLDER
from secondsource.store.situations import situations
from secondsource.store.whole import put_whole

from .keys import new_secret

ABOUT = "case.toml"
SECRET = "names.key"  # noqa: S105 - a name of a file
"""Of what the names of files in a locked backup are made. It opens nothing; whoever has it and the backup can tell whether a file they have is in it."""
_AGAIN = frozenset({"kept.db", "desk.db", "search.db", "case.lock", "watch.lock", "backup.lock", "moved.json"})
"""What is made again by itself, what says who is at work, and where an earlier move has left the case."""
_UNFINISHED = (".part-", ".case-", ".moving-", ".stamp-", ".list-", ".restoring")
_SIDE = ("-wal", "-shm", "-journal")


def files_of(folder: Path, database: str) -> Iterator[tuple[str, bytes]]:
    """Path below the folder, and bytes, of each file, by path; `case.toml` as it will be where all of the case is in its folder.

    Args:
        folder: the case's.
        database: the address of its tables.
    """
    tables = {f"{room.name}.db" for room in ROOMS} | {database} | {old.database for old in left(folder)}
    with situations(folder):
        for path in sorted(_walk(folder, FOLDER)):
            name = path.relative_to(folder).as_posix()
            bare = name
            for end in _SIDE:
                bare = bare.removesuffix(end)
            if bare in tables or bare in _AGAIN or path.name.startswith(_UNFINISHED):
                continue
            try:
                data = about.at_home(path) if name == ABOUT else path.read_bytes()
            except FileNotFoundError:
                continue  # taken away meanwhile
            yield name, data


def secret_of(folder: Path) -> bytes:
    """The case's secret for names, made if there is none. Where it cannot be kept it holds for once, and all is written anew."""
    path = folder / SECRET
    try:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        secret = new_secret()
    if os.access(folder, os.W_OK):
        with situations(folder):
            put_whole(path, secret.hex().encode(), prefix=".case-")
    return secret


def _walk(folder: Path, but: str = "") -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_symlink() or path.name == but:
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.is_file():
            yield path

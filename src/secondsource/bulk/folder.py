"""The folder that bulk work writes into: what is called how in it, and how it is known again."""

from __future__ import annotations

import shutil
from pathlib import Path

from secondsource.store.situations import situations

from .errors import NotBulk

PARTS, PIECES, ASIDE, HAND, COPIES = "parts", "pieces", "aside", "hand", "copies"
"""Folders of the parts, of pieces of those that had to be split, of what was set aside, of what is in hand, of near-copies."""
MANIFEST, LOCK, UNFINISHED = "manifest.json", "bulk.lock", ".part-"
"""What it says of itself, what one run holds, and how a file is called until it is whole."""


def is_bulk(folder: Path) -> bool:
    """Whether bulk work has written, or begun to write, into a folder."""
    return all((folder / name).is_dir() for name in (PARTS, ASIDE, HAND))


def made_ready(out: Path) -> None:
    """Makes the folders of what comes out. Raises NotBulk if the folder holds something else."""
    with situations(out):
        if out.exists() and not is_bulk(out) and not all(_own(path.name) for path in out.iterdir()):
            raise NotBulk
        for name in (PARTS, PIECES, ASIDE, HAND):
            (out / name).mkdir(mode=0o700, parents=True, exist_ok=True)


def emptied(folder: Path) -> None:
    """Takes away what lies in a folder, or makes it; the folder itself is there at every moment, by which the whole is known again."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _own(name: str) -> bool:
    return name in (PARTS, PIECES, ASIDE, HAND, COPIES, MANIFEST, LOCK) or name.startswith(UNFINISHED)

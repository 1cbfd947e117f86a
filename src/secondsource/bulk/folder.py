"""The folder that bulk work writes into: what is called how in it, and how it is known again."""

from __future__ import annotations

from pathlib import Path

from secondsource.store.errors import situations

from .errors import NotBulk

PARTS, PIECES, ASIDE, HAND, COPIES = "parts", "pieces", "aside", "hand", "copies"
"""Folders of the parts, of pieces of those that had to be split, of what was set aside, of what is in hand, of near-copies."""
MANIFEST = "manifest.json"


def is_bulk(folder: Path) -> bool:
    """Whether bulk work has written, or begun to write, into a folder."""
    return all((folder / name).is_dir() for name in (PARTS, ASIDE, HAND))


def made_ready(out: Path) -> None:
    """Makes the folders of what comes out. Raises NotBulk if the folder holds something else."""
    with situations(out):
        if out.exists() and not is_bulk(out) and any(path.name not in (PARTS, PIECES, ASIDE) for path in out.iterdir()):
            raise NotBulk
        for name in (PARTS, PIECES, ASIDE, HAND):
            (out / name).mkdir(mode=0o700, parents=True, exist_ok=True)

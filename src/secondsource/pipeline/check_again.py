"""A case derived once more from its captures, beside itself, and compared: what the cheap checks cannot know, because all of it was changed alike."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.store import Archive, Case, about, runs
from secondsource.store.database import Database
from secondsource.store.originals import FOLDER
from secondsource.store.schema import metadata
from secondsource.store.sql import copied

from .order import rebuild
from .result import Progress

if TYPE_CHECKING:
    from secondsource.read import Reader

_STAGES = ("collect", "read", "join", "trace", "weigh", "law")
_BESIDE = ("case.toml", "rates.csv", "reader", "lists")


def otherwise(
    case: Case, *, reader: Reader | None = None, progress: Progress | None = None
) -> Iterator[tuple[str, str]]:
    """Name and sentence for whatever comes out otherwise when everything is derived again. The case itself is left as it is.

    Args:
        case: the case; that of a server is derived again in a file, which shows that both give the same.
        reader: what reads reports; the subject's own reader if None.
        progress: told of every step.
    """
    with tempfile.TemporaryDirectory(prefix="secondsource-") as made:
        folder = Path(made) / "case"
        folder.mkdir(mode=0o700)
        for name in _BESIDE:
            if (case.folder / name).is_dir():
                shutil.copytree(case.folder / name, folder / name)
            elif (case.folder / name).exists():
                shutil.copyfile(case.folder / name, folder / name)
        _captures(case, folder)
        if case.database.file is not None:
            _copy(case.database.file, folder / case.database.file.name)
        else:
            _copy_of_server(case, folder)
        with Case.open(folder) as again:
            before = _outputs(again)
            rebuild(again, reader=reader, progress=progress)
            after = _outputs(again)
    for stage, key in sorted(before.keys() | after.keys()):
        if before.get((stage, key)) != after.get((stage, key)):
            yield (
                key,
                (
                    f"The stage “{stage}” gives something else of {key} when it is done again: what stands in the database was changed, or made by "
                    "another version of the program, pack or reader. `secondsource rebuild` derives it again."
                ),
            )


def _captures(case: Case, folder: Path) -> None:
    """Lets the case that was made beside read the originals where they lie; in a store, it finds them as the case does."""
    if not isinstance(case.archive, Archive):
        return
    about.set_places(folder / "case.toml", captures="")
    # File by file: a rebuild sweeps what is unfinished in its folder, and that of the case may be somebody's at work.
    for digest in case.archive.digests():
        held = case.archive.path(digest).absolute()
        link = folder / FOLDER / held.parent.name / digest
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(held)
    (folder / FOLDER).mkdir(exist_ok=True)


def _outputs(case: Case) -> dict[tuple[str, str], str]:
    with case.reading() as connection:
        return {(stage, key): run.output for stage in _STAGES for key, run in runs.runs(connection, stage).items()}


def _copy_of_server(case: Case, folder: Path) -> None:
    about.set_places(folder / "case.toml", database=about.IN_FOLDER)
    made = Database(folder, about.IN_FOLDER)
    try:
        made.migrate()
        with case.reading() as source, made.writing() as target:
            copied(source, target, metadata.sorted_tables)
    finally:
        made.close()


def _copy(database: Path, target: Path) -> None:
    source, copy = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()

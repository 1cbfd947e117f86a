"""What bulk work has found, into a case: originals with their custody, and what was read in them where it would be read the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from secondsource.pipeline import Progress, TakenIn
from secondsource.pipeline.intake import Delivery, Intake
from secondsource.pipeline.parts import seen
from secondsource.pipeline.reading import take_over
from secondsource.pipeline.result import silent
from secondsource.store import Case
from secondsource.subjects import load

from .folder import PARTS
from .part import rows_of, told_by

_ORIGINALS = ["original", "address", "name", "fetched"]
_READINGS = ["reader", "report", "statements", "mentions"]


def take(
    case: Case,
    folder: Path,
    *,
    at: str,
    progress: Progress = silent,
    reuse: bool = True,
    workers: int | None = None,
    wait: float = 0.0,
) -> TakenIn:
    """Takes the parts in a folder into the case; what follows from them is derived by the next `run`. Doing so again changes nothing.

    Every original is taken apart anew, so its reports are those that it gives in this case; what was read in a report is taken over
    if reader, pack and report are the same, byte for byte.

    Args:
        case: where to.
        folder: what `secondsource bulk --out` named.
        at: the instant for originals of which the input does not say when they were had; ISO 8601 in UTC.
        progress: told of every part.
        reuse: whether to take over what was read; not where the case has a reader of its own.
        workers: documents that are taken apart at a time; as many as there are processors if None, but no more than four.
        wait: seconds to wait for another program that works on the case.

    Raises:
        CaseBusy: if another program works on the case for longer than that.
        NoRoom, ReadOnly: if the case cannot be written to; what was taken in before stays.
    """
    pack = load(case.about.subject)
    paths = sorted((folder / PARTS).glob("*.parquet"))
    with case.alone(wait):
        case.archive.sweep()
        intake = Intake(case, pack, at, workers)
        for _ in intake.deliver(_originals(paths, at, progress)):
            pass
        progress("collect", len(paths), len(paths))
        if reuse:
            take_over(case, pack, _readings(paths, seen(pack, "read"), _reader(case)))
    return TakenIn(digests=(), captures=intake.captures, reports=intake.reports, set_aside=tuple(intake.aside))


def _originals(paths: list[Path], at: str, progress: Progress) -> Iterator[Delivery]:
    for done, path in enumerate(paths):
        progress("collect", done, len(paths))
        for row in rows_of(path, _ORIGINALS):
            if row["original"] is not None:
                yield Delivery(data=row["original"], address=row["address"], name=row["name"], at=row["fetched"] or at)


def _reader(case: Case) -> str:
    from secondsource.read import default_reader

    reader = default_reader(load(case.about.subject))
    return f"{reader.name} {reader.version}"


def _readings(paths: list[Path], needs: str, reader: str) -> Iterator[tuple[str, list[str], list[str]]]:
    for path in paths:
        told = told_by(path)
        if told is None or told.get("needs") != needs:
            continue
        for row in rows_of(path, _READINGS):
            if row["reader"] == reader and row["statements"] is not None:
                yield row["report"], row["statements"], row["mentions"]

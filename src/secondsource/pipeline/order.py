"""Runs the stages in their order, doing only what is not done yet; safe to interrupt anywhere and to repeat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from secondsource.store import Case, documents, runs
from secondsource.store.schema import claims
from secondsource.subjects import load

from . import standstill
from .derive import derive
from .intake import Intake
from .presence import at_work, patience
from .reading import read_pending
from .result import Clock, Progress, RunResult, silent

if TYPE_CHECKING:
    from secondsource.read import Reader


def run(
    case: Case,
    paths: Sequence[Path],
    *,
    now: datetime,
    reader: Reader | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    wait: float = 0.0,
) -> RunResult:
    """Takes files into the case and brings everything that follows from them up to date.

    Each document is written down in one transaction of its own, and what follows from all of them in one more. A run
    that is killed loses at most the document in hand; the next one goes on from there and ends in the same case.

    On a server several may run at once: they take in and read side by side, and wait for each other to derive, see `at_work`.

    Args:
        case: where to.
        paths: files, folders and patterns; none to bring only what is there up to date.
        now: the instant of the run, for the custody of new captures.
        reader: what reads reports; the subject's own reader if None.
        progress: told of every step.
        workers: processes for taking documents apart, and then for reading; as many as there are processors if None, but no more than four
            of the first. A reader that is given reads in this process.
        wait: seconds to wait for another program that works on the case.

    Raises:
        CaseBusy: if another program works on the case for longer than that.
        NoRoom, ReadOnly: if the case cannot be written to; what was finished before stays.
    """
    pack = load(case.about.subject)
    tell = progress or silent
    clock = Clock()
    at = now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with at_work(case, wait) as deriving:
        intake = Intake(case, pack, at, workers)
        with clock.over("collect"):
            intake.take(paths, tell)
        read = 0
        stages: tuple[str, ...] = ()
        if reader is not None or not standstill.holds(case, pack):
            with clock.over("read"):
                read = read_pending(case, pack, reader, tell, workers)
            with deriving():
                done = derive(case, pack, tell, clock)
                stages = done.stages
                if reader is None:
                    standstill.note(case, pack, done.basis)
        with case.reading() as connection:
            spoilt = documents.all_aside(connection, "read").values()
            total = connection.execute(select(func.count()).select_from(claims)).scalar_one()
    aside = (*intake.aside, *(item for item in spoilt if intake.concerns(item.digest)))
    return RunResult(
        captures=intake.captures,
        reports=intake.reports,
        read=read,
        stages=stages,
        claims=total,
        set_aside=tuple(sorted(aside, key=lambda s: (s.name, s.digest, s.reason))),
        timings=clock.seconds,
        touched=clock.touched,
    )


def rebuild(
    case: Case,
    *,
    now: datetime | None = None,
    reader: Reader | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
    wait: float = 0.0,
) -> RunResult:
    """Derives everything again from captures, pack and decisions; the result is the same, byte for byte.

    What was derived before stays until its successor is there. A rebuild that is cut short is finished by the next run.
    """
    with case.alone(patience(case, wait)), case.writing() as connection:
        for stage in ("collect", "read", "join", "trace", "weigh", "law"):
            runs.forget(connection, stage)
    return run(case, (), now=now or datetime.now(UTC), reader=reader, progress=progress, workers=workers, wait=wait)

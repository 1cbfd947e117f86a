"""The stages over the whole case: join, trace, weigh, law. What has changed is computed, then what differs is written in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secondsource.model.garbage import undisturbed
from secondsource.store import Case, runs
from secondsource.store.shelf import Shelf, discard
from secondsource.store.situations import situations
from secondsource.subjects import Subject

from . import standstill
from .changed import STAGES, Now, sealed
from .parts import seen
from .result import Clock, Progress
from .work import Work, versions

_AGAIN = 3
"""How often it is looked again, on a server, for what others wrote while the stages ran; what comes later they derive themselves."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What was derived.

    Args:
        stages: names of those that had to be computed.
        basis: of what it was made, see `standstill.basis`.
    """

    stages: tuple[str, ...]
    basis: str


def derive(case: Case, pack: Subject, tell: Progress, clock: Clock) -> Derived:
    """Computes what has changed in every stage whose input has changed, for whoever holds the case.

    All of it is made of one moment and written in one transaction: a reader of the case never meets claims of today with findings of yesterday. What
    stages keep to be quicker the next time is sealed after it, and goes together with nothing else.
    """
    stages: dict[str, None] = {}
    for _ in range(_AGAIN + 1 if case.database.on_server else 1):
        with undisturbed(), case.reading() as connection:
            done = Derived(_derive(case, pack, Now(connection), tell, clock), standstill.basis(connection))
        if not done.stages:
            break
        stages |= dict.fromkeys(done.stages)
    return Derived(tuple(stages), done.basis)


def _derive(case: Case, pack: Subject, now: Now, tell: Progress, clock: Clock) -> tuple[str, ...]:
    if now.empty and all(done is None for done in now.done.values()):
        return ()
    inputs = _inputs(now, pack)
    stale = tuple(stage for stage in STAGES if (done := now.done[stage]) is None or done.input != inputs[stage])
    if not stale:
        return ()
    with situations(case.folder):
        try:
            _again(case, pack, now, stale, inputs, tell, clock)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            # only the shelf speaks to its file without SQLAlchemy: it is damaged, and what stood on it is made once more
            discard(case.folder)
            _again(case, pack, now, stale, inputs, tell, clock)
    return stale


def _again(
    case: Case, pack: Subject, now: Now, stale: Sequence[str], inputs: Mapping[str, str], tell: Progress, clock: Clock
) -> None:
    shelf = Shelf(case.folder)
    seal: str | None = None
    try:
        work = Work(pack, now, shelf)
        for stage in stale:
            tell(stage, 0, 1)
            with clock.over(stage):
                work.do(stage)
            tell(stage, 1, 1)
        with clock.over("write"):
            work.since.note()
            with case.writing() as connection:
                fresh = work.write(connection, stale, inputs)
            seal = sealed(now.done | fresh)
    finally:
        shelf.close(seal)
    clock.touched |= work.touched


def _inputs(now: Now, pack: Subject) -> dict[str, str]:
    """By stage, the digest of all that goes into it: its version, its parts of the pack, what was read and decided, and the stages before it."""
    out: dict[str, str] = {}
    for stage, version in versions().items():
        before = [out[earlier] for earlier in ("join", "trace") if earlier in out]
        out[stage] = runs.digest([version, seen(pack, stage), now.said, now.decided, *before])
    return out

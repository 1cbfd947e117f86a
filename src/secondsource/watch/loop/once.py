"""One pass: what is due is fetched and taken in, everything is derived, what is news is written down, and what is to be sent is sent.

Every step can be cut short at any point. What a step has written stands; the next pass goes on from there and comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from secondsource import pipeline
from secondsource.model import SecondsourceError
from secondsource.pipeline import Progress, RunResult
from secondsource.store import Case
from secondsource.store.errors import CaseBusy
from secondsource.store.office import Office
from secondsource.store.watching import Kept, Watching

from ..alerts.channel import Channel, send
from ..alerts.deliver import Delivered, deliver
from ..alerts.round import look

if TYPE_CHECKING:
    from secondsource.read import Reader

LOCK = "watch.lock"
"""What a watch holds, so that one watches a case at a time; other programs work on the case meanwhile."""
_WAIT = 60.0
"""Seconds to wait for somebody who works on the case."""


class WatchedAlready(SecondsourceError):
    """Another program watches this case. End that one, or leave it to it: one watch at a time is enough."""


class Stopped(BaseException):
    """Somebody asked the watch to end. It is no error, and nothing catches it by mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What came of a pass.

    Args:
        gathered: captures that were fetched.
        run: what the pipeline did.
        told: the alerts that are new.
        delivered: what was sent.
    """

    gathered: int
    run: RunResult
    told: tuple[Kept, ...]
    delivered: Delivered


def once(
    case: Case,
    *,
    now: Callable[[], datetime],
    gather: Callable[[], int],
    reader: Reader | None = None,
    channel: Channel = send,
    stopped: Callable[[], bool] = lambda: False,
    progress: Progress | None = None,
) -> Pass:
    """One pass over a case. Whoever makes it holds the watch of the case: see `watched`.

    Args:
        case: the case.
        now: tells the instant.
        gather: fetches what is due and takes it into the case; how many captures came. It asks `stopped` itself.
        reader: what reads reports; the subject's own if None.
        channel: sends messages.
        stopped: asked at every step, whether to end.
        progress: told of every step.

    Raises:
        Stopped: if it was asked to end; what was done stays.
        CaseBusy: if somebody works on the case for longer than a minute.
    """
    office, watching = Office(case.folder), Watching(case.folder)
    try:
        gathered = gather()
        _go_on(stopped)
        run = pipeline.run(case, (), now=now(), reader=reader, progress=_stopping(progress, stopped), wait=_WAIT)
        _go_on(stopped)
        told = look(case, watching, office, now())
        _go_on(stopped)
        delivered = deliver(case, watching, office, now(), channel=channel, stopped=stopped)
        return Pass(gathered=gathered, run=run, told=told, delivered=delivered)
    finally:
        office.close()
        watching.close()


@contextmanager
def watched(case: Case) -> Iterator[None]:
    """Holds the watch of a case, for as long as this lasts: one watches a case at a time, on whichever machine. Others work on the case meanwhile.

    Raises:
        WatchedAlready: if another program watches it.
    """
    with ExitStack() as held:
        try:
            held.enter_context(case.alone(name=LOCK))
        except CaseBusy as error:
            raise WatchedAlready from error
        yield


def _go_on(stopped: Callable[[], bool]) -> None:
    if stopped():
        raise Stopped


def _stopping(progress: Progress | None, stopped: Callable[[], bool]) -> Progress:
    """Progress that ends a run between two of its steps, which are whole transactions."""

    def tell(stage: str, done: int, total: int) -> None:
        if progress is not None:
            progress(stage, done, total)
        _go_on(stopped)

    return tell

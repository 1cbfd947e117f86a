"""Bytes that were fetched, into the case: kept, entered with where and when they were had, and taken apart into reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secondsource.collect import masked_name
from secondsource.model import SetAside
from secondsource.store import Case
from secondsource.subjects import load

from .intake import Delivery, Intake
from .presence import at_work
from .result import Progress, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of deliveries.

    Args:
        digests: of each, in their order, the digest of its capture.
        captures: how many were not in the case before.
        reports: how many reports were not.
        set_aside: what of them could not be read.
    """

    digests: tuple[str, ...]
    captures: int
    reports: int
    set_aside: tuple[SetAside, ...]


def take_in(case: Case, deliveries: Iterable[Delivery], *, wait: float = 0.0) -> TakenIn:
    """Takes deliveries into the case, each in one transaction of its own. What follows from them is derived by the next `run`.

    Delivering the same again changes nothing.

    Args:
        case: where to.
        deliveries: what was fetched.
        wait: seconds to wait for another program that works on the case.

    Raises:
        CaseBusy: if another program works on the case for longer than that.
        NoRoom, ReadOnly: if the case cannot be written to; what was taken in before stays.
    """
    with at_work(case, wait):
        items = [replace(item, name=masked_name(item.name)) for item in deliveries]
        intake = Intake(case, load(case.about.subject), items[0].at if items else "")
        digests = tuple(intake.deliver(items))
    return TakenIn(digests=digests, captures=intake.captures, reports=intake.reports, set_aside=tuple(intake.aside))


def take_files(
    case: Case, paths: Sequence[Path], *, at: str, progress: Progress | None = None, wait: float = 0.0
) -> TakenIn:
    """Takes files into the case, as a run does; what follows from them is derived by the next `run`.

    Args:
        case: where to.
        paths: files and folders.
        at: when they were found, ISO 8601 in UTC.
        progress: told of every step.
        wait: seconds to wait for another program that works on the case.

    Raises:
        CaseBusy, NoRoom, ReadOnly: as with `take_in`.
    """
    with at_work(case, wait):
        intake = Intake(case, load(case.about.subject), at)
        intake.take(paths, progress or silent)
    return TakenIn(digests=(), captures=intake.captures, reports=intake.reports, set_aside=tuple(intake.aside))

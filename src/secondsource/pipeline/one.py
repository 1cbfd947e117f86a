"""Reading one report so that whatever is in it cannot stop the run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secondsource.model import Mention, Report, SecondsourceError, Statement
from secondsource.model.codec import decode, encode

from .check import loose
from .within import ReadTooLong, time_of, within

if TYPE_CHECKING:
    from secondsource.read import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A report to be read: its id, and its canonical JSON, which is cheap to hand to another process."""

    report: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader found in a report."""

    report: str
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoilt:
    """A report that could not be read, with one sentence that says why, and the name of the error.

    `passing` says that the reason may be gone by the next run (a service that did not answer), which then tries again.
    """

    report: str
    capture: str
    reason: str
    error: str
    passing: bool = False


def read_one(reader: Reader, job: Job) -> Found | Spoilt:
    """What the reader finds in a report; if it fails, takes too long, or points outside the text, the report is spoilt and nothing is kept."""
    report = decode(job.body, Report)
    seconds = time_of(len(report.text))
    try:
        with within(seconds):
            reading = reader.read(report)
        lengths = {report.id: len(report.text)}
        problem = next((p for item in (*reading.statements, *reading.mentions) for p in loose(item, lengths)), None)
        if problem:
            return Spoilt(report=report.id, capture=report.capture, reason=problem, error="Ungrounded")
        encode((reading.statements, reading.mentions))
    except ReadTooLong as error:
        reason = f"Reading the report took more than {seconds:.0f} seconds of a processor. Its text is kept, but nothing in it was read; please report this fault."
        return Spoilt(report=report.id, capture=report.capture, reason=reason, error=type(error).__name__)
    except SecondsourceError as error:
        passing = bool(getattr(error, "passing", False))
        return Spoilt(
            report=report.id, capture=report.capture, reason=str(error), error=type(error).__name__, passing=passing
        )
    except Exception as error:
        kind = type(error).__name__
        reason = f"Reading the report failed ({kind}). Its text is kept, but nothing in it was read; please report this fault."
        return Spoilt(report=report.id, capture=report.capture, reason=reason, error=kind)
    return Found(report=report.id, statements=reading.statements, mentions=reading.mentions)


def died(job: Job) -> Spoilt:
    """The outcome for a report whose reading ended its whole process."""
    capture = decode(job.body, Report).capture
    reason = "Reading the report ended its process, most likely for want of memory. Its text is kept, but nothing in it was read."
    return Spoilt(report=job.report, capture=capture, reason=reason, error="ProcessDied")

"""Reads the reports that this reader has not read yet, each written down as soon as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from secondsource.model import Mention, Report, SetAside, Statement
from secondsource.model.codec import decode
from secondsource.store import Case, documents, runs
from secondsource.subjects import Subject, load

from .check import loose
from .one import Found, Job, Spoilt, read_one
from .parts import seen
from .pool import read_in_pool
from .processes import processors
from .result import Progress
from .standstill import program

if TYPE_CHECKING:
    from secondsource.read import Reader

POOL_FROM = 100
"""Below this many reports one process is done sooner: each further one first spends about 3 s on loading its models."""


def read_pending(
    case: Case,
    pack: Subject,
    reader: Reader | None,
    tell: Progress,
    workers: int | None,
    only: Callable[[str], bool] | None = None,
) -> int:
    """Reads what is new, or was read by another reader, or with another pack; how many reports that were.

    Args:
        case: where they are.
        pack: its subject.
        reader: what reads them; the subject's own reader if None.
        tell: told of every report.
        workers: processes; as many as there are processors if None.
        only: whether a report is to be read, by its id; all are if None. They are read in a process of their own then, so that a program that lives
            long does not keep what a reader loads.
    """
    with case.reading() as connection:
        known = documents.report_digests(connection)
        done = runs.inputs(connection, "read")
        spoilt = {key for _, key in documents.all_aside(connection, "read")}
    if not known:
        return 0
    told = reader or _built_in(case.about.subject)
    name, version, needs = told.name, told.version, seen(pack, "read")
    inputs = {i: runs.digest([digest, name, version, needs]) for i, (_, digest) in known.items()}

    def current(report: str) -> bool:
        wanted = _failed(inputs[report]) if report in spoilt else inputs[report]
        return done.get(report) == wanted

    pending = [report for report in known if (only is None or only(report)) and not current(report)]
    if pending:
        tell("read", 0, len(pending))
    for at, outcome in enumerate(_outcomes(case, reader, pending, workers, apart=only is not None), start=1):
        _write(case, outcome, inputs[outcome.report], f"{name} {version}", *known[outcome.report])
        tell("read", at, len(pending))
    return len(pending)


def take_over(case: Case, pack: Subject, readings: Iterable[tuple[str, Sequence[str], Sequence[str]]]) -> int:
    """Takes over what the subject's own reader found elsewhere in the same reports, so that they need not be read again.

    Args:
        case: where to.
        pack: its subject.
        readings: canonical JSON of a report, of each of its statements and of each of its mentions. One whose report is not in the
            case word for word, or was read already, or that points outside its text, is passed over.

    Returns:
        How many were taken over.
    """
    with case.reading() as connection:
        known = documents.report_digests(connection)
        done = runs.runs(connection, "read")
    reader = _built_in(case.about.subject)
    needs, taken = seen(pack, "read"), 0
    for body, said, told in readings:
        report = decode(body, Report)
        digest = runs.digest([body])
        wanted = runs.digest([digest, reader.name, reader.version, needs])
        if known.get(report.id, ("", ""))[1] != digest or (report.id in done and done[report.id].input == wanted):
            continue
        found = Found(
            report=report.id,
            statements=tuple(decode(item, Statement) for item in said),
            mentions=tuple(decode(item, Mention) for item in told),
        )
        lengths = {report.id: len(report.text)}
        if any(problem for item in (*found.statements, *found.mentions) for problem in loose(item, lengths)):
            continue
        _write(case, found, wanted, f"{reader.name} {reader.version}", known[report.id][0], digest)
        taken += 1
    return taken


def _failed(wanted: str) -> str:
    """The input of a reading that failed: what a fault has spoilt is read again as soon as the program is another."""
    return runs.digest([wanted, program()])


def _outcomes(
    case: Case, reader: Reader | None, pending: Sequence[str], workers: int | None, *, apart: bool
) -> Iterator[Found | Spoilt]:
    processes = workers or processors()
    if reader is None and pending and (apart or (processes > 1 and len(pending) >= POOL_FROM)):
        opener = partial(_built_in, case.about.subject)
        yield from read_in_pool(_jobs(case, pending), opener, min(processes, len(pending)), ["secondsource.read.prose"])
        return
    if not pending:
        return
    reader = reader or _built_in(case.about.subject)
    for job in _jobs(case, pending):
        yield read_one(reader, job)


def _built_in(subject: str) -> Reader:
    from secondsource.read import default_reader

    return default_reader(load(subject))


def _jobs(case: Case, pending: Sequence[str]) -> Iterator[Job]:
    for identifier in pending:
        with case.reading() as connection:
            # On a server others may have taken its capture apart anew meanwhile; what came of that is theirs to read.
            if documents.report_digest(connection, identifier) is not None:
                yield Job(report=identifier, body=documents.load_body(connection, identifier))


def _write(case: Case, outcome: Found | Spoilt, wanted: str, version: str, name: str, digest: str) -> None:
    with case.writing() as connection:
        if documents.report_digest(connection, outcome.report) != digest:
            return  # it is another report by now, and this was read in the one before
        if isinstance(outcome, Found):
            output = documents.put_reading(connection, outcome.report, outcome.statements, outcome.mentions)
            documents.take_back(connection, "read", outcome.report)
        else:
            item = SetAside(name=name, digest=outcome.capture, reason=outcome.reason, error=outcome.error)
            documents.put_aside(connection, "read", outcome.report, item)
            if outcome.passing:
                return
            output = documents.put_reading(connection, outcome.report, (), ())
            wanted = _failed(wanted)
        run = runs.StageRun(stage="read", key=outcome.report, input=wanted, version=version, output=output)
        runs.done(connection, run)

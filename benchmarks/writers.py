"""Many writers on one case: two runs and ten reviewers at once, on a PostgreSQL server and in a file, and whether anything is lost.

The runs are processes of their own and take in different reports, one of them the same. The reviewers decide through the ledger and as the desk
does, some with a second pair of eyes, some taking back what they decided. Afterwards everything they were told is looked for, the chains are
walked, and the case is derived again. CPU seconds are those of all processes but the server's; rates and waits by the clock stand in the note.
"""

from __future__ import annotations

import json
import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from secondsource.model import Decision, DecisionKind
from secondsource.pipeline import rebuild, run, verify
from secondsource.pipeline.deciding import decide
from secondsource.store import Case, CaseBusy
from secondsource.store.office import Office
from secondsource.store.office.proposals import Fate
from secondsource.store.office.record import Deed, Entry

from .measure import Row, cpu_seconds

if TYPE_CHECKING:
    from secondsource.read import Reader

NOW = datetime(2026, 1, 1, tzinfo=UTC)
AT = "2026-01-01T00:00:00Z"
PLACES = ("Kuwait", "Doha", "Vladivostok", "Dandong", "Muscat")


@dataclass(frozen=True, kw_only=True)
class Load:
    """How much is written: reports of each run, reviewers, and decisions of each of them; `derives`: of how many reviewers one decides as the desk does."""

    reports: int = 300
    runs: int = 2
    reviewers: int = 10
    decisions: int = 40
    derives: int = 5


@dataclass
class Outcome:
    """What came of it.

    Args:
        seconds: by the clock, until the last of them had ended.
        decided: ids of the decisions that reviewers were told are written down.
        waits: seconds that each decision took.
        busy: how often a reviewer was sent away because another program had the case.
        faults: sentences about what is lost or wrong; none if all is well.
    """

    seconds: float = 0.0
    decided: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    busy: int = 0
    faults: list[str] = field(default_factory=list)


def stress(folder: Path, load: Load, reader: Reader | None = None) -> Outcome:
    """Has runs and reviewers write at once into the case in a folder, and looks for what is lost.

    Args:
        folder: a case that is empty.
        load: how much.
        reader: what reads reports in all runs; can be pickled. The subject's own if None.
    """
    out = Outcome()
    with tempfile.TemporaryDirectory() as made:
        inputs = [_reports(Path(made) / f"run{number}", number, load.reports) for number in range(load.runs)]
        context = multiprocessing.get_context("spawn")
        runs = [context.Process(target=_take, args=(folder, own, reader)) for own in inputs]
        start = time.perf_counter()
        for one in runs:
            one.start()
        with ThreadPoolExecutor(load.reviewers) as pool:
            for done in [pool.submit(_review, folder, number, load) for number in range(load.reviewers)]:
                own = done.result()
                out.decided += own.decided
                out.waits += own.waits
                out.busy += own.busy
        for number, one in enumerate(runs):
            one.join()
            if one.exitcode:
                out.faults.append(f"Run {number} ended with {one.exitcode}.")
        out.seconds = time.perf_counter() - start
        out.faults += _lost(folder, load, out, reader)
    return out


def _reports(folder: Path, run_: int, number: int) -> Path:
    folder.mkdir()
    for at in range(number):
        place = PLACES[at % len(PLACES)]
        body = f"A foreman said that {20 + at} builders stopped work in {place}. Nobody at site {run_}-{at} knew more."
        row = {"outlet": "Delta Wire", "published": f"2016-03-{at % 28 + 1:02}", "language": "en", "title": "Builders"}
        (folder / f"{run_}-{at}.json").write_text(json.dumps({"id": f"{run_}-{at}", **row, "text": body}))
    shared = {"id": "both", "outlet": "The Harbour Post", "published": "2016-04-01", "language": "en", "title": "Both"}
    (folder / f"both-{run_}.json").write_text(json.dumps({**shared, "text": "Forty men stopped work in Kuwait."}))
    return folder


def _take(folder: Path, source: Path, reader: Reader | None) -> None:
    with Case.open(folder) as case:
        run(case, [source], now=NOW, reader=reader, workers=1, wait=3600)


def _review(folder: Path, number: int, load: Load) -> Outcome:
    own, office = Outcome(), Office(folder)
    who = f"reviewer {number}"
    try:
        with Case.open(folder) as case:
            for at in range(load.decisions):
                decision = Decision(kind=DecisionKind.ACCEPT, object=f"c{number}-{at}", who=who, at=AT, why="")
                if at % 5 == 4:
                    decision = Decision(kind=DecisionKind.UNDO, object=own.decided[-1], who=who, at=AT, why="")
                start = time.perf_counter()
                if at % 4 == 3:
                    decision = _seconded(office, decision, f"reviewer {number + 1}")
                own.busy += _decided(case, decision, whole=number % load.derives == 0)
                own.waits.append(time.perf_counter() - start)
                own.decided.append(next(e.hash for e in reversed(case.ledger.entries()) if e.decision == decision))
    finally:
        office.close()
    return own


def _seconded(office: Office, decision: Decision, second: str) -> Decision:
    proposal = office.proposals.of(office.proposals.propose(decision))
    if proposal is None:
        raise AssertionError("a proposal is lost")
    office.proposals.settle(proposal, Fate.SECONDED, second, AT)
    office.record.add(Entry(who=second, at=AT, act=Deed.CONFIRMED, object=decision.object))
    values = {name: getattr(decision, name) for name in ("kind", "object", "who", "at", "why", "values")}
    return Decision(**values, second=second)


def _decided(case: Case, decision: Decision, *, whole: bool) -> int:
    """How often one was sent away until it was done."""
    for busy in range(10_000):
        try:
            if whole:
                decide(case, decision)
            else:
                case.ledger.append(decision)
            return busy
        except CaseBusy:
            continue
    raise AssertionError("the case was never free")


def _lost(folder: Path, load: Load, out: Outcome, reader: Reader | None) -> Iterator[str]:
    office = Office(folder)
    yield from office.record.verify()
    office.close()
    with Case.open(folder) as case:
        run(case, [], now=NOW, reader=reader, workers=1)
        yield from (problem.sentence for problem in verify(case))
        before = case.view()
        written = {entry.hash for entry in before.ledger}
        if len(out.decided) != load.reviewers * load.decisions or written != set(out.decided):
            yield f"{len(out.decided)} decisions were made, and {len(written)} stand in the ledger."
        expected = load.reports * load.runs + 1
        if len(before.captures) != expected or len(before.reports) != expected:
            yield f"{expected} reports were handed in, and the case has {len(before.captures)} captures of {len(before.reports)}."
        if len(before.custody) != expected + load.runs - 1:
            yield f"The log of custody has {len(before.custody)} entries."
        rebuild(case, now=NOW, reader=reader, workers=1)
        after = case.view()
        if after != before:
            yield "Derived again, the case is another one."


def measure() -> Iterator[Row]:
    """A row for a server and one for a file."""
    from tests.postgres import Server

    load = Load()
    with tempfile.TemporaryDirectory() as made, Server("fsync=on", "synchronous_commit=on") as server:
        for program, database in (("PostgreSQL", server.fresh()), ("SQLite", "")):
            folder = Path(made) / program
            Case.create(folder, now=AT, database=database).close()
            before = cpu_seconds()
            out = stress(folder, load)
            waits = sorted(out.waits)
            yield Row(
                task=f"{load.runs} runs of {load.reports:,} reports and {load.reviewers} reviewers at once, then checked and derived again",
                program=program,
                items=len(out.decided),
                unit="decisions",
                seconds=cpu_seconds() - before,
                rounds=1,
                note=(
                    f"{out.seconds:.0f} s by the clock until all had written, {len(waits) / out.seconds:.1f} decisions/s; a decision took "
                    f"{waits[len(waits) // 2] * 1000:.0f} ms in the middle, {waits[-1]:.1f} s at most; sent away {out.busy} times; "
                    f"{'; '.join(out.faults) or 'nothing lost'}"
                ),
            )

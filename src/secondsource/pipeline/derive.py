"""The stages over the whole case: join, trace, weigh, law. What is stale is computed, then written in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from secondsource.model import Claim, Finding, Grade, Indicator, Reading, Traced, corrected, on_a_name
from secondsource.model.codec import encode
from secondsource.store import Case, derived, documents, runs
from secondsource.store.ledger import entries, standing
from secondsource.store.runs import StageRun
from secondsource.subjects import Subject

from . import standstill
from .matter import matters
from .parts import seen
from .result import Clock, Progress

_KEY = "case"
_STAGES = ("join", "trace", "weigh", "law")
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


class _Whole:
    """What the stages take in, all of one moment, fetched from the case only when a stage needs it."""

    def __init__(self, connection: Connection, pack: Subject) -> None:
        self._connection = connection
        self.pack = pack
        self.basis = standstill.basis(connection)
        self.done = {stage: runs.runs(connection, stage).get(_KEY) for stage in _STAGES}
        read = runs.runs(connection, "read")
        known = documents.report_digests(connection)
        self.decisions = tuple(d for d in standing(entries(connection)) if not on_a_name(d))
        self.empty = not known
        self.said = runs.digest(
            part for i, (_, digest) in known.items() for part in (i, digest, read[i].output if i in read else "")
        )
        self.decided = runs.digest(encode(decision).decode() for decision in self.decisions if matters(decision))

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """What was read, with what people corrected laid over it."""
        return corrected(documents.all_readings(self._connection), self.decisions)

    @cached_property
    def obtained(self) -> dict[str, str]:
        """When each capture was first obtained."""
        return {entry.capture: entry.at for entry in reversed(documents.all_custody(self._connection))}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return derived.load(self._connection, Claim)

    @cached_property
    def traced(self) -> Traced:
        return derived.load_traced(self._connection)


def derive(case: Case, pack: Subject, tell: Progress, clock: Clock) -> Derived:
    """Computes every stage whose input has changed, for whoever holds the case.

    All of it is made of one moment and written in one transaction: a reader of the case never meets claims of today with findings of yesterday.
    """
    with case.reading() as connection:
        done = _derive(case, _Whole(connection, pack), tell, clock)
    stages = dict.fromkeys(done.stages)
    for _ in range(_AGAIN if case.database.on_server and done.stages else 0):
        with case.reading() as connection:
            more = _derive(case, _Whole(connection, pack), tell, clock)
        if not more.stages:
            break
        stages |= dict.fromkeys(more.stages)
        done = more
    return Derived(tuple(stages), done.basis)


def _derive(case: Case, whole: _Whole, tell: Progress, clock: Clock) -> Derived:
    from secondsource import join, law, trace, weigh

    pack = whole.pack
    fresh: list[StageRun] = []
    grades: tuple[Grade, ...] = ()
    findings: tuple[Finding, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    outputs: dict[str, str] = {}

    def stale(stage: str, version: str, *parts: str) -> str | None:
        """The stage's input if it must run; else None, and what it gave before is taken to be known."""
        wanted = runs.digest([version, seen(pack, stage), whole.said, *parts])
        before = whole.done[stage]
        if before is not None and before.input == wanted:
            outputs[stage] = before.output
            return None
        tell(stage, 0, 1)
        return wanted

    def did(stage: str, version: str, wanted: str, output: object) -> None:
        outputs[stage] = runs.digest([encode(output).decode()])
        fresh.append(StageRun(stage=stage, key=_KEY, input=wanted, version=version, output=outputs[stage]))
        tell(stage, 1, 1)

    if whole.empty and all(done is None for done in whole.done.values()):
        return Derived((), whole.basis)
    with clock.over("join"):
        if wanted := stale("join", join.VERSION, whole.decided):
            whole.claims = join.join(whole.readings, pack, whole.decisions)
            did("join", join.VERSION, wanted, whole.claims)
    with clock.over("trace"):
        if wanted := stale("trace", trace.VERSION, whole.decided, outputs["join"]):
            whole.traced = trace.trace(
                whole.readings, whole.claims, pack, decisions=whole.decisions, obtained=whole.obtained
            )
            did("trace", trace.VERSION, wanted, whole.traced)
    with clock.over("weigh"):
        if wanted := stale("weigh", weigh.VERSION, whole.decided, outputs["join"], outputs["trace"]):
            grades = weigh.grades(whole.claims, whole.traced, whole.readings, pack, whole.decisions)
            did("weigh", weigh.VERSION, wanted, grades)
    with clock.over("law"):
        if wanted := stale("law", law.VERSION, whole.decided, outputs["join"], outputs["trace"]):
            findings = law.findings(whole.claims, whole.traced, whole.readings, pack)
            indicators = law.indicators(whole.claims, whole.readings, pack)
            did("law", law.VERSION, wanted, (findings, indicators))
    stages = tuple(run.stage for run in fresh)
    if stages:
        with clock.over("write"), case.writing() as connection:
            if "join" in stages:
                derived.replace(connection, Claim, whole.claims)
            if "trace" in stages:
                derived.replace_traced(connection, whole.traced)
            if "weigh" in stages:
                derived.replace(connection, Grade, grades)
            if "law" in stages:
                derived.replace(connection, Finding, findings)
                derived.replace(connection, Indicator, indicators)
            for run in fresh:
                runs.done(connection, run)
    return Derived(stages, whole.basis)

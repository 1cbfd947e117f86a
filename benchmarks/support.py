"""Support of one claim that a thousand reports tell, and tracing a whole case, by size: from readings to relays, origins, loops and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.model import Claim, Figure, Loop, Reading, Relay, Support
from secondsource.subjects import load
from secondsource.trace import again, trace
from secondsource.trace.case import Case
from secondsource.trace.cites import Citations
from secondsource.trace.ecology import Settings, made, rendered
from secondsource.trace.lineage import Lineage
from secondsource.trace.relays import relays_of
from secondsource.trace.support import support_of

from .measure import Row, cpu_seconds, peak_memory, timed
from .standing import Standing

REPORTS = 1_000
SIZES = (1_000, 10_000)
ADDED = 100
"""Reports that are added to a case that was traced."""


def measure() -> Iterator[Row]:
    """A row for the support alone, and one for each size of a case."""
    pack = load()
    world = made(Settings(reports=REPORTS, seed=2397, per_event=1e9, origins=4.0, loops=1.0, missing=0.0))
    readings, (claim,) = rendered(world)
    case = Case(readings, [claim], pack)
    citations = Citations(case)
    relays = relays_of(case, citations)

    def one() -> None:
        support_of(claim, Lineage(case, citations, relays))

    found = support_of(claim, Lineage(case, citations, relays))
    yield timed(
        "support of one claim told by 1,000 reports",
        "secondsource",
        len(claim.reports),
        "reports",
        one,
        note=f"at least {found.at_least}, at most {found.at_most}; {len(relays):,} relays",
    )
    for size in SIZES:
        given = rendered(made(Settings(reports=size, seed=2397)))

        def whole(given: tuple = given) -> None:
            trace(*given, pack)

        yield timed(
            "tracing a case",
            "secondsource",
            len(given[0]),
            "reports",
            whole,
            rounds=1,
            note=f"{len(given[1]):,} claims",
        )
        yield from again_of(*given)


def again_of(readings: Sequence[Reading], claims: Sequence[Claim], added: int = ADDED) -> Iterator[Row]:
    """A row for tracing all but some of the newest of the second half of a case in bounded memory, and one for adding these."""
    pack, case = load(), Standing(readings, claims)
    half = readings[len(readings) // 2 :]
    new = {r.report.id for r in half[:: max(1, len(half) // added)][:added]}
    every = {r.report.id for r in readings}
    for task, reports in (("tracing a case, kept", every - new), (f"tracing {added} reports more", every)):
        news = case.put(reports)
        start = cpu_seconds()
        got = again(news, case, case, case, pack)
        seconds = cpu_seconds() - start
        for kind, patch in ((Relay, got.relays), (Support, got.supports), (Loop, got.loops), (Figure, got.figures)):
            case.derived(kind, patch.rows if patch.whole is None else {"": patch.whole})
        case.keep(got.kept)
        many = got.touched
        yield Row(
            task=task,
            program="secondsource",
            items=many["reports"],
            unit="reports in the case",
            seconds=seconds,
            rounds=1,
            note=f"{many['reports traced']:,} reports and {many['claims looked at']:,} of {many['claims']:,} claims looked at; peak {peak_memory():,.0f} MB",
        )

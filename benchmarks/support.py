"""Support of one claim that a thousand reports tell, and tracing a whole case, by size: from readings to relays, origins, loops and figures."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.subjects import load
from secondsource.trace import trace
from secondsource.trace.case import Case
from secondsource.trace.cites import Citations
from secondsource.trace.ecology import Settings, made, rendered
from secondsource.trace.lineage import Lineage
from secondsource.trace.relays import relays_of
from secondsource.trace.support import support_of

from .measure import Row, timed

REPORTS = 1_000
SIZES = (1_000, 10_000)


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

"""From readings and claims to relays, support, loops and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..model import Claim, Decision, Reading, Traced
from ..subjects import Subject
from .case import Case
from .changes import with_changes
from .cites import Citations
from .figures import figures_of
from .lineage import Lineage
from .loops import loops_of
from .relays import cut_by, relays_of
from .support import support_of


def trace(
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    pack: Subject,
    as_known_on: date | None = None,
    decisions: Sequence[Decision] = (),
    obtained: Mapping[str, str] | None = None,
) -> Traced:
    """Relays, supports in the order of the claims, loops and figures of a case.

    Args:
        readings: what was read in each report, in any order.
        claims: what join made of them.
        pack: the subject pack.
        as_known_on: only what was published by this day counts; None for everything.
        decisions: those in force on relays (`taker>giver`) that people confirmed or cut.
        obtained: by capture, when it was first obtained (ISO 8601), by which versions of one date are put in order.
    """
    case = Case(readings, claims, pack, as_known_on, obtained)
    citations = Citations(case)
    relays = tuple(with_changes(case, r) for r in relays_of(case, citations, decisions))
    lineage = Lineage(case, citations, relays, cut_by(decisions))
    loops = loops_of(case, relays)
    return Traced(
        relays=relays,
        supports=tuple(support_of(claim, lineage, as_known_on) for claim in case.claims),
        loops=loops,
        figures=figures_of(case, loops),
    )

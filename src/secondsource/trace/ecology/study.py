"""How often the interval holds the truth, how wide it is, and how often it says that something is corroborated which is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model import Support
from ...subjects import Subject
from ..tracing import trace
from .render import rendered
from .world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What tracing a world gave, over its claims that some report of the case asserts.

    Args:
        claims: how many.
        holds: share of them whose interval holds the true number of independent origins.
        too_high: share whose `at least` is above it.
        too_low: share whose `at most` is below it.
        width: mean of `at most` less `at least`.
        corroborated: share said to have two independent origins at least.
        false_corroboration: of those, the share that have not.
        missed_corroboration: of the claims that have two at least, the share not said to have them.
        outlets_false: of the claims that two outlets tell, the share with fewer than two independent origins: what a count of outlets would get wrong.
    """

    claims: int
    holds: float
    too_high: float
    too_low: float
    width: float
    corroborated: float
    false_corroboration: float | None
    missed_corroboration: float | None
    outlets_false: float | None


def measured(world: World, pack: Subject) -> Outcome:
    """Trace the world as a case and hold every support against the truth.

    Args:
        world: what `made` made.
        pack: a subject pack that knows the world's types of event; its sources are of no account.
    """
    readings, claims = rendered(world)
    supports = {s.claim: s for s in trace(readings, claims, pack).supports}
    events = sorted({r.event for r in world.reports if r.present})
    return compared(world, {e: supports[c.id] for e, c in zip(events, claims, strict=True)})


def compared(world: World, supports: Mapping[int, Support]) -> Outcome:
    """Hold supports against the truth.

    Args:
        world: the world.
        supports: what was found for each event; events whose reports were all withdrawn are left out.
    """
    rows: list[tuple[int, int, int, int]] = []
    for event, support in sorted(supports.items()):
        if any(r.number not in world.withdrawn for r in world.of_event[event]):
            rows.append((support.at_least, support.at_most, world.independent(event), world.tellers(event)))
    size = max(1, len(rows))
    said = [truth for low, _, truth, _ in rows if low >= 2]
    true = [low for low, _, truth, _ in rows if truth >= 2]
    outlets = [truth for _, _, truth, tellers in rows if tellers >= 2]
    return Outcome(
        claims=len(rows),
        holds=sum(low <= truth <= high for low, high, truth, _ in rows) / size,
        too_high=sum(low > truth for low, _, truth, _ in rows) / size,
        too_low=sum(high < truth for _, high, truth, _ in rows) / size,
        width=sum(high - low for low, high, _, _ in rows) / size,
        corroborated=len(said) / size,
        false_corroboration=_share(sum(t < 2 for t in said), len(said)),
        missed_corroboration=_share(sum(low < 2 for low in true), len(true)),
        outlets_false=_share(sum(t < 2 for t in outlets), len(outlets)),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

"""A claim as the map has it: where it may stand, and no word more of its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from secondsource.model import Claim
from secondsource.publish.redact import coarse_types

from ..listing import Row
from ..shelf import Shown
from .projection import Point
from .spots import Spot, spot_of, withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A claim on the map.

    Args:
        withheld: whether its place is known more precisely than it is shown.
        others: codes of other countries told of it, where they cannot all be right.
    """

    row: Row
    claim: Claim
    spot: Spot
    withheld: bool
    others: tuple[str, ...]


def placed(shown: Shown, row: Row, points: Mapping[str, Point]) -> Placed:
    """Where a claim of the list stands; `points` are the places that routes may end at."""
    claim = shown.claims[row.number - 1]
    mentions = shown.view.mentions_of(claim)
    others = [v.value for v in claim.values if v.attribute == "country" and v.value != claim.country]
    return Placed(
        row=row,
        claim=claim,
        spot=spot_of(claim, mentions, points, coarse=claim.type in coarse_types(shown.pack)),
        withheld=withheld(claim, mentions, shown.pack),
        others=tuple(others) if "country" in claim.conflicts else (),
    )

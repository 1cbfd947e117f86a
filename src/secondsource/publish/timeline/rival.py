"""The dates of a claim that cannot all be right."""

from __future__ import annotations

from secondsource.model import Claim, PartialDate

from .axis import Extent, extent


def rivals(claim: Claim) -> list[str]:
    """The other dates told of a claim, EDTF, where they cannot all be right."""
    if "when" not in claim.conflicts:
        return []
    return [v.value for v in claim.values if v.attribute == "when" and v.value != str(claim.when)]


def rival_extents(claim: Claim | None) -> tuple[Extent, ...]:
    """What of time they may mean; none of a claim that is not there."""
    return tuple(e for value in (rivals(claim) if claim else ()) if (e := _extent_of(value)) is not None)


def _extent_of(value: str) -> Extent | None:
    try:
        return extent(PartialDate(value))
    except ValueError:
        return None

"""Listings that the subject pack records of its own bodies: what speaks where no list is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model import BadDate, BadPack, PartialDate, Truth
from ..subjects import Subject
from ..subjects.schema import Entity, Listing
from .standing import Standing

LISTS = {
    "un": "UN 1718 Committee list",
    "us": "US (OFAC) list",
    "rok": "Republic of Korea list",
}
"""The lists that a pack's entities record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A listing of a body as the pack records it, and where that puts the body on the days asked."""

    entity: str
    name: str
    list: str
    since: str | None
    ref: str | None
    standing: Standing


def recorded(entity: Entity, when: PartialDate | None) -> tuple[Recorded, ...]:
    """Every list that the pack says named the entity, with where it stood on every day that `when` may mean.

    Raises:
        BadPack: if a date of the pack is not EDTF.
    """
    return tuple(
        Recorded(
            entity=entity.id,
            name=entity.name,
            list=name,
            since=listing.date,
            ref=listing.ref,
            standing=_standing(entity, name, listing, when),
        )
        for name in LISTS
        if (listing := getattr(entity, f"{name}_listing")) is not None
    )


def listed_on(day: date, pack: Subject, which: str | None = None) -> tuple[Recorded, ...]:
    """The pack's entities that were, or may have been, on a list on the day by its own record, by id, then list.

    Args:
        day: the day asked.
        pack: the subject pack.
        which: `un`, `us` or `rok`; all if None.
    """
    return tuple(
        row
        for _, entity in sorted(pack.entities.items())
        for row in recorded(entity, PartialDate.on(day))
        if row.standing.on is not Truth.FAILED and which in (None, row.list)
    )


def _standing(entity: Entity, name: str, listing: Listing, when: PartialDate | None) -> Standing:
    by = ", by the subject pack's record; no list that is held says so"
    if not listing.date:
        return Standing(on=Truth.UNKNOWN, why=f"named on it, the day is not known{by}", speaks=())
    try:
        since = PartialDate(listing.date)
    except BadDate as error:
        raise BadPack(f"entities/{entity.id}: {name}_listing.date: {error}") from error
    status = f" ({listing.status})" if listing.status else ""
    low, high = since.earliest or date.min, since.latest or date.max
    known = when is not None and when.has_year
    first = (when.earliest if when and known else None) or date.min
    last = (when.latest if when and known else None) or date.max
    if first >= high:
        truth, why = Truth.MET, f"on it since {listing.date}"
    elif last < low:
        truth, why = Truth.FAILED, f"not yet on it: listed on {listing.date}"
    else:
        truth, why = Truth.UNKNOWN, f"listed on {listing.date}, before or after the event"
        if not known:
            why = f"the day is not known: listed on {listing.date}"
    return Standing(on=truth, why=f"{why}{status}{by}", speaks=())

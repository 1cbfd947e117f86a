"""Who stands on which list since when: the United Nations, United States and Korean listings of the pack's entities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model import BadDate, BadPack, PartialDate, Truth
from ..subjects import Subject
from ..subjects.schema import Entity, Listing

LISTS = {
    "un": "UN 1718 Committee list",
    "us": "US (OFAC) list",
    "rok": "Republic of Korea list",
}
"""The lists that a pack's entities record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entity on a list as of a day.

    Args:
        on: whether it was on it that day; unknown where the day of listing is not known well enough.
        since: the listing's date as far as known, in EDTF; None if unknown.
        why: one plain sentence.
    """

    entity: str
    name: str
    list: str
    on: Truth
    since: str | None
    ref: str | None
    why: str


def listings(entity: Entity, day: date) -> tuple[Listed, ...]:
    """Every list that ever named the entity, with where it stood on the day. Raises BadPack if a date is not EDTF."""
    return tuple(
        _listed(entity, name, listing, day)
        for name in LISTS
        if (listing := getattr(entity, f"{name}_listing")) is not None
    )


def listed_on(day: date, pack: Subject, which: str | None = None) -> tuple[Listed, ...]:
    """The entities that were, or may have been, on a list on the day, by id, then list.

    Args:
        day: the day asked.
        pack: the subject pack.
        which: `un`, `us` or `rok`; all if None.
    """
    return tuple(
        row
        for _, entity in sorted(pack.entities.items())
        for row in listings(entity, day)
        if row.on is not Truth.FAILED and which in (None, row.list)
    )


def _listed(entity: Entity, name: str, listing: Listing, day: date) -> Listed:
    title = LISTS[name]
    if not listing.date:
        truth, why = Truth.UNKNOWN, f"named on the {title}; the day is not known"
    else:
        try:
            when = PartialDate(listing.date)
        except BadDate as error:
            raise BadPack(f"entities/{entity.id}: {name}_listing.date: {error}") from error
        first, last = when.earliest or date.min, when.latest or date.max
        if day >= last:
            truth, why = Truth.MET, f"on the {title} since {listing.date}"
        elif day < first:
            truth, why = Truth.FAILED, f"not yet on the {title}: listed on {listing.date}"
        else:
            truth, why = Truth.UNKNOWN, f"listed on the {title} at some time in {listing.date}"
    if listing.status:
        why += f" ({listing.status})"
    return Listed(entity=entity.id, name=entity.name, list=name, on=truth, since=listing.date, ref=listing.ref, why=why)

"""Sets the map: where each claim stands, and the same in words beneath."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from secondsource.publish.names import place as place_name
from secondsource.publish.tongue import noted, say
from secondsource.publish.words import count
from secondsource.subjects import Subject

from ..asked import address
from ..entries import Entry, entry
from ..listing import Row, Wish, chosen
from ..pages import set_of
from ..shelf import Shown
from .drawn import Place, frame_of, map_svg
from .outline import by_code
from .placed import Placed, placed
from .spots import Kind, Spot, country_name, known_points

AREAS = {"": noted("where the claims are"), "world": noted("the whole world")}
"""What a map can show, as the parameter has it, and how that is said."""
MOST = 300
"""Claims drawn and listed at most, the most important first."""
_HEADINGS = {
    Kind.POINT: noted("Places"),
    Kind.REGION: noted("Known to the region"),
    Kind.ROUTE: noted("Routes"),
    Kind.COUNTRY: noted("Known, or shown, only to the country"),
    Kind.NOWHERE: noted("On no map: no country is known"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Claims that stand at one spot; `anchor` is its id in the page."""

    anchor: str
    name: str
    spot: Spot
    entries: tuple[Entry, ...]


def map_page(shown: Shown, wish: Wish, area: str = "") -> str:
    """The map of the claims asked for; `area` is a key of `AREAS`."""
    rows = chosen(shown.rows, wish)
    groups = _groups(shown, rows[:MOST])
    places = [
        Place(g.spot, _short(g, shown.pack), len(g.entries), f"#{g.anchor}", _says(g))
        for g in groups
        if _stands(g.spot)
    ]
    frame = frame_of(places, whole=area == "world")
    parts = [
        (say(_HEADINGS[kind]), found) for kind in _HEADINGS if (found := [g for g in groups if g.spot.kind is kind])
    ]
    return set_of(
        shown,
        "map.html.j2",
        at="/map",
        wish=wish,
        area=area,
        areas={key: say(name) for key, name in AREAS.items()},
        picture=map_svg(places, frame) if places else "",
        parts=parts,
        kept=any(e.withheld for g in groups for e in g.entries),
        loose=any(g.spot.loose for g in groups),
        count=count,
        found=len(rows),
        most=MOST,
        total=len(shown.rows),
        choices=shown.facets.beside(wish),
        address=address,
    )


def _groups(shown: Shown, rows: Sequence[Row]) -> list[Group]:
    points = known_points(shown.pack, shown.view.mentions)
    held: defaultdict[Spot, list[Entry]] = defaultdict(list)
    for one in (placed(shown, row, points) for row in rows):
        held[one.spot].append(entry_of(shown, one))
    found = sorted(held.items(), key=lambda item: _order(item[0], item[1], shown.pack))
    return [
        Group(anchor=f"at-{n}", name=_name(spot, shown.pack), spot=spot, entries=tuple(entries))
        for n, (spot, entries) in enumerate(found, start=1)
    ]


def _order(spot: Spot, entries: list[Entry], pack: Subject) -> tuple[int, int, str, tuple[object, ...]]:
    return list(_HEADINGS).index(spot.kind), -len(entries), _name(spot, pack), spot.points


def entry_of(shown: Shown, one: Placed) -> Entry:
    """A claim on the map in words."""
    names = ", ".join(country_name(code, shown.pack) for code in one.others)
    more = [say("other countries told: {names}", names=names)] if names else []
    return entry(one.row, one.claim, *more, withheld=one.withheld)


def _name(spot: Spot, pack: Subject) -> str:
    state = country_name(spot.country, pack) if spot.country else ""
    named = place_name(spot.name, spot.country, pack)
    if not spot.name or named == state:
        return state or say("no country known")
    return f"{named} ({state})" if state else named


def _short(group: Group, pack: Subject) -> str:
    return place_name(group.spot.name, group.spot.country, pack) or group.name


def _says(group: Group) -> str:
    claims = count(len(group.entries), "claim")
    how = {
        Kind.REGION: say("{claims} somewhere in the region", claims=claims),
        Kind.COUNTRY: say("{claims} shown only to the country", claims=claims),
        Kind.ROUTE: say("{claims} of the route", claims=claims),
    }
    return f"{group.name}: {how.get(group.spot.kind, claims)}"


def _stands(spot: Spot) -> bool:
    """Whether there is anything to draw."""
    return bool(spot.points) or (spot.kind is Kind.COUNTRY and spot.country in by_code())

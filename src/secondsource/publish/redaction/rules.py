"""What an edition makes coarser by rule: data of the subject pack (`redaction.yaml`), and people in flight whatever the pack says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from secondsource.model import BadPack, PartialDate
from secondsource.subjects import Subject
from secondsource.subjects.files import read_mapping

FILE = "redaction.yaml"
PLACES = ("site", "named", "city", "county", "region", "country")
"""Precisions of a place, the narrowest first; a name without a known point may be any site."""
TIMES = ("day", "month", "quarter", "year")
"""Precisions of a date, the narrowest first."""
_IN_FLIGHT = frozenset({"DEFECTION", "DESERTION"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The narrowest that may be read: a precision of `PLACES` and one of `TIMES`."""

    place: str = "site"
    time: str = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of a pack.

    Args:
        events: by kind of event.
        unnamed: for what unnamed sources alone tell.
        told: the kinds of event to which that applies: those that only who was there can date.
    """

    events: Mapping[str, Rule] = field(default_factory=dict)
    unnamed: Rule = Rule()
    told: frozenset[str] = frozenset()


def coarse_types(pack: Subject) -> frozenset[str]:
    """The kinds of event whose town or site could lead to people in flight. A pack adds others: `coarse_on_maps` of `subject.yaml`."""
    return _IN_FLIGHT | frozenset(str(kind) for kind in pack.about.get("coarse_on_maps", ()))


def rules_of(pack: Subject) -> Rules:
    """The rules of a pack; a kind of event that leads to people in flight is never told more closely than by region and quarter, or as the pack says.

    Raises:
        BadPack: if the file names a precision that is none.
    """
    data = _data(pack)
    events = {kind: Rule(place="region", time="quarter") for kind in coarse_types(pack)}
    events |= {str(kind): _rule(rule) for kind, rule in dict(data.get("events") or {}).items()}
    unnamed = dict(data.get("unnamed_sources") or {})
    told = frozenset(str(kind) for kind in unnamed.pop("events", ()))
    return Rules(events=events, unnamed=_rule(unnamed), told=told)


def coarser(when: PartialDate, time: str) -> PartialDate:
    """A date no finer than a precision; one that is coarse enough, open or without a year stays.

    >>> coarser(PartialDate("2016-03-15"), "month").text, coarser(PartialDate("2016-05"), "quarter").text
    ('2016-03', '2016-04/2016-06')
    """
    if when.precision not in TIMES or TIMES.index(when.precision) >= TIMES.index(time) or when.earliest is None:
        return when
    year, month = when.text[:4], int(when.text[5:7])
    if time == "year":
        return PartialDate(year)
    if time == "month":
        return PartialDate(f"{year}-{month:02}")
    first = (month - 1) // 3 * 3 + 1
    return PartialDate(f"{year}-{first:02}/{year}-{first + 2:02}")


def narrower(precision: str, than: str) -> bool:
    """Whether a place of that precision is narrower than may be read; one of no precision is not."""
    return precision in PLACES and PLACES.index(precision) < PLACES.index(than)


def _data(pack: Subject) -> Mapping[str, Any]:
    try:
        path = pack.data(FILE)
    except BadPack:
        return {}
    return read_mapping(path)


def _rule(words: Mapping[str, object]) -> Rule:
    place, time = str(words.get("place", "site")), str(words.get("time", "day"))
    if place not in PLACES or time not in TIMES or not set(words) <= {"place", "time"}:
        raise BadPack(
            f"{FILE}: a rule has `place` ({', '.join(PLACES)}) and `time` ({', '.join(TIMES)}), and nothing else."
        )
    return Rule(place=place, time=time)

"""The line that a text points back at: “the route had been idle”, after flights to a country were told of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Token

from ..model import Mention, Place
from .clause import verb_of
from .place_found import FoundPlace

_POINTING = frozenset({"the", "this", "that", "these", "those"})
_ENDS = frozenset({"to", "from", "between", "with", "via"})
_WHY = "the line that the text points back at"


def points_at_line(trigger: Token, places: Sequence[tuple[FoundPlace, Token]], cues: Mapping[str, Any]) -> bool:
    """Whether what stops, resumes or is flown is “the line”, “that service”, with no place of its own beside it.

    Args:
        trigger: the event's first word.
        places: the report's places with their head words.
        cues: the pack's lists; `lines` names the words.
    """
    named = {head.i for _, head in places}
    beside = list(verb_of(trigger).children)
    of_verb = [c for c in beside if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
    if any(c.lower_ in _ENDS and any(t.i in named for t in c.subtree) for c in beside):
        return False
    return any(
        noun.lemma_.lower() in cues["lines"]["words"]
        and any(c.dep_ == "det" and c.lower_ in _POINTING for c in noun.children)
        and not any(t.i in named for t in noun.subtree)
        for noun in (trigger, *of_verb)
    )


def line_meant(
    places: Sequence[tuple[FoundPlace, Any]], told: Sequence[Mention], setting: Place | None, cues: Mapping[str, Any]
) -> Place | None:
    """The one line that the report names; else the line from home to the place of the link told before, or where the report is set.

    Args:
        places: the report's places, each with anything beside it.
        told: mentions found before.
        setting: where the report is set, if that is known.
        cues: the pack's lists; `lines` names home, `routes` the types of a link.
    """
    named = {found.name: found for found, _ in places if found.kind == "route"}
    if len(named) == 1:
        return next(iter(named.values())).told(span=None, why=_WHY)
    home = str(cues["lines"]["home"])
    before = next((m.place for m in reversed(told) if m.type in cues["routes"] and m.place and m.place.country), None)
    end = before or setting
    if end is None and len({found.country for found, _ in places if found.country}) == 1:
        end = next(found.told(span=None) for found, _ in places if found.country)
    if end is None or end.country is None:
        return None
    if end.name.startswith(f"{home}-"):
        return _line(end.name, end.country)
    return _line(f"{home}-{end.name}", end.country) if end.precision in ("country", "city") else None


def _line(name: str, country: str) -> Place:
    return Place(name=name, country=country, span=None, why=_WHY, precision="route")


def far_end(link: Place, why: str) -> Place:
    """The far end of a link from home, as a place without a point."""
    return replace(link, name=link.name.split("-", 1)[-1], lat=None, lon=None, why=why, precision="named")

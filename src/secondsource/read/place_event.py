"""Where an event happened: a place of its clause, its sentence, the context; never the government that a capital stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from spacy.tokens import Doc, Token

from ..model import Mention, Place, Statement
from .clause import distance, head_of, nearby
from .place_found import FoundPlace
from .place_line import far_end, line_meant, points_at_line
from .place_named import Located, described_in, named_in
from .triggers import Trigger

_FOREIGN = ("KR", "US", "KP", "JP")
_AUTHORITIES = frozenset({"authority", "custom", "customs", "police", "court", "prosecutor", "officer"})
"""What they seize or whom they arrest, they do at home."""
_CLAUSE = 9.0
_FINE = {"site": 4, "route": 4, "city": 3, "named": 3, "county": 2, "region": 1}


def located(doc: Doc, found: Sequence[FoundPlace], cues: Mapping[str, Any]) -> list[Located]:
    """The places that can be where something happens, with their head words; names that no gazetteer knows are added without a point."""
    sites = frozenset(cues["sites"])
    named = [
        n
        for n in named_in(doc, cues)
        if not any(p.span.overlaps(n[0].span) and not _longer(n, p, sites) for p in found)
    ]
    spans = [p.span for p, _ in named]
    tails = {p.name.split()[-1] for p, _ in named if " " in p.name}
    out = [(p, head) for p in found if not any(p.span.overlaps(s) for s in spans) and (head := head_of(doc, p.span))]
    out = [(p, head) for p, head in out if not (p.kind == "city" and p.name in tails) and _is_where(p, head)]
    return sorted([*out, *(n for n in named if _is_where(*n))], key=lambda item: item[0].span)


def _longer(named: Located, found: FoundPlace, sites: frozenset[str]) -> bool:
    """Whether an unknown name goes on where a city's name stops (“Port Saran”), or is a place of work."""
    return (
        named[0].span.covers(found.span)
        and len(named[0].span) > len(found.span)
        and (found.kind == "city" or named[1].lower_ in sites)
    )


def setting_of(
    places: Sequence[Located], titled: Sequence[FoundPlace], cues: Mapping[str, Any], doc: Doc
) -> Place | None:
    """Where a report is set: the country it names most (its headline counts double), and in it the place it names most, if one more than once.

    Home, foreign capitals and capitals that stand for a government do not count. A report that names no place at all may describe one (“the
    estuary dry dock”).
    """
    governments = cues["governments"]
    tails = {p.name.split()[-1]: p for p, _ in places if p.kind == "named" and " " in p.name}
    lands: Counter[str] = Counter()
    names: dict[str, Counter[str]] = {}
    first: dict[str, FoundPlace] = {}
    for found in [*(p for p, _ in places), *titled, *titled]:
        if found.country in _FOREIGN or found.kind in ("nationality", "bloc") or found.name in governments:
            continue
        found = tails.get(found.name, found) if found.kind == "city" else found
        land = found.country or found.name
        lands[land] += 1
        names.setdefault(land, Counter())[found.name] += 1
        first.setdefault(found.name, found)
    if not lands:
        described = described_in(doc, frozenset(cues["sites"])) if not places else None
        return (
            described.told(span=None, why="where the report is set: the one place it describes") if described else None
        )
    order = list(lands)
    land = max(order, key=lambda n: (lands[n], -order.index(n)))
    if lands[land] < 2 and len(order) > 1:
        alone = [n for n in order if first[n].kind == "named"] if all(n in first for n in order) else []
        if len(alone) != 1:
            return None
        land = alone[0]
    local = names[land]
    ranked = list(local)
    name = max(
        ranked,
        key=lambda n: (
            local[n] * (3 if first[n].kind != "country" else 1),
            _FINE.get(first[n].kind, 0),
            -ranked.index(n),
        ),
    )
    return _context(first[name], "where the report is set: the place it names most")


def place_of(
    places: Sequence[Located],
    setting: Place | None,
    trigger: Trigger,
    statement: Statement,
    told: Sequence[Mention],
    cues: Mapping[str, Any],
    doc: Doc,
) -> Place | None:
    """Where, or None: some types happen nowhere in particular, and people told of as everywhere are at no one place.

    Args:
        places: the report's places with their head words.
        setting: where the report is set.
        trigger: the event's words.
        statement: the statement that tells it.
        told: mentions found before.
        cues: the pack's lists.
        doc: the parse.
    """
    if trigger.type in cues["placeless"]:
        return None
    everywhere, places = places, nearby(places, trigger.first.idx)
    route = trigger.type in cues["routes"]
    if route and points_at_line(trigger.first, places, cues) and (line := line_meant(everywhere, told, setting, cues)):
        return line
    best: tuple[float, FoundPlace] | None = None
    for found, head in places:
        if not any(c.overlaps(found.span) for c in statement.content):
            continue
        cost = (
            distance(head, trigger.first)
            - (3 if route and found.kind == "route" else 0)
            - (0.5 if found.kind in ("city", "site") else 0)
        )
        cost += 6 if found.kind == "bloc" else 0
        if cost < _CLAUSE and (best is None or cost < best[0]):
            best = (cost, found)
    if best and best[1].kind == "bloc" and (inner := _told_within(told, trigger)) is not None:
        return _context(inner, f"from the context: what happened there was told of within {best[1].name}")
    if best:
        found = _finer(best[1], places, trigger, statement)
        if route and found.kind == "country" and (link := _link_to(found, everywhere)) is not None:
            return _context(link, "the link with that country that the report speaks of")
        if found.kind == "route" and not route:
            return far_end(found.told(span=found.span), "the end of the link")
        return found.told(span=found.span)
    words = {
        t.lower_ for c in statement.content for t in (doc.char_span(c.start, c.end, alignment_mode="expand") or ())
    }
    if trigger.type in cues["states"] and words & set(cues["everywhere"]):
        return None
    return _from_context(trigger, told, everywhere, setting, route=route)


def _finer(found: FoundPlace, places: Sequence[Located], trigger: Trigger, statement: Statement) -> FoundPlace:
    """A site or city of the same country in the same sentence says more than the country."""
    if found.kind != "country":
        return found
    inner = [
        p for p, head in places
        if p.country == found.country and p.kind in ("site", "city") and head.sent.start == trigger.first.sent.start and any(c.overlaps(p.span) for c in statement.content)
    ]  # fmt: skip
    return inner[0] if inner else found


def _at_home(found: FoundPlace) -> bool:
    """The capital, which mostly is where somebody sits and not where something happens abroad."""
    return found.name == "Pyongyang"


def _told_within(told: Sequence[Mention], trigger: Trigger) -> Place | None:
    """Where the event told last of the same type was: “the men in Africa rose” after a riot in the Congo."""
    return next((m.place for m in reversed(told) if m.type == trigger.type and m.place and m.place.country), None)


def _link_to(found: FoundPlace, places: Sequence[Located]) -> FoundPlace | None:
    """The one link with a country that the report names, if there is just one."""
    links = {p.name: p for p, _ in places if p.kind == "route" and p.country == found.country}
    return next(iter(links.values())) if len(links) == 1 else None


def _is_where(found: FoundPlace, head: Token) -> bool:
    if (
        found.kind == "nationality"
        and found.country not in (*_FOREIGN, "CN")
        and head.head.lemma_.lower() in _AUTHORITIES
    ):
        return True
    if found.kind == "nationality":
        return False
    if found.country == "KP":
        return (
            found.kind in ("city", "site", "region")
            and not _at_home(found)
            and head.head.lower_ in ("in", "at", "near")
        )
    if found.kind in ("route", "named"):
        return True
    if head.dep_ in ("nsubj", "nsubjpass", "poss", "compound", "dobj", "appos", "nmod", "amod"):
        return found.kind not in ("bloc",) and found.country not in _FOREIGN
    return True


def _from_context(
    trigger: Trigger, told: Sequence[Mention], places: Sequence[Located], setting: Place | None, *, route: bool
) -> Place | None:
    if route:
        link = next((m.place for m in reversed(told) if m.place and m.place.name.startswith("Pyongyang-")), None)
        if link:
            return _context(link, "from the context: the link told of before")
        for found, _ in places:
            if found.kind == "route":
                return _context(found, "the link the report speaks of")
    same = next(
        (m.place for m in reversed(told) if m.place and m.place.span and trigger.first.idx - m.trigger.end < 160), None
    )
    if same and not same.name.startswith("Pyongyang-"):
        return _context(same, "from the context: where the event told before was")
    if setting and setting.name.startswith("Pyongyang-") and not route:
        return far_end(setting, setting.why)
    return setting


def _context(place: FoundPlace | Place, why: str) -> Place:
    return place.told(span=None, why=why) if isinstance(place, FoundPlace) else replace(place, span=None, why=why)

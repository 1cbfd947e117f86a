"""Makes a world from one seed: draws who knew, who published first, and who took it from whom."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from .words import Names
from .world import TYPES, Access, Event, Manner, Origin, Report, Settings, World

FIRST_DAY = date(2016, 1, 4)


def made(settings: Settings) -> World:
    """The world of these settings; the same for the same settings."""
    chance = random.Random(settings.seed)
    names = Names(chance)
    count = settings.outlets or max(6, round(settings.reports**0.5))
    outlets = names.outlets(count)
    # a few outlets publish much and most little, as newsrooms do
    weights = [1 / (n + 1) for n in range(count)]
    events: list[Event] = []
    reports: list[Report] = []
    while len(reports) < settings.reports:
        event = _event(len(events), settings, chance, names)
        size = min(settings.reports - len(reports), max(1, round(chance.expovariate(1 / settings.per_event))))
        events.append(event)
        reports += _published(event, size, len(reports), settings, chance, outlets, weights)
    return World(settings, tuple(events), tuple(sorted(reports, key=lambda r: (r.day, r.number))))


def _event(number: int, settings: Settings, chance: random.Random, names: Names) -> Event:
    further = 0
    while chance.random() < settings.origins / (1 + settings.origins):
        further += 1
    origins = []
    for at in range(1 + further):
        access = chance.choices(tuple(Access), (3, 5, 2, 1))[0]
        named = chance.random() >= settings.anonymous or access in (Access.RECORD, Access.SENSOR)
        origins.append(
            Origin(
                number=at,
                access=access,
                name=names.origin(access.value) if named else "",
                rests_on=0 if at and chance.random() < settings.hidden else None,
            )
        )
    return Event(
        number=number,
        type=chance.choice(TYPES),
        day=FIRST_DAY + timedelta(days=chance.randrange(1500)),
        place=names.place(),
        workers=chance.randrange(12, 900),
        origins=tuple(origins),
    )


def _published(
    event: Event,
    size: int,
    first: int,
    settings: Settings,
    chance: random.Random,
    outlets: Sequence[str],
    weights: Sequence[float],
) -> list[Report]:
    """So many reports of one event: the first from an origin, later ones from origins that have not spoken yet or from earlier reports."""
    out: list[Report] = []
    silent = list(range(len(event.origins)))
    day = event.day
    loop, retraction = (
        size > 3 and chance.random() < settings.loops,
        size > 3 and chance.random() < settings.retractions,
    )
    for at in range(size - loop - retraction):
        day += timedelta(days=min(40, int(chance.expovariate(1 / 2.0))) + (1 if at else 0))
        outlet = chance.choices(outlets, weights)[0]
        report = Report(
            number=first + at,
            event=event.number,
            outlet=outlet,
            day=day,
            language="en",
            manner=Manner.FIRST,
            told=event.workers,
            present=chance.random() >= settings.missing,
        )
        others = [r for r in out if r.outlet != outlet and r.withdraws is None]
        if out and (not silent or chance.random() < settings.takers) and others:
            report = _taken(report, others, settings, chance)
        else:
            report = replace(report, origin=silent.pop(0) if silent else chance.randrange(len(event.origins)))
        out.append(report)
    if loop and (closing := _closing(out, first + len(out), chance)):
        out.append(closing)
    if retraction and (taken_back := _taken_back(out, first + len(out), chance)):
        out.append(taken_back)
    return out


def _taken(report: Report, others: Sequence[Report], settings: Settings, chance: random.Random) -> Report:
    giver = others[0] if chance.random() < 0.4 else others[-1 - min(len(others) - 1, int(chance.expovariate(0.7)))]
    foreign = chance.random() < settings.translators
    manner = (
        Manner.TRANSLATES
        if foreign
        else Manner.COPIES
        if chance.random() < settings.copies
        else Manner.HEARSAY
        if chance.random() < settings.hearsay / max(1e-9, 1 - settings.copies)
        else Manner.CITES
    )
    told = giver.told
    if chance.random() < settings.mutations:
        told = max(2, round(told * chance.choice((0.1, 0.5, 0.8, 1.2, 2, 10))))
    says = manner is not Manner.HEARSAY and chance.random() >= settings.unsaid
    return replace(
        report,
        language="ko" if foreign and giver.language == "en" else giver.language if not foreign else "en",
        manner=manner,
        giver=giver.number,
        says=says,
        disguised=not says and manner is not Manner.HEARSAY and chance.random() < settings.disguised,
        told=told,
    )


def _closing(reports: Sequence[Report], number: int, chance: random.Random) -> Report | None:
    """The report by which the first outlet tells its own story after one that took it from there; None if nobody did."""
    opening = reports[0]
    takers = [r for r in reports if r.giver == opening.number]
    if not takers:
        return None
    taker = chance.choice(takers)
    return Report(
        number=number,
        event=opening.event,
        outlet=opening.outlet,
        day=max(r.day for r in reports) + timedelta(days=2),
        language=opening.language,
        manner=Manner.CITES,
        giver=taker.number,
        told=taker.told,
    )


def _taken_back(reports: Sequence[Report], number: int, chance: random.Random) -> Report | None:
    """The report by which an outlet withdraws what an origin had told it; the event's opening report stands."""
    firsts = [r for r in reports[1:] if r.origin is not None]
    if not firsts:
        return None
    wrong = chance.choice(firsts)
    return replace(
        wrong, number=number, day=max(r.day for r in reports) + timedelta(days=5), withdraws=wrong.number, present=True
    )

"""A world's reports as a newsroom would write them: to be read like any other, which measures reading, joining and tracing together."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .render import bodies_of
from .world import Access, Manner, Origin, Report, World

_DID = {
    "WORK_STOPPAGE": ("went on strike", "refused to work", "laid down their tools", "stopped work"),
    "REPATRIATION": ("were flown home", "were sent home", "were sent back to North Korea"),
    "DESERTION": ("fled their work site", "ran away from their work site", "escaped from their work site"),
    "ARRIVAL": ("arrived for work", "were brought in", "arrived by bus"),
    "PROTEST_OR_RIOT": ("rioted", "rose up against their minders", "protested over their pay"),
    "DETENTION": ("were detained", "were arrested", "were taken into custody"),
}
_TOLD = (
    "an official who asked not to be named",
    "a businessman in the town",
    "a source familiar with the matter",
    "a trader who deals with the firm",
)
_SAW = ("a witness", "a neighbour who saw it", "a driver who was there")
_SAID = ("said", "told the {outlet}", "told this newspaper")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report as a file: what a case takes in."""

    number: int
    outlet: str
    day: date
    text: str


def pages(world: World) -> Iterator[Page]:
    """The reports in the case that are written in English, in order of publication."""
    bodies = dict(bodies_of(world))
    for report in world.reports:
        if report.present and report.language == "en":
            chance = random.Random(f"{world.settings.seed}/{report.number}")
            lead = _lead(world, report, chance)
            yield Page(
                number=report.number,
                outlet=report.outlet,
                day=report.day,
                text=f"{lead}\n\n{' '.join(bodies[report.number])}\n",
            )


def _lead(world: World, report: Report, chance: random.Random) -> str:
    event = world.events[report.event]
    did = chance.choice(_DID[event.type])
    what = (
        f"{report.told} North Korean workers {did} in {event.place} on {event.day:%B} {event.day.day}, {event.day.year}"
    )
    if report.withdraws is not None:
        return f"Correction: the {report.outlet} has withdrawn its report. No workers {did} in {event.place} on {event.day:%B} {event.day.day}, {event.day.year}."
    if report.origin is not None:
        return _first(what, event.origins[report.origin], report.outlet, chance)
    assert report.giver is not None
    giver = world.by_number[report.giver]
    if report.manner is Manner.HEARSAY:
        return f"{what}, according to local reports."
    if report.disguised:
        return f"{what}, a source told the {report.outlet}."
    if not report.says:
        return f"{what}."
    theirs = world.events[report.event].origins[giver.origin] if giver.origin is not None else None
    deeper = ""
    if chance.random() < 0.5:
        if theirs is not None:
            deeper = f", citing {theirs.name}" if theirs.name else ", citing an unnamed source"
        elif giver.says and giver.giver is not None and giver.manner is not Manner.HEARSAY:
            deeper = f", citing the {world.by_number[giver.giver].outlet}"
    if chance.random() < 0.5:
        return f"{what}, the {giver.outlet} reported{deeper}."
    return f"The {giver.outlet} reported{deeper + ',' if deeper else ''} that {what[0].lower() + what[1:]}."


def _first(what: str, origin: Origin, outlet: str, chance: random.Random) -> str:
    if origin.access is Access.RECORD:
        return f"{what}, according to the {origin.name}."
    if origin.access is Access.SENSOR:
        return f"{what}, pictures of the {origin.name} show."
    if origin.name:
        role = "who saw it" if origin.access is Access.WITNESS else "a manager of the firm"
        return f"{what}, {origin.name}, {role}, {chance.choice(_SAID).format(outlet=outlet)}."
    who = chance.choice(_SAW if origin.access is Access.WITNESS else _TOLD)
    return f"{what}, {who} {chance.choice(_SAID).format(outlet=outlet)}."

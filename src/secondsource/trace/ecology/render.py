"""A world as a case holds it: reports with their words, the statements and events in them, and the claims that these are."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator

from ...model import (
    Anonymity,
    Basis,
    Chain,
    Claim,
    Factuality,
    How,
    Known,
    Link,
    LinkKind,
    Mention,
    PartialDate,
    Place,
    Quantity,
    Range,
    Reading,
    Span,
    Statement,
    Status,
    When,
    claim_id,
    mention_id,
    statement_id,
)
from ...model import Report as Text
from .words import body, foreign
from .world import Access, Event, Manner, Origin, Report, World

_WHY = "made with the world"
_BASIS = {
    Access.WITNESS: Basis.WITNESSED,
    Access.TOLD: Basis.TOLD,
    Access.RECORD: Basis.RECORD,
    Access.SENSOR: Basis.SENSOR,
}
_KIND = {
    Access.WITNESS: LinkKind.PERSON,
    Access.TOLD: LinkKind.PERSON,
    Access.RECORD: LinkKind.RECORD,
    Access.SENSOR: LinkKind.SENSOR,
}
_DID = {
    "WORK_STOPPAGE": "stopped work",
    "REPATRIATION": "were flown home",
    "DESERTION": "left the site",
    "ARRIVAL": "arrived",
    "PROTEST_OR_RIOT": "protested",
    "DETENTION": "were detained",
}
_SHARE_TOLD = 0.9
_Told = tuple[tuple[tuple[str, LinkKind], ...], Basis, Anonymity]
"""Chain, basis and anonymity of what a report says."""


def rendered(world: World) -> tuple[list[Reading], list[Claim]]:
    """The readings of the reports in the case, in order of publication, and the true claims over them."""
    bodies = dict(bodies_of(world))
    readings: list[Reading] = []
    mentions: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for report in world.reports:
        if report.present:
            parts = _parts(world, report)
            reading = _reading(world, report, bodies[report.number], parts)
            readings.append(reading)
            for part, mention in zip(parts, reading.mentions, strict=True):
                mentions[report.event, part].append(mention)
    return readings, [
        _claim(world.events[event].part(part, world.settings), found)
        for (event, part), found in sorted(mentions.items())
    ]


def _parts(world: World, report: Report) -> list[int]:
    """Which parts of its event a report tells of: the first one, and of the others nine in ten."""
    chance = random.Random(f"{world.settings.seed}.{report.number}.parts")
    return [0, *(n for n in range(1, world.settings.parts) if chance.random() < _SHARE_TOLD)]


def bodies_of(world: World) -> Iterator[tuple[int, list[str]]]:
    """The sentences below the first one of every report, by its number, missing reports included: copies are made of those too."""
    kept: dict[int, list[str]] = {}
    for report in sorted(world.reports, key=lambda r: r.number):
        chance = random.Random(f"{world.settings.seed}.{report.number}")
        if report.manner is Manner.COPIES and report.giver is not None and report.withdraws is None:
            theirs = kept[report.giver]
            left = max(2, round(len(theirs) * chance.uniform(0.5, 1.0)))
            chosen = sorted(chance.sample(range(len(theirs)), left))
            sentences = [theirs[n] for n in chosen] + body(chance, chance.randrange(0, 3))
        elif report.language == "en":
            sentences = body(chance, chance.randrange(5, 11))
        else:
            sentences = foreign(chance, chance.randrange(5, 11))
        kept[report.number] = sentences
        yield report.number, sentences


def _told(world: World, report: Report) -> _Told:
    """Whom a report names, outermost first."""
    if report.withdraws is not None:
        return (), Basis.UNKNOWN, Anonymity.NONE
    if report.origin is not None:
        return _of_origin(world.events[report.event].origins[report.origin], report.outlet)
    assert report.giver is not None
    giver = world.by_number[report.giver]
    if report.manner is Manner.HEARSAY:
        return ((f"unnamed reports ({report.outlet})", LinkKind.UNNAMED),), Basis.READ, Anonymity.UNNAMED
    if report.disguised:
        return ((f"unnamed source ({report.outlet})", LinkKind.UNNAMED),), Basis.TOLD, Anonymity.UNNAMED
    if not report.says:
        return (), Basis.UNKNOWN, Anonymity.NONE
    theirs, basis, anonymity = _told(world, giver)
    if theirs and len(theirs) < 3 and random.Random(f"{world.settings.seed}:{report.number}").random() < 0.5:
        return ((giver.outlet, LinkKind.OUTLET), *theirs), basis, anonymity
    return ((giver.outlet, LinkKind.OUTLET),), Basis.READ, Anonymity.NAMED


def _of_origin(origin: Origin, outlet: str) -> _Told:
    if origin.name:
        return ((origin.name, _KIND[origin.access]),), _BASIS[origin.access], Anonymity.NAMED
    noun = "witness" if origin.access is Access.WITNESS else "source"
    return ((f"unnamed {noun} ({outlet})", LinkKind.UNNAMED),), _BASIS[origin.access], Anonymity.UNNAMED


def _reading(world: World, report: Report, sentences: list[str], parts: list[int]) -> Reading:
    told, basis, anonymity = _told(world, report)
    name = f"{hashlib.sha256(f'{world.settings.seed}.{report.number}'.encode()).hexdigest()[:16]}-0"
    text = "Correction, withdrawn. " if report.withdraws is not None else ""
    factuality = Factuality.DENIED if report.withdraws is not None else Factuality.ASSERTED
    said = ", according to " + ", citing ".join(n for n, _ in told) if told else ""
    statements: list[Statement] = []
    mentions: list[Mention] = []
    for part in parts:
        event = world.events[report.event].part(part, world.settings)
        workers, did = event.workers if part else report.told, _DID[event.type]
        content = f"{workers} workers {did} in {event.place} on {event.day:%d %B %Y}"
        start = len(text)
        text += f"{content}{said}.\n\n"
        span = Span(start, start + len(content))
        trigger = Span(start + content.index(did), start + content.index(did) + len(did))
        links = tuple(
            Link(name=n, kind=k, span=Span(at, at + len(n))) for n, k in told for at in (text.index(n, span.end),)
        )
        statements.append(
            Statement(
                id=statement_id(name, (span,)),
                report=name,
                content=(span,),
                cue=None,
                speaker=None,
                chain=Chain(links),
                basis=basis,
                anonymity=anonymity,
                factuality=factuality,
                confidence=1.0,
                how=_WHY,
            )
        )
        mentions.append(
            Mention(
                id=mention_id(name, trigger, event.type),
                report=name,
                statement=statements[-1].id,
                type=event.type,
                trigger=trigger,
                when=When(date=PartialDate(event.day.isoformat()), span=span, why=_WHY),
                place=Place(name=event.place, country=None, span=span, precision="named"),
                quantities=(Quantity(what="workers", range=Range(workers, workers), span=span),),
                factuality=factuality,
            )
        )
    text += " ".join(sentences)
    return Reading(
        report=Text(
            id=name,
            capture=hashlib.sha256(text.encode()).hexdigest(),
            part=0,
            name=f"report {report.number}",
            text=text,
            outlet=_known(report.outlet),
            published=_known(report.day.isoformat()),
            language=_known(report.language),
        ),
        statements=tuple(statements),
        mentions=tuple(mentions),
    )


def _known(value: str) -> Known:
    return Known(value=value, how=How.GIVEN, why=_WHY)


def _claim(event: Event, mentions: list[Mention]) -> Claim:
    return Claim(
        id=claim_id(mentions[0].id),
        type=event.type,
        title=f"{event.type}, {event.place}",
        mentions=tuple(sorted(m.id for m in mentions)),
        reports=tuple(sorted({m.report for m in mentions})),
        when=PartialDate(event.day.isoformat()),
        place=event.place,
        country=None,
        values=(),
        conflicts=(),
        status=Status.SUPPORTED,
    )

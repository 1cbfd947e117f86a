"""Joining: mentions of made-up events, told by several reports each, into claims: how time and memory grow with the number of mentions.

In the world that grows, there are more towns where there are more mentions, as in an archive that takes in more of the world. In the crowded one
there are six towns, however many events: the hard case, as ever more events look alike.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from secondsource.join import join
from secondsource.model import (
    Claim,
    How,
    Known,
    Mention,
    PartialDate,
    Place,
    Quantity,
    Range,
    Reading,
    Report,
    Span,
    When,
    digest_of,
    mention_id,
    report_id,
)
from secondsource.subjects import load

from .measure import Row, peak_memory, timed

TYPES = ("WORK_STOPPAGE", "PROTEST_OR_RIOT", "REPATRIATION", "DESERTION", "CASH_SEIZURE", "ARRIVAL")
TRIGGERS = ("struck", "protested", "sent home", "fled", "seized", "arrived")
PLACES = (
    ("Kuwait", "KW"),
    ("Doha", "QA"),
    ("Dandong", "CN"),
    ("Vladivostok", "RU"),
    ("Colombo", "LK"),
    ("Warsaw", "PL"),
)
TOLD_BY = 5


PER_TOWN = 70
"""Mentions for each town of the world that grows."""


def readings(mentions: int, *, crowded: bool = False) -> list[Reading]:
    """What `told` gives, all at once."""
    return list(told(mentions, crowded=crowded))


def told(mentions: int, *, crowded: bool = False) -> Iterator[Reading]:
    """One mention a report; every event is told by five reports that agree in type and place and nearly in date.

    Args:
        mentions: how many.
        crowded: whether all of them are in six towns.
    """
    towns = 1 if crowded else max(1, mentions // PER_TOWN // len(PLACES))
    chance = random.Random(2375)
    for event in range(mentions // TOLD_BY):
        which, (place, country) = chance.randrange(len(TYPES)), chance.choice(PLACES)
        place = place if crowded else f"{place} {chance.randrange(towns)}"
        day, many = date(2010, 1, 1) + timedelta(days=chance.randrange(5000)), chance.randrange(5, 500)
        for teller in range(TOLD_BY):
            text = f"On {day.isoformat()} in {place} {many} workers {TRIGGERS[which]} (report {event}.{teller})."
            digest = digest_of(text.encode())
            published = Known(value=(day + timedelta(days=teller)).isoformat(), how=How.GIVEN, why="made for measuring")
            report = Report(
                id=report_id(digest, 0),
                capture=digest,
                part=0,
                name=f"{event}.{teller}",
                text=text,
                published=published,
            )
            at = {
                word: Span(text.index(word), text.index(word) + len(word))
                for word in (day.isoformat(), place, TRIGGERS[which])
            }
            given = day.isoformat() if teller % 2 else day.isoformat()[:7]
            number = Span(text.index(f" {many} ") + 1, text.index(f" {many} ") + 1 + len(str(many)))
            mention = Mention(
                id=mention_id(report.id, at[TRIGGERS[which]], TYPES[which]),
                report=report.id,
                statement=None,
                type=TYPES[which],
                trigger=at[TRIGGERS[which]],
                when=When(date=PartialDate(given), span=at[day.isoformat()], why="made for measuring"),
                place=Place(name=place, country=country, span=at[place], precision="city"),
                quantities=(Quantity(what="workers", range=Range(many, many), span=number),),
            )
            yield Reading(report=report, statements=(), mentions=(mention,))


def purity(claims: Sequence[Claim], made: Sequence[Reading]) -> float:
    """B-cubed F1 of the claims against the events that were made up."""
    event = {m.id: r.report.name.split(".")[0] for r in made for m in r.mentions}
    sizes = Counter(event.values())
    both = [
        (n / len(claim.mentions), n / sizes[e], n)
        for claim in claims
        for e, n in Counter(event[m] for m in claim.mentions).items()
    ]
    precision, recall = (sum(share[k] * share[2] for share in both) / len(event) for k in (0, 1))
    return 2 * precision * recall / (precision + recall)


def measure() -> Iterator[Row]:
    pack = load()
    for crowded in (False, True):
        for count in (1_000, 10_000, 100_000):
            made = readings(count, crowded=crowded)
            claims = join(made, pack)
            note = f"{count // TOLD_BY:,} events, {len(claims):,} claims, B3 {purity(claims, made):.3f}"
            yield timed(
                f"joining {count:,} mentions{', six towns' if crowded else ''}",
                "secondsource",
                count,
                "mentions",
                partial(join, made, pack),
                rounds=1,
                note=f"{note}; {peak_memory():,.0f} MB at most",
            )

"""Joining: mentions of made-up events, told by several reports each, into claims: how the time grows with the number of mentions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from secondsource.join import join
from secondsource.model import (
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

from .measure import Row, timed

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


def readings(mentions: int) -> list[Reading]:
    """One mention a report; every event is told by five reports that agree in type and place and nearly in date."""
    chance = random.Random(2375)
    out = []
    for event in range(mentions // TOLD_BY):
        which, (place, country) = chance.randrange(len(TYPES)), chance.choice(PLACES)
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
            told = day.isoformat() if teller % 2 else day.isoformat()[:7]
            number = Span(text.index(f" {many} ") + 1, text.index(f" {many} ") + 1 + len(str(many)))
            mention = Mention(
                id=mention_id(report.id, at[TRIGGERS[which]], TYPES[which]),
                report=report.id,
                statement=None,
                type=TYPES[which],
                trigger=at[TRIGGERS[which]],
                when=When(date=PartialDate(told), span=at[day.isoformat()], why="made for measuring"),
                place=Place(name=place, country=country, span=at[place]),
                quantities=(Quantity(what="workers", range=Range(many, many), span=number),),
            )
            out.append(Reading(report=report, statements=(), mentions=(mention,)))
    return out


def measure() -> Iterator[Row]:
    pack = load()
    for count in (2_500, 5_000, 10_000):
        made = readings(count)
        claims = len(join(made, pack))
        note = f"{count // TOLD_BY:,} events, {claims:,} claims found"
        yield timed(
            f"joining {count:,} mentions",
            "secondsource",
            count,
            "mentions",
            partial(join, made, pack),
            rounds=1,
            note=note,
        )

"""Who knew of what, who published it first, and who took it from whom.

A world has events; an event has origins, people or instruments with access of their own; outlets publish what an origin tells them, or what another
outlet has published. Each choice is drawn from one seed, so a world can be made again. `Settings` says how much of each kind of trouble there is.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

TYPES = ("WORK_STOPPAGE", "REPATRIATION", "DESERTION", "ARRIVAL", "PROTEST_OR_RIOT", "DETENTION")
"""What an event may be."""


class Access(StrEnum):
    """How an origin knows."""

    WITNESS = "witness"
    TOLD = "told"
    RECORD = "record"
    SENSOR = "sensor"


class Manner(StrEnum):
    """How a report comes to its matter."""

    FIRST = "first"
    CITES = "cites"
    COPIES = "copies"
    TRANSLATES = "translates"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a world is made. Shares are of 0 to 1.

    Args:
        reports: how many are published, 10 to 2,000,000.
        seed: of all choices.
        per_event: reports of an event, on average.
        origins: origins of an event beyond the first, on average.
        takers: share of an event's later reports that take from an earlier report and not from an origin.
        copies: share of the takers that copy words; the others tell it in their own.
        unsaid: share of the takers that do not say whom they have it from.
        disguised: share of those that put an unnamed source of their own in its place.
        translators: share of the takers that write in another language.
        hearsay: share of the takers that speak of “reports” or a rumour without a name.
        anonymous: share of the origins whose name is not told.
        hidden: share of the further origins that in truth rest on the first one, which no report says.
        missing: share of the reports that are published but not in the case.
        mutations: share of the takers that change the number.
        loops: share of the events whose first outlet later tells its own story after another.
        retractions: share of the origins' first reports that their outlet withdraws later.
        outlets: how many; by default the square root of the reports, at least 6.
        parts: things that happened in one event; a report tells of the first, and of each further one nine times in ten. More than one makes reports
            that tell of several claims; it changes nothing else in a world.
    """

    reports: int = 200
    seed: int = 0
    per_event: float = 8.0
    origins: float = 1.0
    takers: float = 0.6
    copies: float = 0.5
    unsaid: float = 0.2
    disguised: float = 0.2
    translators: float = 0.1
    hearsay: float = 0.05
    anonymous: float = 0.5
    hidden: float = 0.1
    missing: float = 0.1
    mutations: float = 0.1
    loops: float = 0.05
    retractions: float = 0.03
    outlets: int | None = None
    parts: int = 1

    def __post_init__(self) -> None:
        if not 10 <= self.reports <= 2_000_000:
            raise ValueError(f"A world has 10 to 2,000,000 reports, not {self.reports:,}.")
        if self.parts < 1:
            raise ValueError(f"An event has at least one part, not {self.parts}.")
        for name in _SHARES:
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is a share from 0 to 1, not {getattr(self, name)}.")


_SHARES = (
    "takers", "copies", "unsaid", "disguised", "translators", "hearsay", "anonymous", "hidden", "missing", "mutations", "loops", "retractions",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Someone or something with access. `name` is empty where no report tells it; `rests_on` is the origin that it has it from in truth."""

    number: int
    access: Access
    name: str
    rests_on: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A published report.

    Args:
        number: its place in the world.
        event: the event it tells.
        outlet: who publishes it.
        day: when.
        language: `en` or `ko`.
        manner: how it came to its matter.
        origin: the origin that told it, for a first report.
        giver: the report it took from, for a taker.
        says: whether it says whom it has it from.
        disguised: whether it names an unnamed source of its own instead.
        told: the number of workers that it tells.
        withdraws: a report of its own outlet that it takes back, with whatever else that outlet told of the event.
        present: whether it is in the case.
    """

    number: int
    event: int
    outlet: str
    day: date
    language: str
    manner: Manner
    origin: int | None = None
    giver: int | None = None
    says: bool = True
    disguised: bool = False
    told: int = 0
    withdraws: int | None = None
    present: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened: kind, day, place and number are true; its origins are the only ones who know."""

    number: int
    type: str
    day: date
    place: str
    workers: int
    origins: tuple[Origin, ...]

    def part(self, number: int, settings: Settings) -> Event:
        """What else happened: the event itself for part 0, and for a further one another kind, day and number in the same place."""
        if not number:
            return self
        chance = random.Random(f"{settings.seed}.{self.number}.part.{number}")
        return replace(
            self,
            type=TYPES[(TYPES.index(self.type) + number) % len(TYPES)],
            day=self.day + timedelta(days=3 * number + chance.randrange(3)),
            workers=chance.randrange(12, 900),
        )


@dataclass(frozen=True)
class World:
    """Events and reports, the reports in order of publication."""

    settings: Settings
    events: tuple[Event, ...]
    reports: tuple[Report, ...]

    @cached_property
    def by_number(self) -> Mapping[int, Report]:
        """Reports by their number."""
        return {r.number: r for r in self.reports}

    @cached_property
    def of_event(self) -> Mapping[int, Sequence[Report]]:
        """The reports of each event that are in the case and assert it, in order of publication."""
        out: dict[int, list[Report]] = {e.number: [] for e in self.events}
        for report in self.reports:
            if report.present and report.withdraws is None:
                out[report.event].append(report)
        return out

    @cached_property
    def withdrawn(self) -> frozenset[int]:
        """Reports of an event that their outlet takes back in a report of the case, and those that have their matter from one of them."""
        back = [r for r in self.reports if r.withdraws is not None and r.present]
        out = {
            r.number
            for b in back
            for r in self.reports
            if (r.event, r.outlet) == (b.event, b.outlet)
            and r.withdraws is None
            and (r.day, r.number) < (b.day, b.number)
        }
        for report in sorted(self.reports, key=lambda r: r.number):
            if report.giver in out and report.withdraws is None:
                out.add(report.number)
        return frozenset(out)

    def origin_of(self, report: Report) -> Origin:
        """The origin from which a report has its matter in the end, through whomever it took it from."""
        while report.origin is None:
            assert report.giver is not None
            report = self.by_number[report.giver]
        return self.events[report.event].origins[report.origin]

    def independent(self, event: int) -> int:
        """How many independent origins stand behind the reports of an event that are in the case.

        Origins that rest on another one are that one, and what was withdrawn counts no more.
        """
        behind = {self.origin_of(r) for r in self.of_event[event] if r.number not in self.withdrawn}
        return len({o.number if o.rests_on is None else o.rests_on for o in behind})

    def tellers(self, event: int) -> int:
        """How many outlets tell an event: what a count of outlets would say."""
        return len({r.outlet for r in self.of_event[event]})

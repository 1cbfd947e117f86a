"""What a scenario is made of: parameters with their sources, hosts, measures of law, presets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Trust(StrEnum):
    """How well a figure is founded."""

    HIGH = "high"
    """An official count, or a document that was seen."""
    MEDIUM = "medium"
    """A named outlet with a stated basis, or two unlike sources."""
    LOW = "low"
    """One unnamed source, or an estimate quoted again and again."""
    ASSUMED = "assumed"
    """Nobody has measured it: a choice of the model, to be varied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number of the model.

    Args:
        name: how the equations and the command line call it.
        text: what it means, in a sentence.
        unit: such as `USD`, `1/month`, `share`, `month`, `1`.
        value: what a run takes if nobody says otherwise.
        low, high: the range within which it may be varied.
        source: who says so, where and when; or why it was chosen.
        trust: how well it is founded.
    """

    name: str
    text: str
    unit: str
    value: float
    low: float
    high: float
    source: str
    trust: Trust


class Lever(StrEnum):
    """What a measure acts on."""

    ENTRY = "entry"
    """New posts in the formal class: share that is refused."""
    INFORMAL = "informal"
    """New posts in the informal class (study, tourism, short stay): share that is refused."""
    RETURN = "return"
    """Workers in the formal class: share that must leave in a month."""
    BANK = "bank"
    """Money sent by wire: share of it that is closed."""
    FLIGHT = "flight"
    """Journeys home: share of the months' traffic that is stopped."""
    BORDER = "border"
    """All movement in and out of the home country: share that is stopped."""
    DEMAND = "demand"
    """Work to be had: share that is gone."""
    LATE = "late"
    """Chance in a month that an employer does not pay: added to that of the host."""
    MONEY = "money"
    """The host's currency against the dollar: natural logarithm of the fall, once."""
    SEIZURE = "seizure"
    """Chance that a courier's cash is seized: added to the usual one."""
    CAMPAIGN = "campaign"
    """Plan money: share added while a campaign runs; hours are longer too."""
    QUOTA = "quota"
    """Plan money: share added for good."""
    OPENING = "opening"
    """Posts that the host would take over and above those it has: share of the workers abroad at the start, in a month."""
    CONTROL = "control"
    """Watch over the workers: share by which it is weaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something that changes the conditions from a day on.

    Args:
        name: its id within the preset.
        lever: what it acts on.
        hosts: codes of the hosts it acts in; none for all.
        strength: how much, in the unit of the lever, at a pressure of 1.
        start: the first day.
        end: the last day, or None.
        provision: the provision of law that it carries out, whose date is then the start; else empty.
        pressed: whether the lever “pressure” makes it stronger or weaker; events that nobody's policy decides are not.
        source: who says so.
    """

    name: str
    lever: Lever
    hosts: tuple[str, ...]
    strength: float
    start: date
    end: date | None
    provision: str
    pressed: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A country with workers in it; money in dollars of the start of a run.

    Args:
        code: ISO 3166-1 alpha-2.
        name: in English.
        wage: gross pay of a worker in a month, USD.
        plan: what a worker must hand over in a month, USD.
        keep: what a worker needs to live in a month, USD.
        swing: standard deviation of the logarithm of its currency against the dollar in a month; 0 where it is pegged.
        informal: share of the workers that came on papers for something else than work.
        enforcement: share of what the law asks that is carried out, 0 to 1.
        openness: weight by which it takes posts that are lost elsewhere.
        flight: chance in a month that a worker leaves his post for good, when nothing is wrong.
        talk: how much crews hear of each other, 0 to 1.
        source: of the figures.
        trust: of the weakest of them.
    """

    code: str
    name: str
    wage: float
    plan: float
    keep: float
    swing: float
    informal: float
    enforcement: float
    openness: float
    flight: float
    talk: float
    source: str
    trust: Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Workers in a host when a run begins: the likeliest number and the ends of what is believed."""

    value: float
    low: float
    high: float
    source: str
    trust: Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A time and what happened in it.

    Args:
        name: how the command line calls it.
        title: for people.
        text: what it is about, and what it leaves out.
        start: the first day of its first month.
        months: how many.
        sites: crews in all.
        stocks: workers at the start, by host.
        measures: in order of time.
        parameters: values that differ from those of the model.
    """

    name: str
    title: str
    text: str
    start: date
    months: int
    sites: int
    stocks: Mapping[str, Stock]
    measures: tuple[Measure, ...]
    parameters: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Everything a scenario may draw on: parameters, hosts and presets, by name."""

    parameters: Mapping[str, Parameter]
    hosts: Mapping[str, Host]
    presets: Mapping[str, Preset]

"""What acts from outside, month by month: measures of law, shocks, campaigns."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from .ground import Ground
from .values import Lever, Measure, Preset

Array = npt.NDArray[Any]
_CARRIED_OUT = (Lever.ENTRY, Lever.INFORMAL, Lever.RETURN)
"""Levers that hosts pull only as far as they enforce the law."""
_ONCE = (Lever.MONEY, Lever.QUOTA)
"""Levers that act in the month of their first day and not again."""


@dataclass(frozen=True, slots=True)
class Forces:
    """What acts in one month, `[runs or 1, groups]`, shares between 0 and 1.

    Args:
        entry: share of new posts that is let in.
        leave: share of the workers that the law sends home.
        wire: share of the money that can be wired.
        way: share of the journeys home that can be made.
        border: share of all movement that is stopped.
        demand: share of the work that is gone.
        late: added to the chance that an employer does not pay.
        fall: `[.., hosts]`, fall of the logarithm of the currency.
        seizure: added to the chance that a courier's cash is seized.
        openings: posts that are opened, as a share of the workers at the start.
        control: share by which the watch is weaker.
        campaign: `[.., 1]`, share by which plan money is raised while a campaign runs.
        quota: `[.., 1]`, share by which it is raised for good.
    """

    entry: Array
    leave: Array
    wire: Array
    way: Array
    border: Array
    demand: Array
    late: Array
    fall: Array
    seizure: Array
    openings: Array
    control: Array
    campaign: Array
    quota: Array


class Schedule:
    """The measures of a preset, laid out by month and group.

    Args:
        preset: whose measures.
        ground: its groups.
        kind: the dtype of all numbers.
    """

    def __init__(self, preset: Preset, ground: Ground, kind: Any) -> None:
        self._ground = ground
        shape = (2, preset.months, ground.groups)
        self._acting = {lever: np.zeros(shape, dtype=kind) for lever in Lever}
        for measure in preset.measures:
            self._lay(measure, preset)
        for lever in _CARRIED_OUT:
            self._acting[lever] *= ground.enforcement

    def _lay(self, measure: Measure, preset: Preset) -> None:
        groups = [
            at
            for at, host in enumerate(self._ground.host_of_group)
            if not measure.hosts or self._ground.hosts_named[host] in measure.hosts
        ]
        at = self._acting[measure.lever][int(measure.pressed)]
        for number in range(preset.months):
            share = in_month(measure, preset.start, number)
            if share:
                at[number, groups] += measure.strength * share

    def at(self, number: int, p: Any) -> Forces:
        """What acts in the month of that number, for parameters that differ between runs."""
        return self._forces(slice(number, number + 1), p)

    def all(self, p: Any) -> list[Forces]:
        """What acts in each month, for parameters that are one number each."""
        whole = self._forces(slice(None), p)
        months = len(whole.entry)
        return [Forces(*(getattr(whole, f.name)[at : at + 1] for f in fields(Forces))) for at in range(months)]

    def _forces(self, months: slice, p: Any) -> Forces:
        def acting(lever: Lever, least: float = 0.0, most: float = 1.0) -> Array:
            plain, pressed = self._acting[lever][:, months]
            share: Array = np.clip(plain + pressed * p.pressure, least, most)
            return share

        border, leave = acting(Lever.BORDER), acting(Lever.RETURN)
        hidden = self._ground.informal_group
        return Forces(
            entry=(1 - np.where(hidden, acting(Lever.INFORMAL), acting(Lever.ENTRY))) * (1 - border),
            leave=np.where(hidden, leave * p.found, leave),
            wire=1 - acting(Lever.BANK),
            way=(1 - acting(Lever.FLIGHT)) * (1 - border),
            border=border,
            demand=acting(Lever.DEMAND),
            late=acting(Lever.LATE),
            fall=acting(Lever.MONEY, -5, 5)[..., ::2],
            seizure=acting(Lever.SEIZURE),
            openings=acting(Lever.OPENING),
            control=acting(Lever.CONTROL),
            campaign=acting(Lever.CAMPAIGN, 0, 5)[..., :1],
            quota=acting(Lever.QUOTA, 0, 5)[..., :1],
        )


def in_month(measure: Measure, start: date, number: int) -> float:
    """Share of a month in which a measure acts; of what acts once, 1 in the month of its first day and 0 in all others.

    Args:
        measure: with its first and last day.
        start: first day of the first month.
        number: of the month, from 0.
    """
    first = month_of(start, number)
    days = monthrange(first.year, first.month)[1]
    last = first + timedelta(days=days - 1)
    if measure.lever in _ONCE:
        return float(first <= measure.start <= last)
    begins, ends = max(first, measure.start), min(last, measure.end or last)
    return max(0, (ends - begins).days + 1) / days


def month_of(start: date, number: int) -> date:
    """The first day of the month of that number.

    >>> month_of(date(2016, 11, 1), 3)
    datetime.date(2017, 2, 1)
    """
    months = start.year * 12 + start.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)

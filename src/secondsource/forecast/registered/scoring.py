"""Forecasts that were resolved, scored by who made them: what was registered before its date apart from what was not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ..scores import (
    Bin,
    Decomposition,
    Interval,
    bootstrapped,
    brier,
    calibration,
    decomposed,
    share,
)
from .quantities import interval_of, quantity_score
from .values import Forecast, Outcome, Registered, State, Timing, day_of

ENOUGH = 10
"""Resolved forecasts from which a score says something."""
ALL = ""
"""The source that stands for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probabilities:
    """Forecasts with a probability: count, mean Brier score with the interval of nine in ten, where it comes from, and what was said against what came."""

    count: int
    brier: float
    interval: Interval
    parts: Decomposition
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Forecasts without a probability: how many of them came true, and the interval of nine in ten of that share."""

    count: int
    hits: int
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """Forecasts of quantities in one unit.

    Where the outcome itself is a range, a score has a least and a largest value; so have the means.

    Args:
        unit: of the quantity and of its score.
        rule: `CRPS`, or `interval score` where only an interval was said.
        count: how many.
        least, most: ends of the mean score.
        interval: nine in ten, by bootstrap over both ends.
    """

    unit: str
    rule: str
    count: int
    least: float
    most: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many intervals of one level held what came: `sure` all of its range, `perhaps` a part of it. Level None: none was said."""

    level: float | None
    count: int
    sure: int
    perhaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The forecasts of one source that were registered at one time.

    Args:
        timing: before their date or not.
        source: who made them; `ALL` for everybody.
        states: how many stand where.
        late: how many registrations were taken back after their date.
        term: median share of the time from the making to the date that had gone when they were registered; None if unknown.
    """

    timing: Timing
    source: str
    states: Mapping[State, int]
    late: int
    term: float | None
    probabilities: Probabilities | None
    hits: Hits | None
    quantities: tuple[Quantities, ...]
    coverage: tuple[Coverage, ...]

    @property
    def resolved(self) -> int:
        """How many were answered."""
        return self.states.get(State.RESOLVED, 0)


def by_speaker(forecast: Forecast) -> str:
    """Who said it."""
    return forecast.said_by or "source not known"


def by_outlet(forecast: Forecast) -> str:
    """Who published it."""
    return forecast.outlet or "outlet not known"


def cards(found: Iterable[Registered], today: date, by: Callable[[Forecast], str] = by_speaker) -> tuple[Card, ...]:
    """A card for all and one for each source, by timing; the order of the forecasts changes nothing.

    Args:
        found: the forecasts.
        today: the day on which they are looked at.
        by: names the source.
    """
    groups: defaultdict[tuple[Timing, str], list[Registered]] = defaultdict(list)
    for item in sorted(found, key=lambda item: (item.forecast.id, item.signed.at, item.signed.number)):
        groups[item.timing, ALL].append(item)
        groups[item.timing, by(item.forecast)].append(item)
    order = list(Timing)
    return tuple(
        _card(timing, source, items, today)
        for (timing, source), items in sorted(groups.items(), key=lambda group: (order.index(group[0][0]), group[0][1]))
    )


def _card(timing: Timing, source: str, items: Sequence[Registered], today: date) -> Card:
    states = Counter(item.state(today) for item in items)
    answered = [item for item in items if item.state(today) is State.RESOLVED]
    terms = [gone for item in items if (gone := term_gone(item)) is not None]
    late = sum(item.taken_back is not None and day_of(item.taken_back.at) > item.forecast.resolves_by for item in items)
    return Card(
        timing=timing,
        source=source,
        states=dict(states),
        late=late,
        term=float(np.median(terms)) if terms else None,
        probabilities=_probabilities(answered),
        hits=_hits(answered),
        quantities=_quantities(answered),
        coverage=_coverage(answered),
    )


def term_gone(item: Registered) -> float | None:
    """The share of the time from when it was made to its date that had gone when it was registered, 0 to 1; None if nobody knows when it was made."""
    made, end = item.forecast.made[:10], item.forecast.resolves_by
    try:
        start = date.fromisoformat(made)
    except ValueError:
        return None
    if end <= start:
        return 1.0
    return min(max((day_of(item.signed.at) - start).days / (end - start).days, 0.0), 1.0)


def _probabilities(items: Iterable[Registered]) -> Probabilities | None:
    pairs = [
        (item.forecast.expected.probability, item.resolution.outcome is Outcome.YES)
        for item in items
        if item.resolution is not None and item.forecast.expected.probability is not None
    ]
    if not pairs:
        return None
    said, came = [p for p, _ in pairs], [y for _, y in pairs]
    scores = brier(said, came)
    return Probabilities(
        count=len(pairs),
        brier=float(scores.mean()),
        interval=bootstrapped(scores),
        parts=decomposed(said, came),
        bins=calibration(said, came),
    )


def _hits(items: Iterable[Registered]) -> Hits | None:
    plain = [
        item.resolution.outcome is Outcome.YES
        for item in items
        if item.resolution is not None
        and item.forecast.expected.probability is None
        and not item.forecast.expected.of_quantity
    ]
    return Hits(count=len(plain), hits=sum(plain), interval=share(sum(plain), len(plain))) if plain else None


def _quantities(items: Iterable[Registered]) -> tuple[Quantities, ...]:
    groups: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for item in items:
        scored = quantity_score(item)
        if scored is not None:
            rule, least, most = scored
            groups[item.forecast.expected.unit, rule].append((least, most))
    out = []
    for (unit, rule), ends in sorted(groups.items()):
        lows, highs = [a for a, _ in ends], [b for _, b in ends]
        drawn = Interval(bootstrapped(lows).low, bootstrapped(highs).high)
        out.append(
            Quantities(
                unit=unit,
                rule=rule,
                count=len(ends),
                least=float(np.mean(lows)),
                most=float(np.mean(highs)),
                interval=drawn,
            )
        )
    return tuple(out)


def _coverage(items: Iterable[Registered]) -> tuple[Coverage, ...]:
    groups: defaultdict[float | None, list[tuple[bool, bool]]] = defaultdict(list)
    for item in items:
        found, ends = item.resolution, interval_of(item.forecast.expected)
        if ends is None or found is None or found.low is None or found.high is None:
            continue
        low, high, level = ends
        sure = low <= found.low and found.high <= high
        groups[level].append((sure, not sure and found.low <= high and low <= found.high))
    return tuple(
        Coverage(level=level, count=len(seen), sure=sum(s for s, _ in seen), perhaps=sum(p for _, p in seen))
        for level, seen in sorted(groups.items(), key=lambda group: group[0] or 0)
    )

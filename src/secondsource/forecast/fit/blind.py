"""A preset without what its authors knew beforehand: who would obey the law, how hard each measure would bite, how many workers there were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from statistics import fmean

from secondsource.forecast.scenario.values import Host, Lever, Measure, Model, Preset, Stock, Trust

from .figures import Figure, Observable
from .rivals import closed, years

NEAR = 2.0
"""Years from the start of a preset within which a figure says how many workers there were then."""
WIDER = 3.0
"""By how much the ends of a number of workers are moved apart of which nothing was known."""
_SOURCE = "blinded"


def blinded(preset: Preset, model: Model, figures: Iterable[Figure], day: date) -> tuple[Preset, Model]:
    """The preset and the model as somebody could have written them on the day, as far as that can be done by rule.

    Every host enforces the law as much as the mean host, and takes lost posts as readily. Every measure is as strong as the mean measure of its lever. Posts that a host opened are left
    out, for their number was read off what came. Workers at the start are those of the nearest figure known on the day, or anything up to three times more or less than the preset's.
    What a worker earns, pays and needs stays: it was partly written down later.

    Args:
        preset: with the measures that had begun by the day.
        model: its hosts are made alike; its presets give the mean measures.
        figures: all there are; those not known on the day are passed over.
        day: of the forecast.
    """
    own = [model.hosts[code] for code in preset.stocks]
    obeys, takes = fmean(h.enforcement for h in own), fmean(h.openness for h in own)
    hosts: dict[str, Host] = dict(model.hosts)
    hosts.update({host.code: replace(host, enforcement=obeys, openness=takes) for host in own})
    strengths = _strengths(model)
    measures = tuple(replace(m, strength=strengths[m.lever]) for m in preset.measures if m.lever is not Lever.OPENING)
    known = [f for f in figures if f.observable is Observable.WORKERS and f.known <= day and f.last <= day]
    stocks = {code: _stock(code, stock, preset, known) for code, stock in preset.stocks.items()}
    return replace(preset, stocks=stocks, measures=measures), replace(model, hosts=hosts)


def _strengths(model: Model) -> Mapping[Lever, float]:
    every: dict[Lever, list[Measure]] = {}
    for preset in model.presets.values():
        for measure in preset.measures:
            every.setdefault(measure.lever, []).append(measure)
    return {lever: fmean(abs(m.strength) for m in measures) for lever, measures in every.items()}


def _stock(code: str, stock: Stock, preset: Preset, known: Iterable[Figure]) -> Stock:
    near = [f for f in known if f.hosts == (code,) and abs(years(preset.start, f.last)) <= NEAR]
    if not near:
        low, high = stock.low / WIDER, stock.high * WIDER
        return Stock(value=(low * high) ** 0.5, low=low, high=high, source=_SOURCE, trust=Trust.ASSUMED)
    figure = min(near, key=lambda f: (abs(years(preset.start, f.last)), f.id))
    low, high = closed(figure)
    low, high = max(low - 2 * figure.scale, 0.0), high + 2 * figure.scale
    return Stock(value=figure.value, low=low, high=high, source=_SOURCE, trust=Trust.LOW)

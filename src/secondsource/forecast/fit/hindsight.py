"""How much a preset knew beforehand: the years that its own sources name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondsource.forecast.scenario.values import Model, Preset

from .figures import Figure, Observable

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def latest_source(figure: Figure, preset: Preset, model: Model) -> int:
    """The latest year that is named by a source of what the preset holds of the figure's hosts: their workers at the start, their pay, what befalls them; 0 if none is.

    A forecast made in an earlier year than that rests on what nobody knew then. A source that names no year is not seen, so this finds some foreknowledge and not all.

    Args:
        figure: what is forecast.
        preset: as it was run.
        model: gives the hosts.
    """
    return max((int(year) for text in _sources(figure, preset, model) for year in _YEAR.findall(text)), default=0)


def _sources(figure: Figure, preset: Preset, model: Model) -> Iterator[str]:
    hosts = set(figure.hosts or preset.stocks)
    if figure.observable is Observable.QUOTA:
        hosts = set(preset.stocks)  # the model has one plan for all
    for code in hosts:
        yield preset.stocks[code].source
        yield model.hosts[code].source
    for measure in preset.measures:
        if not measure.hosts or hosts & set(measure.hosts):
            yield measure.source

"""The scenario model as a notebook asks it: its presets, its parameters, a scenario."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from secondsource.forecast.scenario.load import model_of
from secondsource.forecast.scenario.values import Model
from secondsource.subjects import load
from secondsource.subjects.files import alike

from .frames import To
from .scenarios import NoScenario, Scenario, checked, table

SUBJECT = "dprk_labour"
MOST_RUNS, MOST_MONTHS = 100_000, 600
LEAST_MONTHS = 12


def scenario(
    preset: str = "gulf-2016",
    *,
    runs: int = 500,
    seed: int = 1,
    months: int | None = None,
    subject: str = SUBJECT,
    **settings: float,
) -> Scenario:
    """A scenario of the labour-export economy.

    Args:
        preset: its name, see `presets`.
        runs: how many runs.
        seed: the same seed gives the same numbers.
        months: how many; the preset's own if None.
        subject: name of the subject pack.
        settings: parameters of the model by name, see `parameters`; a value outside the range for which it is meant is taken as it is.

    Raises:
        NoScenario: if there is no such preset or parameter, or a number does not fit.

    >>> scenario("bare-spiral", runs=16, substitution=0)
    <scenario bare-spiral, substitution 0: 16 runs over 60 months>
    """
    model = _model(subject)
    if preset not in model.presets:
        raise NoScenario(f"There is no preset “{preset}”.{alike(preset, model.presets)} `presets()` lists them.")
    _whole("runs", runs, 1, MOST_RUNS)
    _whole("seed", seed, 0, 2**63)
    chosen = model.presets[preset]
    if months is not None:
        chosen = replace(chosen, months=_whole("months", months, LEAST_MONTHS, MOST_MONTHS))
    return Scenario(preset=chosen, model=model, settings=checked(settings, model), runs=runs, seed=seed)


def presets(to: To = "arrow", subject: str = SUBJECT) -> Any:
    """The presets: `name`, `title`, `text`, `start`, `months`, `crews`; `to` as in `OpenCase`."""
    rows = [
        {
            "name": p.name,
            "title": p.title,
            "text": " ".join(p.text.split()),
            "start": p.start,
            "months": p.months,
            "crews": p.sites,
        }
        for p in _model(subject).presets.values()
    ]
    return table(rows, to)


def parameters(to: To = "arrow", subject: str = SUBJECT) -> Any:
    """Every parameter: `name`, `text`, `unit`, `value`, `low`, `high`, `source`, `trust`; `to` as in `OpenCase`."""
    fields = ("name", "text", "unit", "value", "low", "high", "source", "trust")
    rows = [{field: getattr(p, field) for field in fields} for p in _model(subject).parameters.values()]
    return table([{**row, "trust": row["trust"].value} for row in rows], to)


def _model(subject: str) -> Model:
    return model_of(load(subject))


def _whole(name: str, value: int, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise NoScenario(f"{name} {value!r} does not fit. Write a whole number from {least} to {most:,}.")
    return value

"""The model's own forecasts: run before their date, with all that is needed to run them again."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt

from secondsource import __version__
from secondsource.model.codec import encode
from secondsource.pipeline import stamping
from secondsource.store import Case

from ..scenario.engine import Engine
from ..scenario.fan import TOLD, Told, values_of
from ..scenario.simulate import Runs, simulate
from ..scenario.values import Model as Scenario
from .kept import forecast_id
from .values import BadForecast, Expected, Forecast, Model, Origin, figure

STEPS = 100
"""Quantiles are kept at every hundredth."""
LONGEST = 600
"""Months that a run may have."""
OUTLET = "secondsource"


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def of_model(
    scenario: Scenario,
    preset: str,
    observable: str,
    by: date,
    *,
    today: date,
    runs: int = 2000,
    seed: int = 1,
    at_least: float | None = None,
    question: str = "",
    resolution: str = "",
) -> Forecast:
    """Runs the model and gives what it says about a month: its quantiles, or, with a threshold, a probability.

    Args:
        scenario: parameters, hosts and presets.
        preset: name of the scenario.
        observable: a series of `TOLD`, or workers abroad in one host as `abroad:RU`.
        by: a day of the month that is forecast; it resolves on that month's last day.
        today: the day on which it is sealed.
        runs: how many.
        seed: the same seed gives the same numbers.
        at_least: with it, the forecast is the probability that the value is as large or larger.
        question: in place of what the model would ask.
        resolution: in place of by what it would have it answered.

    Raises:
        BadForecast: if the month has begun, lies outside the scenario, or there is no such preset or series.
    """
    chosen = scenario.presets.get(preset)
    if chosen is None:
        raise BadForecast(f"There is no preset “{preset}”. Choose among: {', '.join(scenario.presets)}.")
    end = month_end(by)
    if end.replace(day=1) <= today:
        raise BadForecast(
            f"{end:%Y-%m} has begun by {today}. A forecast is sealed before its month begins; name a later one."
        )
    months = (end.year - chosen.start.year) * 12 + end.month - chosen.start.month + 1
    if not 1 <= months <= LONGEST:
        raise BadForecast(
            f"The preset {preset} begins in {chosen.start:%Y-%m} and runs {LONGEST} months at most; {end:%Y-%m} lies outside."
        )
    told, host = _told(observable, tuple(chosen.stocks))
    run = replace(chosen, months=months)
    found = simulate(run, scenario.hosts, scenario.parameters, runs=runs, seed=seed, engine=Engine.NUMPY)
    values = _last(found, told, host).astype(np.float64)
    what = f"{told.title}{f' in {scenario.hosts[host].name}' if host else ''} ({told.unit})"
    expected = _expected(values, told.unit, at_least)
    asked = f"{what}: {'how much' if at_least is None else f'at least {figure(at_least)}'} in {end:%Y-%m}?"
    forecast = Forecast(
        id="",
        origin=Origin.MODEL,
        words=_words(what, f"{end:%Y-%m}", values, expected),
        speaker=f"scenario model, preset {preset}",
        outlet=OUTLET,
        made=today.isoformat(),
        statement="",
        condition=f"the assumptions of the preset {preset}, and no measure that it does not know",
        question=question.strip() or asked,
        resolution=resolution.strip()
        or "By claims of the case that state it for that month, as a range where they differ; unresolvable if none does.",
        resolves_by=end,
        expected=expected,
        model=Model(
            preset=preset,
            observable=observable,
            month=f"{end:%Y-%m}",
            version=__version__,
            inputs=_digest(scenario, preset),
            runs=runs,
            seed=seed,
            months=months,
            at_least=at_least,
        ),
    )
    return replace(forecast, id=forecast_id(forecast))


def queue_stamp(case: Case, authority: str) -> bool:
    """Puts a request for a time stamp of the case, ledger and all, into its queue; whether there is one now.

    Args:
        case: the case.
        authority: whom to ask; if empty, whoever stamped the case last, and nobody if nobody did.
    """
    before = case.stamps.all()
    asked = authority or (before[-1].statement.authority if before else "")
    return bool(asked) and stamping.ask(case, asked, anew=True) is not None


def stamped(case: Case, number: int) -> str:
    """When an authority first signed a state of the case that has that decision in it, ISO 8601; empty if none did."""
    try:
        answers = [kept for kept in case.stamps.all() if kept.answer and kept.statement.ledger[0] >= number]
        return min((stamping.read(kept).at for kept in answers), default="")
    except (stamping.NoStamper, stamping.BadStamp):
        return ""


def _told(observable: str, hosts: tuple[str, ...]) -> tuple[Told, str]:
    name, _, host = observable.partition(":")
    told = next((one for one in TOLD if one.name == name), None)
    if told is None:
        raise BadForecast(
            f"There is no series “{observable}”. Choose among: {', '.join(one.name for one in TOLD)}, abroad:HOST."
        )
    if host and (host not in hosts or name != "abroad"):
        known = ", ".join(f"abroad:{code}" for code in hosts)
        raise BadForecast(f"“{observable}” is not told by host. Choose among: {known}.")
    return told, host


def _last(runs: Runs, told: Told, host: str) -> npt.NDArray[np.float64]:
    """`[runs]` the value of each run in its last month."""
    if host:
        found: npt.NDArray[np.float64] = runs.stock[:, -1, runs.hosts.index(host)]
        return found
    last: npt.NDArray[np.float64] = values_of(runs, told.name)[:, -1]
    return last


def _expected(values: npt.NDArray[np.float64], unit: str, at_least: float | None) -> Expected:
    if at_least is not None:
        hits = int((values >= at_least).sum())
        return Expected(probability=round((hits + 1) / (values.size + 2), 6))
    levels = np.arange(1, STEPS) / STEPS
    return Expected(quantiles=tuple(float(f"{q:.6g}") for q in np.quantile(values, levels)), unit=unit)


def _words(what: str, month: str, values: npt.NDArray[np.float64], expected: Expected) -> str:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    chance = f"; chance {expected.probability:.2f}" if expected.probability is not None else ""
    return f"{what}, {month}: {figure(middle)}, nine runs in ten between {figure(low)} and {figure(high)}{chance}"


def _digest(scenario: Scenario, preset: str) -> str:
    """Names everything that the run was made from; a letter stands first so that nothing takes it for a telephone number."""
    made_from = [scenario.presets[preset], dict(scenario.hosts), dict(scenario.parameters)]
    return "i" + hashlib.sha256(encode(made_from)).hexdigest()[:24]

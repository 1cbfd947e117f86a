"""The scenario model for notebooks: runs as data frames, fans as pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite
from typing import Any

from secondsource.forecast.scenario.compare import Effect, effects
from secondsource.forecast.scenario.fan import LEVELS, TOLD, fans, values_of
from secondsource.forecast.scenario.forces import month_of
from secondsource.forecast.scenario.outcome import regimes, shares
from secondsource.forecast.scenario.picture import fan_picture
from secondsource.forecast.scenario.regimemap import COMMUNICATIONS, PRESSURES, SUBSTITUTIONS, regime_map
from secondsource.forecast.scenario.report import assumes, report
from secondsource.forecast.scenario.simulate import Runs, simulate
from secondsource.forecast.scenario.values import Model, Preset
from secondsource.model import SecondsourceError
from secondsource.subjects.files import alike

from .frames import To, framed
from .picture import Picture, RegimeMap


class NoScenario(SecondsourceError):
    """The scenario that is asked for cannot be run."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """Many runs of a preset with some parameters set. It is no forecast: it says what follows if the assumptions hold.

    Tables are given as in `OpenCase`: `to` is `arrow`, `pandas` or `polars`.

    Args:
        preset: the time and its measures.
        model: parameters and hosts.
        settings: parameters that were set.
        runs: how many runs.
        seed: of the luck; run number n has the same luck in every scenario of one seed.
    """

    preset: Preset
    model: Model
    settings: Mapping[str, float]
    runs: int
    seed: int

    def __repr__(self) -> str:
        said = ", ".join(f"{name} {value:g}" for name, value in self.settings.items()) or "as it is"
        return f"<scenario {self.preset.name}, {said}: {self.runs:,} runs over {self.preset.months} months>"

    def _repr_svg_(self) -> str:
        return self.picture().svg

    @cached_property
    def simulated(self) -> Runs:
        """The runs themselves, as arrays; worked out when they are first asked for."""
        return simulate(
            self.preset, self.model.hosts, self.model.parameters,
            runs=self.runs, seed=self.seed, change=dict(self.settings), workers=1,
        )  # fmt: skip

    @property
    def assumes(self) -> str:
        """What the runs assume, in a few sentences."""
        return assumes(self.preset, self.model, self.settings, self.runs, self.seed)

    def but(self, **settings: float) -> Scenario:
        """The same scenario, with the same luck, and some parameters set otherwise.

        Raises:
            NoScenario: if there is no such parameter, or its value is no number.
        """
        return replace(self, settings={**self.settings, **checked(settings, self.model)})

    def ends(self, to: To = "arrow") -> Any:
        """How the runs end: `regime` and `share` of the runs."""
        return table([{"regime": r.value, "share": s} for r, s in shares(self.simulated).items()], to)

    def fan(self, to: To = "arrow") -> Any:
        """The fans: `series`, `unit`, `month` (ISO), and the quantiles `p5`, `p25`, `p50`, `p75` and `p95` of the runs."""
        found = fans(self.simulated)
        rows = [
            {"series": told.name, "unit": told.unit, "month": month, **{f"p{100 * level:.0f}": float(found[told.name][at, n]) for at, level in enumerate(LEVELS)}}
            for told in TOLD
            for n, month in enumerate(self._months)
        ]  # fmt: skip
        return table(rows, to)

    def each(self, to: To = "arrow") -> Any:
        """Every run: `run`, `regime`, `month`, and a column for each series."""
        import pyarrow as pa

        runs, months = self.simulated.stock.shape[:2]

        def made() -> Any:
            return pa.table(
                {
                    "run": [run for run in range(runs) for _ in range(months)],
                    "regime": [str(name) for name in regimes(self.simulated) for _ in range(months)],
                    "month": list(self._months) * runs,
                    **{told.name: values_of(self.simulated, told.name).reshape(-1) for told in TOLD},
                }
            )

        return framed(made, to)

    def against(self, other: Scenario, to: To = "arrow") -> Any:
        """What this one changes against another: for each series, over the last twelve months, `before`, `after`, the 5th, 50th and 95th percentile of the
        difference run by run (`low`, `middle`, `high`), and the share of runs that agree on its sign (`surely`).

        Raises:
            NoScenario: if the two have not the same preset, months, runs and seed.
        """  # fmt: skip
        return table([_row(told.unit, e) for told, e in zip(TOLD, self._effects(other), strict=True)], to)

    def picture(self, beside: Scenario | None = None) -> Picture:
        """The fans; in blue those of `beside`, if there is one, with these in orange."""
        mine = fans(self.simulated)
        if beside is None:
            return Picture(fan_picture(self.preset, mine, None, self.assumes))
        self._alike(beside)
        return Picture(fan_picture(self.preset, fans(beside.simulated), mine, self.assumes, (_set(beside), _set(self))))

    def report(self) -> str:
        """The report of the command line, Markdown."""
        return report(self.preset, self.model, self.simulated, self.settings, self.seed)

    def map(self, *, runs: int = 64, **axes: Sequence[float]) -> RegimeMap:
        """How it ends over pressure, substitution and communication.

        Args:
            runs: for each square of the map.
            axes: `pressures`, `substitutions` and `communications`, values each; those of the command line if not given.

        Raises:
            NoScenario: if an axis is called otherwise.
        """
        known = {"pressures", "substitutions", "communications"}
        if wrong := sorted(set(axes) - known):
            raise NoScenario(f"A map has no “{wrong[0]}”. It has pressures, substitutions and communications.")
        cells = regime_map(
            self.preset, self.model, runs=runs, seed=self.seed, change=self.settings, workers=1,
            pressures=axes.get("pressures", PRESSURES), substitutions=axes.get("substitutions", SUBSTITUTIONS),
            communications=axes.get("communications", COMMUNICATIONS),
        )  # fmt: skip
        return RegimeMap(self.preset, cells, self.assumes)

    @property
    def _months(self) -> tuple[str, ...]:
        return tuple(f"{month_of(self.preset.start, n):%Y-%m}" for n in range(self.preset.months))

    def _effects(self, other: Scenario) -> tuple[Effect, ...]:
        self._alike(other)
        return effects(other.simulated, self.simulated)

    def _alike(self, other: Scenario) -> None:
        if (self.preset, self.runs, self.seed) != (other.preset, other.runs, other.seed):
            raise NoScenario(
                "Only scenarios of one preset, with as many runs and one seed, can be compared: use `but`."
            )


def checked(settings: Mapping[str, float], model: Model) -> dict[str, float]:
    """Settings as numbers of the model's parameters.

    Raises:
        NoScenario: if there is no such parameter, or its value is no number.
    """
    for name, value in settings.items():
        if name not in model.parameters:
            raise NoScenario(f"The model has no parameter “{name}”.{alike(name, model.parameters)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise NoScenario(
                f"{value!r} is no number for {name}. Its range is {model.parameters[name].low:g} to {model.parameters[name].high:g}."
            )
    return {name: float(value) for name, value in settings.items()}


def table(rows: Sequence[Mapping[str, object]], to: To) -> Any:
    """Rows as a table or a frame."""
    import pyarrow as pa

    return framed(lambda: pa.Table.from_pylist(list(rows)), to)


def _row(unit: str, effect: Effect) -> dict[str, object]:
    return {"series": effect.name, "unit": unit} | {
        name: getattr(effect, name) for name in ("before", "after", "low", "middle", "high", "surely")
    }


def _set(one: Scenario) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in one.settings.items()) or "the preset as it is"

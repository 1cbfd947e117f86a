"""The shape of what the scenario model answers."""

from __future__ import annotations

from secondsource.publish.shapes import Shape


class ScenarioLever(Shape):
    """A parameter of the scenario model that can be set.

    Args:
        name: of the parameter, as it is set.
        text: what it means.
        unit: such as `share` or `1/month`; `1` for a bare number.
        low: the least value for which it is meant.
        high: the greatest.
        own: its value in the preset.
        value: its value here.
        source: who says so, or why it was chosen.
        trust: how well the source bears it: `high`, `medium`, `low`, or `assumed` where nobody measured it.
    """

    name: str
    text: str
    unit: str
    low: float
    high: float
    own: float
    value: float
    source: str
    trust: str


class ScenarioEnd(Shape):
    """One way in which runs end.

    Args:
        regime: `spiral`, `cut`, `substituted`, `contained` or `shrunk`.
        share: of the runs that end so.
        own: the same of the preset as it is.
    """

    regime: str
    share: float
    own: float


class ScenarioChange(Shape):
    """What the settings make of a series over the last twelve months, run by run with the same luck.

    Args:
        before: median in the preset as it is.
        after: median with the settings.
        low: 5th percentile of the difference.
        middle: its median.
        high: its 95th percentile.
        surely: share of the runs in which the difference has the sign of its median.
    """

    before: float
    after: float
    low: float
    middle: float
    high: float
    surely: float


class ScenarioSeries(Shape):
    """A series, told as a fan.

    Args:
        name: such as `delivered`.
        unit: of its values.
        fan: for each level of `levels` a value for each month.
        own: the same of the preset as it is.
        change: what the settings make of it; null if nothing is set.
    """

    name: str
    title: str
    unit: str
    fan: list[list[float]]
    own: list[list[float]]
    change: ScenarioChange | None


class Scenario(Shape):
    """What follows from a preset and where its levers stand, if the model's assumptions hold. It is no forecast, and nothing of the case is in it.

    Args:
        preset: its name.
        title: of the preset.
        text: what the preset is about, and what it leaves out.
        seed: of the luck; the same question gives the same numbers.
        runs: how many runs it was asked of.
        months: ISO months, in the order of the fans.
        levels: shares of the runs that lie below each line of a fan.
        assumes: what it assumes, in a few sentences.
    """

    preset: str
    title: str
    text: str
    seed: int
    runs: int
    months: list[str]
    levels: list[float]
    levers: list[ScenarioLever]
    ends: list[ScenarioEnd]
    series: list[ScenarioSeries]
    assumes: str


class ScenarioPreset(Shape):
    """A time of which the scenario model can be asked.

    Args:
        name: how it is asked for.
        text: what it is about, and what it leaves out.
        start: ISO date: the first day of its first month.
        months: how many.
        crews: how many, in all hosts.
    """

    name: str
    title: str
    text: str
    start: str
    months: int
    crews: int

"""Sets the page of the scenario model: levers, how the runs end, what a change makes, the fans, what it assumes."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from secondsource.forecast.scenario.compare import Effect
from secondsource.forecast.scenario.fan import TOLD
from secondsource.forecast.scenario.outcome import Regime
from secondsource.forecast.scenario.picture import fan_picture
from secondsource.forecast.scenario.report import CAUTION, assumes
from secondsource.forecast.scenario.values import Model, Trust
from secondsource.publish.tongue import ENGLISH, language, noted, say

from ..pages import set_of
from ..shelf import Shown
from .answers import Answer
from .levers import LEVERS, UNITS, Asked, own, step

REGIMES = {
    Regime.SPIRAL: (noted("spiral"), noted("the income fell below half, and more posts were lost to unrest, flight, withdrawal and want of profit than to the law")),
    Regime.CUT: (noted("cut"), noted("the income fell below half, and the law took the greater part of the posts that were lost")),
    Regime.SUBSTITUTED: (noted("substituted"), noted("at least eight tenths of the income came home although a fifth of the posts was lost: others were found")),
    Regime.CONTAINED: (noted("contained"), noted("at least eight tenths of the income came home, and most posts stand")),
    Regime.SHRUNK: (noted("shrunk"), noted("in between: less comes home, and no end is in sight either way")),
}  # fmt: skip
"""What the regimes are called, and what each means."""
TRUST = {
    Trust.HIGH: noted("well founded"),
    Trust.MEDIUM: noted("founded in part"),
    Trust.LOW: noted("weakly founded"),
    Trust.ASSUMED: noted("assumed, not measured"),
}
"""How well the source of a parameter bears it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slider:
    """A lever as the page shows it.

    Args:
        name: of the parameter.
        title: for people.
        text: what it means.
        low, high, step: of the slider; `any` for the step where the value stands between two.
        value: where it stands.
        own: where it stands in the preset.
        unit: for people; empty if it has none.
        source: who says so.
        trust: how well that bears it.
    """

    name: str
    title: str
    text: str
    low: str
    high: str
    step: str
    value: str
    own: str
    unit: str
    source: str
    trust: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the settings make of one series over the last twelve months, in words."""

    title: str
    unit: str
    before: str
    after: str
    middle: str
    low: str
    high: str
    surely: str


def scenario_page(shown: Shown, model: Model, asked: Asked, answer: Answer | None, runs: int, problem: str = "") -> str:
    """The page of a question.

    Args:
        shown: the case, of which only the title is shown.
        model: the model of its subject.
        asked: the question.
        answer: what follows; None if the question was not understood.
        runs: how many runs the answer has.
        problem: what was not understood, and what to write instead.
    """
    changed, about = bool(asked.settings), " ".join(asked.preset.text.split())
    return set_of(
        shown,
        "scenario.html.j2",
        at="/scenario",
        marking=None,
        problem=problem,
        asked=asked,
        presets=[(Asked(preset=p).address, say(p.title), p.name == asked.preset.name) for p in model.presets.values()],
        title=say(asked.preset.title),
        about=say(about),
        sliders=[_slider(name, asked, model) for name in LEVERS],
        changed=changed,
        ends=_ends(answer) if answer else (),
        changes=[_change(effect) for effect in answer.effects] if answer else (),
        picture=_picture(asked, model, answer, runs) if answer else None,
        summary=_summary(answer) if answer else "",
        assumptions=_assumptions(asked, model, runs),
        command=_command(asked),
    )


def _slider(name: str, asked: Asked, model: Model) -> Slider:
    parameter = model.parameters[name]
    value, wide = asked.settings.get(name, own(asked.preset, parameter)), step(parameter)
    between = abs((value - parameter.low) / wide - round((value - parameter.low) / wide)) > 1e-6
    return Slider(
        name=name,
        title=say(LEVERS[name]),
        text=say(parameter.text),
        low=f"{parameter.low:g}",
        high=f"{parameter.high:g}",
        step="any" if between else f"{wide:g}",
        value=f"{value:g}",
        own=f"{own(asked.preset, parameter):g}",
        unit=say(UNITS.get(parameter.unit, parameter.unit)),
        source=parameter.source,
        trust=say(TRUST[parameter.trust]),
    )


def _ends(answer: Answer) -> list[tuple[str, str, int, str, str]]:
    """Name, meaning, whole percent, share, and share in the preset as it is; regimes in which no run ended are left out."""
    return [
        (say(name), say(means), round(100 * answer.ends[regime]), share(answer.ends[regime]), share(answer.own_ends[regime]))
        for regime, (name, means) in REGIMES.items()
        if answer.ends[regime] or answer.own_ends[regime]
    ]  # fmt: skip


def _summary(answer: Answer) -> str:
    """How it ends, in a sentence or two that are read out when the answer changes."""
    most = sorted((regime for regime in REGIMES if answer.ends[regime]), key=lambda regime: -answer.ends[regime])
    ends = ", ".join(f"{say(REGIMES[regime][0])} {share(answer.ends[regime])}" for regime in most)
    said = say("How the runs end: {ends}.", ends=ends)
    money = next((_change(effect) for effect in answer.effects if effect.name == "delivered"), None)
    if money is None:
        return said
    more = say(
        "Money that came home in the last year: {middle} million dollars a month against the preset ({low} to {high} in nine runs of ten).",
        middle=money.middle, low=money.low, high=money.high,
    )  # fmt: skip
    return f"{said} {more}"


def _change(effect: Effect) -> Change:
    told = next(told for told in TOLD if told.name == effect.name)
    decimals = places(max(abs(effect.before), abs(effect.after)))
    low, middle, high = (figure(value, decimals, "+") for value in (effect.low, effect.middle, effect.high))
    return Change(
        title=say(told.title),
        unit=say(told.unit),
        before=figure(effect.before, decimals),
        after=figure(effect.after, decimals),
        middle=middle,
        low=low,
        high=high,
        surely=share(effect.surely),
    )


def _picture(asked: Asked, model: Model, answer: Answer, runs: int) -> str:
    said = assumes(asked.preset, model, asked.settings, runs, asked.seed)
    if language() != ENGLISH:
        said = " ".join(_assumptions(asked, model, runs))
    if not asked.settings:
        return fan_picture(asked.preset, answer.fans, None, said)
    named = ", ".join(f"{say(LEVERS[name])} {value:g}" for name, value in asked.settings.items())
    return fan_picture(asked.preset, answer.own_fans, answer.fans, said, (say("The preset as it is"), named))


def _assumptions(asked: Asked, model: Model, runs: int) -> tuple[str, ...]:
    measured = [p for p in model.parameters.values() if p.trust is not Trust.ASSUMED]
    return (
        say(CAUTION),
        say("{runs} runs of {crews} crews over {months} months, seed {seed}: the same question gives the same numbers.",
            runs=runs, crews=asked.preset.sites, months=asked.preset.months, seed=asked.seed),
        say("{assumed} of its {all} parameters are assumed; the others rest on the sources that stand beside them.",
            assumed=len(model.parameters) - len(measured), all=len(model.parameters)),
        say("A share of the runs is known to within six points; more runs say it more precisely, and say no more of the world."),
    )  # fmt: skip


def _command(asked: Asked) -> str:
    """What asks the same on the command line, with more runs."""
    seed = f" --seed {asked.seed}" if asked.seed != 1 else ""
    said = "".join(f" --with {name}={value:g}" for name, value in asked.settings.items())
    return f"secondsource forecast {'compare' if said else 'run'} --preset {asked.preset.name}{said} --runs 2000{seed}"


def places(level: float) -> int:
    """How many decimals are shown beside a number of that size: three digits in all, and of tens of thousands no more than hundreds.

    >>> places(24.2), places(0.206), places(139), places(80_500), places(0)
    (1, 3, 0, -2, 0)
    """
    return min(max(2 - floor(log10(abs(level))), -2), 3) if level else 0


def figure(value: float, decimals: int, sign: str = "") -> str:
    """A number with so many decimals.

    >>> figure(79_553.0, -2), figure(-3.79, 1, "+"), figure(0.0518, 2, "+"), figure(0.0003, 3, "+")
    ('79,600', '−3.8', '+0.05', '0')
    """
    rounded = round(value, decimals)
    return f"{rounded:{sign},.{max(decimals, 0)}f}".replace("-", "−") if rounded else "0"


def share(of: float) -> str:
    """A share of the runs in whole percent; what is neither none nor all is not shown as such.

    >>> share(0.14), share(0.002), share(0.998), share(0), share(1)
    ('14%', '<1%', '>99%', '0%', '100%')
    """
    if 0 < of < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= of < 1 else f"{of:.0%}"

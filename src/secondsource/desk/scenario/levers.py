"""What a reader asks of the scenario model: a preset, where the levers stand, and the luck."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, log10
from urllib.parse import urlencode

from secondsource.forecast.scenario.values import Model, Parameter, Preset
from secondsource.publish.tongue import noted, say

from ..asking import SHOWN, Misasked

LEVERS = {
    "pressure": noted("Pressure"),
    "substitution": noted("Substitution"),
    "communication": noted("Communication between crews"),
    "late": noted("Late pay"),
    "threshold": noted("Patience of the crews"),
    "squeeze": noted("Squeeze when income is missing"),
    "withdraw": noted("Calling home after a strike"),
    "courier": noted("What couriers can carry"),
}
"""Parameters that can be moved, and what they are called: the three that the argument is about, and those of its parts by which a run's end changes most."""
UNITS = {"1": "", "share": noted("share"), "1/month": noted("chance in a month")}
"""Units of the levers, for people."""
STEPS = 20
"""A slider has about so many steps."""
FIRST = "gulf-2016"
"""The preset of an address that names none, where the pack has it."""
LUCK = 1
"""The seed of an address that names none."""
_NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,12})?")
_SEED = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to the model.

    Args:
        preset: the time and its measures.
        settings: values of the levers that are not the preset's own, in the order of `LEVERS`.
        seed: of the luck.
    """

    preset: Preset
    settings: Mapping[str, float] = field(default_factory=dict)
    seed: int = LUCK

    @property
    def key(self) -> tuple[str, tuple[tuple[str, float], ...], int]:
        """What tells this question from every other of the same pack."""
        return self.preset.name, tuple(self.settings.items()), self.seed

    @property
    def address(self) -> str:
        """The address of the page that asks this."""
        said = {"preset": self.preset.name, **{name: f"{value:g}" for name, value in self.settings.items()}}
        return f"/scenario?{urlencode(said | ({'seed': self.seed} if self.seed != LUCK else {}))}"


def own(preset: Preset, parameter: Parameter) -> float:
    """The value of a lever that nobody has moved."""
    return preset.parameters.get(parameter.name, parameter.value)


def step(parameter: Parameter) -> float:
    """How far one step of a slider goes: a round number, so that the range has about `STEPS` of them."""
    wanted = (parameter.high - parameter.low) / STEPS
    scale = 10.0 ** floor(log10(wanted))
    return next(many * scale for many in (1, 2, 5, 10) if many * scale >= wanted * 0.9)


def asked_of(pairs: Sequence[tuple[str, str]], model: Model) -> Asked:
    """The question in the query of an address; what is left empty is the preset's own.

    Args:
        pairs: names and values as they were written.
        model: its presets, and the ranges of the levers.

    Raises:
        Misasked: if a name is no lever, a value no number or outside its range, or something is said twice.
    """
    given = _once(pairs)
    preset = preset_of(given.pop("preset", ""), model)
    seed = _seed(given.pop("seed", ""))
    values = {name: _number(text, model.parameters[name]) for name, text in given.items() if text}
    return question(preset, values, seed, model)


def question(preset: Preset, values: Mapping[str, float], seed: int, model: Model) -> Asked:
    """The question of a preset with some levers set.

    Raises:
        Misasked: if a value lies outside the range of its lever.
    """
    for name, value in values.items():
        _within(value, model.parameters[name])
    moved = {n: values[n] for n in LEVERS if n in values and values[n] != own(preset, model.parameters[n])}
    return Asked(preset=preset, settings=moved, seed=seed)


def preset_of(name: str, model: Model) -> Preset:
    """The preset of that name; the first if none is named. Raises Misasked if there is none."""
    if not name:
        return model.presets.get(FIRST) or next(iter(model.presets.values()))
    if name not in model.presets:
        raise Misasked(
            say(
                "There is no preset “{typed}”. Choose one of: {names}.",
                typed=name[:SHOWN],
                names=", ".join(model.presets),
            )
        )
    return model.presets[name]


def _once(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    for name, times in Counter(name for name, _ in pairs).items():
        if name not in ("preset", "seed", *LEVERS):
            raise Misasked(
                say(
                    "There is no lever “{typed}”. The levers are: {names}.", typed=name[:SHOWN], names=", ".join(LEVERS)
                )
            )
        if times > 1:
            raise Misasked(say("“{name}” is said more than once. Say it once.", name=name))
    return {name: value.strip() for name, value in pairs}


def _seed(text: str) -> int:
    if not text:
        return LUCK
    if not _SEED.fullmatch(text):
        raise Misasked(say("“{typed}” is no seed. Write a whole number, such as 2.", typed=text[:SHOWN]))
    return int(text)


def _number(text: str, parameter: Parameter) -> float:
    if not _NUMBER.fullmatch(text):
        raise Misasked(
            say("“{typed}” is no number. Write {name} in digits, as {value}.", typed=text[:SHOWN], name=parameter.name, value=f"{parameter.value:g}")
        )  # fmt: skip
    return float(text)


def _within(value: float, parameter: Parameter) -> None:
    if not parameter.low <= value <= parameter.high:
        raise Misasked(
            say(
                "{name} {value} lies outside the range for which it is meant. Write a number from {low} to {high}.",
                name=parameter.name,
                value=f"{value:g}",
                low=f"{parameter.low:g}",
                high=f"{parameter.high:g}",
            )
        )

"""`forecast compare`: one scenario against another, or against itself changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.forecast.scenario.engine import Engine

from .codes import examples
from .forecast import (
    EngineName,
    Months,
    NoSetting,
    Number,
    Out,
    Seed,
    Settings,
    SubjectName,
    asked,
    give,
    ran,
    settings_in,
    told_plainly,
)
from .output import note

if TYPE_CHECKING:
    from secondsource.forecast.scenario.values import Preset


def compare(
    scenarios: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[A] [B]", help="A preset, or two that are held against each other.", show_default=False
        ),
    ] = None,
    preset: Annotated[
        str | None,
        typer.Option(
            "--preset",
            metavar="NAME",
            help="The preset, if none is named before the options.",
            show_default="gulf-2016",
        ),
    ] = None,
    changed: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME=NUMBER", help="What is other in the second scenario.", show_default=False),
    ] = None,
    left_out: Annotated[
        list[str] | None,
        typer.Option(
            "--without", metavar="MEASURE", help="A measure that the second scenario does without.", show_default=False
        ),
    ] = None,
    moved: Annotated[
        list[str] | None,
        typer.Option(
            "--shift",
            metavar="MEASURE=MONTHS",
            help="A measure that comes so many months later there, or earlier if negative.",
            show_default=False,
        ),
    ] = None,
    settings: Settings = None,
    runs: Number = 2000,
    seed: Seed = 1,
    months: Months = None,
    engine: EngineName = Engine.AUTO,
    subject: SubjectName = "dprk_labour",
    out: Out = None,
) -> None:
    """Compare a scenario with another, or with itself changed: other parameters, a measure left out or at another time."""
    from secondsource.forecast.scenario.compare import APART, PAIRED, effects
    from secondsource.forecast.scenario.fan import fans
    from secondsource.forecast.scenario.picture import fan_picture
    from secondsource.forecast.scenario.report import assumes, compared

    names = list(dict.fromkeys([*(scenarios or []), *([preset] if preset else [])])) or ["gulf-2016"]
    if len(names) > 2:
        raise NoSetting(f"Two scenarios can be compared, and {len(names)} are named: {', '.join(names)}.")
    model, chosen, change = asked(subject, names[0], months, settings)
    second = asked(subject, names[-1], months, None)[1]
    if len(names) == 1 and not (changed or left_out or moved):
        raise NoSetting(
            "Say what is other in the second scenario: another preset, --with substitution=0, --without or --shift and a measure, for example."
        )
    span = min(chosen.months, second.months)
    if span < max(chosen.months, second.months):
        note(f"The two are compared over {span} months, the length of the shorter.")
    more = change | settings_in(changed or [], model)
    one = ran(model, replace(chosen, months=span), change, runs, seed, engine)
    other = ran(model, _remade(replace(second, months=span), left_out or [], moved or []), more, runs, seed, engine)
    titles = _titles(names, changed or [], left_out or [], moved or [])
    said = assumes(one.preset, model, more, runs, seed)
    how = PAIRED if len(names) == 1 else APART
    picture = fan_picture(one.preset, fans(one), fans(other), f"{how} {said}", titles) if out else ""
    give(out, compared(one.preset, effects(one, other), *titles, said, how), picture)


def _remade(preset: Preset, left_out: list[str], moved: list[str]) -> Preset:
    from secondsource.forecast.scenario.measures import shift_of, shifted, without

    with told_plainly():
        for name in left_out:
            preset = without(preset, name)
        for text in moved:
            preset = shifted(preset, *shift_of(text))
    return preset


def _titles(names: list[str], changed: list[str], left_out: list[str], moved: list[str]) -> tuple[str, str]:
    parts = [names[1]] if len(names) > 1 else []
    parts += [*changed, *(f"without {name}" for name in left_out), *(f"{text} months" for text in moved)]
    return (names[0] if len(names) > 1 else "as it is"), " and ".join(parts)


def onto(app: typer.Typer) -> None:
    """Puts the command onto `forecast`."""
    app.command(
        epilog=examples(
            "forecast compare gulf-2016 un-bans-2017",
            "forecast compare gulf-2016 --with substitution=0",
            "forecast compare un-bans-2017 --without return",
            "forecast compare un-bans-2017 --shift return=12",
        )
    )(compare)

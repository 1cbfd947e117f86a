"""`forecast`: scenarios of the labour-export economy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.forecast.scenario.engine import Engine, NoEngine
from secondsource.model import SecondsourceError

from .codes import EPILOG, examples
from .output import note

if TYPE_CHECKING:
    from secondsource.forecast.scenario.simulate import Runs
    from secondsource.forecast.scenario.values import Model, Preset

app = typer.Typer(
    help="Scenarios of the labour-export economy: what follows if the model's assumptions hold.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
PresetName = Annotated[str, typer.Option("--preset", metavar="NAME", help="The time: `forecast presets` lists them.")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=NUMBER", help="A parameter of the model; may be given several times.", show_default=False
    ),
]
Number = Annotated[int, typer.Option("--runs", min=1, max=100_000, help="How many runs.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same numbers.")]
Months = Annotated[
    int | None,
    typer.Option(
        "--months", min=12, max=600, help="How many months; the preset's own if not given.", show_default=False
    ),
]
EngineName = Annotated[
    Engine,
    typer.Option(
        "--engine", help="What computes: a graphics processor, numba or NumPy; the first that is there if auto."
    ),
]
SubjectName = Annotated[str, typer.Option("--subject", metavar="NAME", help="The subject pack.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="DIR", help="Write report and picture there; else the report is printed.", show_default=False
    ),
]


class NoPreset(SecondsourceError):
    """There is no preset of that name."""


class NoSetting(SecondsourceError):
    """A setting does not fit."""


@app.command(epilog=examples("forecast presets"))
def presets(subject: SubjectName = "dprk_labour") -> None:
    """List the presets."""
    for preset in _model(subject).presets.values():
        typer.echo(f"{preset.name}: {preset.title}. {' '.join(preset.text.split())}")


@app.command(
    epilog=examples(
        "forecast run --preset gulf-2016 --runs 2000", "forecast run --preset gulf-2016 --set substitution=0 --out gulf"
    )
)
def run(
    preset: PresetName = "gulf-2016",
    runs: Number = 2000,
    settings: Settings = None,
    seed: Seed = 1,
    months: Months = None,
    engine: EngineName = Engine.AUTO,
    subject: SubjectName = "dprk_labour",
    out: Out = None,
) -> None:
    """Run a scenario many times, and tell how it ended, month by month."""
    from secondsource.forecast.scenario.fan import fans
    from secondsource.forecast.scenario.picture import fan_picture
    from secondsource.forecast.scenario.report import assumes, report

    model, chosen, change = asked(subject, preset, months, settings)
    found = _run(model, chosen, change, runs, seed, engine)
    text = report(chosen, model, found, change, seed)
    give(out, text, fan_picture(chosen, fans(found), None, assumes(chosen, model, change, runs, seed)) if out else "")


@app.command(
    epilog=examples(
        "forecast compare gulf-2016 un-bans-2017",
        "forecast compare gulf-2016 --with substitution=0",
        "forecast compare un-bans-2017 --without return",
        "forecast compare un-bans-2017 --shift return=12",
    )
)
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

    names = [*(scenarios or []), *([preset] if preset else [])] or ["gulf-2016"]
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
    more = change | _settings(changed or [], model)
    one = _run(model, replace(chosen, months=span), change, runs, seed, engine)
    other = _run(model, _remade(replace(second, months=span), left_out or [], moved or []), more, runs, seed, engine)
    titles = _titles(names, changed or [], left_out or [], moved or [])
    said = assumes(one.preset, model, more, runs, seed)
    how = PAIRED if len(names) == 1 else APART
    picture = fan_picture(one.preset, fans(one), fans(other), f"{how} {said}", titles) if out else ""
    give(out, compared(one.preset, effects(one, other), *titles, said, how), picture)


@app.command(
    epilog=examples(
        "forecast regimes --preset bare-spiral", "forecast regimes --preset un-bans-2017 --months 60 --out map"
    )
)
def regimes(
    preset: PresetName = "bare-spiral",
    runs: Annotated[int, typer.Option("--runs", min=1, max=2000, help="Runs for each square of the map.")] = 64,
    settings: Settings = None,
    seed: Seed = 1,
    months: Months = None,
    engine: EngineName = Engine.AUTO,
    subject: SubjectName = "dprk_labour",
    out: Out = None,
) -> None:
    """Map how it ends over pressure, substitution and communication."""
    from secondsource.forecast.scenario.picture import map_picture
    from secondsource.forecast.scenario.regimemap import regime_map
    from secondsource.forecast.scenario.report import assumes, mapped

    model, chosen, change = asked(subject, preset, months, settings)
    with told_plainly():
        cells = regime_map(chosen, model, runs=runs, seed=seed, change=change, engine=engine)
    said = assumes(chosen, model, change, runs, seed)
    give(out, mapped(chosen, cells, said), map_picture(chosen, cells, said) if out else "")


def _model(subject: str) -> Model:
    from secondsource.forecast.scenario.load import model_of
    from secondsource.subjects import load

    return model_of(load(subject))


def asked(
    subject: str, preset: str, months: int | None, settings: list[str] | None
) -> tuple[Model, Preset, dict[str, float]]:
    """The model of a pack, a preset of it over so many months, and the settings.

    Raises:
        NoPreset: if there is none of that name.
        NoSetting: if a setting is none; the message says what to write.
    """
    model = _model(subject)
    if preset not in model.presets:
        raise NoPreset(f"There is no preset “{preset}”. Choose among: {', '.join(model.presets)}.")
    chosen = model.presets[preset]
    if months is not None:
        chosen = replace(chosen, months=months)
    return model, chosen, _settings(settings or [], model)


def _settings(given: list[str], model: Model) -> dict[str, float]:
    from secondsource.forecast.scenario.compare import settings_of

    try:
        found = dict(settings_of(one, model.parameters) for one in given)
    except ValueError as error:
        raise NoSetting(str(error)) from error
    for name, value in found.items():
        known = model.parameters[name]
        if not known.low <= value <= known.high:
            note(f"{name} {value:g} lies outside the range for which it is meant, {known.low:g} to {known.high:g}.")
    return found


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


def _run(model: Model, preset: Preset, change: dict[str, float], runs: int, seed: int, engine: Engine) -> Runs:
    from secondsource.forecast.scenario.simulate import simulate

    with told_plainly():
        return simulate(preset, model.hosts, model.parameters, runs=runs, seed=seed, change=change, engine=engine)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turns what the model refuses into a sentence for people."""
    try:
        yield
    except (ValueError, NoEngine) as error:
        raise NoSetting(str(error)) from error


def give(out: Path | None, text: str, picture: str) -> None:
    """Prints a report, or writes it and its picture to a folder."""
    if out is None:
        typer.echo(text, nl=False)
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.md").write_text(text, encoding="utf-8")
    (out / "picture.svg").write_text(picture, encoding="utf-8")
    typer.echo(f"{out / 'report.md'}\n{out / 'picture.svg'}")

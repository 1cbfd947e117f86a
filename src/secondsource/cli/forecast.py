"""`forecast`: scenarios of the labour-export economy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.forecast.scenario.engine import Engine, NoEngine
from secondsource.model import SecondsourceError

from .codes import EPILOG, examples
from .completion import pack_names, preset_names
from .output import note

if TYPE_CHECKING:
    import numpy.typing as npt

    from secondsource.forecast.scenario.report import Change
    from secondsource.forecast.scenario.simulate import Runs
    from secondsource.forecast.scenario.values import Model, Preset

app = typer.Typer(
    help="Scenarios of the labour-export economy, what follows if their assumptions hold; and forecasts, registered before and scored after.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
PresetName = Annotated[
    str,
    typer.Option(
        "--preset", metavar="NAME", help="The time: `forecast presets` lists them.", autocompletion=preset_names
    ),
]
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
SubjectName = Annotated[
    str, typer.Option("--subject", metavar="NAME", help="The subject pack.", autocompletion=pack_names)
]
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
        "forecast run --preset gulf-2016 --runs 2000",
        "forecast run --preset gulf-2016 --set substitution=0 --out gulf",
        "forecast run --preset un-bans-2017 --posterior fit/posterior.json",
    )
)
def run(
    preset: PresetName = "gulf-2016",
    runs: Number = 2000,
    settings: Settings = None,
    posterior: Annotated[
        Path | None,
        typer.Option(
            "--posterior",
            metavar="FILE",
            help="Take parameters as `forecast fit --out` found them, a draw for each run; --set stands above them.",
            show_default=False,
        ),
    ] = None,
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

    model, chosen, by_hand = asked(subject, preset, months, settings)
    change: Change = {**_fitted(posterior, model, chosen, runs), **by_hand}
    found = ran(model, chosen, change, runs, seed, engine)
    text = report(chosen, model, found, change, seed)
    give(out, text, fan_picture(chosen, fans(found), None, assumes(chosen, model, change, runs, seed)) if out else "")


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
    return model, chosen, settings_in(settings or [], model)


def settings_in(given: list[str], model: Model) -> dict[str, float]:
    """`NAME=NUMBER` each; a note on what lies outside its range.

    Raises:
        NoSetting: if one is none; the message says what to write.
    """
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


def _fitted(file: Path | None, model: Model, preset: Preset, runs: int) -> Mapping[str, npt.NDArray[Any]]:
    """The draws of a fit, or nothing. Raises NotAPosterior if the file holds none."""
    if file is None:
        return {}
    from secondsource.forecast.fit.saved import change_from, preset_of

    if (other := preset_of(file)) != preset.name:
        note(f"{file.name} was fitted to the preset {other}; what it found need not hold for {preset.name}.")
    return change_from(file, model, runs)


def ran(model: Model, preset: Preset, change: Change, runs: int, seed: int, engine: Engine) -> Runs:
    """The runs of a preset.

    Raises:
        NoSetting: if they cannot be made; says why.
    """
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

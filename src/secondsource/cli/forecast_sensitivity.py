"""`forecast sensitivity`: which parameters decide."""

from __future__ import annotations

from typing import Annotated

import typer

from secondsource.forecast.scenario.engine import Engine

from .codes import examples
from .forecast import EngineName, Months, Out, PresetName, Seed, Settings, SubjectName, asked, give, told_plainly

OUTCOMES = ("spiral", "income", "strikes", "fled", "abroad")


def sensitivity(
    preset: PresetName = "gulf-2016",
    of: Annotated[
        str, typer.Option("--of", metavar="WHAT", help=f"What may depend on them: {', '.join(OUTCOMES)}.")
    ] = "income",
    samples: Annotated[
        int, typer.Option("--samples", min=16, max=8192, help="Of the Sobol design, a power of 2.")
    ] = 128,
    settings: Settings = None,
    seed: Seed = 1,
    months: Months = None,
    engine: EngineName = Engine.AUTO,
    subject: SubjectName = "dprk_labour",
    out: Out = None,
) -> None:
    """Tell which parameters decide, over their ranges: Morris screening, then Sobol indices of the first twelve."""
    with told_plainly():
        if of not in OUTCOMES:
            raise ValueError(f"“{of}” is nothing that is measured. Choose among: {', '.join(OUTCOMES)}.")
        model, chosen, change = asked(subject, preset, months, settings)
        from secondsource.forecast.scenario.influence import bars, supposes, told
        from secondsource.forecast.scenario.sensitivity import Of
        from secondsource.forecast.scenario.sensitivity import sensitivity as measured

        found = measured(chosen, model, of=Of(of), samples=samples, seed=seed, change=change, engine=engine)
    said = supposes(chosen, model, found, change, seed)
    give(out, told(chosen, model, found, said), bars(chosen, found, said) if out else "")


def onto(app: typer.Typer) -> None:
    """Puts the command onto `forecast`."""
    app.command(
        epilog=examples(
            "forecast sensitivity --preset gulf-2016",
            "forecast sensitivity --preset un-bans-2017 --of spiral --samples 512 --out what",
        )
    )(sensitivity)

"""`forecast fit` and `forecast backtest`: the scenario model held against dated figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .codes import examples
from .forecast import NoPreset, PresetName, Seed, SubjectName
from .options import opened
from .output import note, progress

if TYPE_CHECKING:
    from secondsource.forecast.fit.figures import Figure
    from secondsource.forecast.fit.fitting import Fit
    from secondsource.forecast.scenario.values import Model

Names = Annotated[
    list[str] | None,
    typer.Option(
        "--fit",
        metavar="NAME",
        help="A parameter to fit; may be given several times. If none is given: pressure, substitution, speed, found, late, squeeze.",
        show_default=False,
    ),
]
Share = Annotated[float, typer.Option("--keep", min=0.001, max=0.5, help="Share of the draws that is kept.")]


class TooFew(SecondsourceError):
    """There are too few draws for what is asked."""


def fit(
    preset: PresetName = "un-bans-2017",
    names: Names = None,
    case: Annotated[
        Path | None,
        typer.Option(
            "--case",
            metavar="DIR",
            help="Take the figures from the claims of this case, not from the pack.",
            show_default=False,
        ),
    ] = None,
    draws: Annotated[int, typer.Option("--draws", min=100, max=200_000, help="Draws from the priors.")] = 20_000,
    keep: Share = 0.02,
    check: Annotated[
        int,
        typer.Option(
            "--check",
            metavar="N",
            min=0,
            max=5000,
            help="Also try the fit on N truths that are known, and print its coverage.",
        ),
    ] = 0,
    seed: Seed = 1,
    subject: SubjectName = "dprk_labour",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="Write report, picture and posterior there; else the report is printed.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Fit parameters to dated figures, and tell what was learned and what was not."""
    from secondsource.forecast.fit.fitting import fit as fitted
    from secondsource.forecast.fit.prior import USUAL, priors_of

    if check > draws // 2:
        raise TooFew(f"{check} known truths need {2 * check:,} draws at least. Give --draws more, or --check less.")
    model, figures = _asked(subject, case)
    if preset not in model.presets:
        raise NoPreset(f"There is no preset “{preset}”. Choose among: {', '.join(model.presets)}.")
    priors = priors_of(names or USUAL, model)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)  # before minutes are spent
    with progress(quiet=False) as told:
        found = fitted(
            model.presets[preset],
            model,
            figures,
            priors,
            draws=draws,
            share=keep,
            seed=seed,
            told=lambda a, b: told("draws", a, b),
        )
    _give(out, found, _text(found, check, keep, seed))


def _text(found: Fit, check: int, keep: float, seed: int) -> str:
    from secondsource.forecast.fit.calibrate import calibrated
    from secondsource.forecast.fit.report import calibration_report, fit_report

    text = fit_report(found)
    if check:
        table, figures = found.posterior.table, found.posterior.figures
        text += "\n" + calibration_report(calibrated(table, figures, truths=check, share=keep, seed=seed), check)
    return text


def _give(out: Path | None, found: Fit, text: str) -> None:
    if out is None:
        typer.echo(text, nl=False)
        return
    from secondsource.forecast.fit.picture import fit_picture
    from secondsource.forecast.fit.saved import written

    (out / "report.md").write_text(text, encoding="utf-8")
    (out / "picture.svg").write_text(fit_picture(found), encoding="utf-8")
    (out / "posterior.json").write_text(written(found.posterior, found.preset.name, found.seed), encoding="utf-8")
    for name in ("report.md", "picture.svg", "posterior.json"):
        typer.echo(str(out / name))


def backtest(
    names: Names = None,
    draws: Annotated[int, typer.Option("--draws", min=100, max=200_000, help="Draws of each fit.")] = 4000,
    keep: Share = 0.05,
    blind: Annotated[
        bool, typer.Option("--blind", help="Take out of the presets what their authors knew beforehand.")
    ] = False,
    seed: Seed = 1,
    subject: SubjectName = "dprk_labour",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write the report there; else it is printed.", show_default=False),
    ] = None,
) -> None:
    """Fit to what was known by each half-year, and score what was then forecast against persistence and trend."""
    from secondsource.forecast.fit.backtest import backtest as tested
    from secondsource.forecast.fit.prior import USUAL, priors_of
    from secondsource.forecast.fit.told import backtest_report

    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    model, figures = _asked(subject, None)
    priors = priors_of(names or USUAL, model)
    with progress(quiet=False) as told:
        found = tested(
            model,
            figures,
            priors,
            draws=draws,
            share=keep,
            seed=seed,
            blind=blind,
            told=lambda a, b: told("half-years", a, b),
        )
    text = backtest_report(found, draws=draws, share=keep, seed=seed, blind=blind)
    if out is None:
        typer.echo(text, nl=False)
        return
    (out / "report.md").write_text(text, encoding="utf-8")
    typer.echo(str(out / "report.md"))


def _asked(subject: str, case: Path | None) -> tuple[Model, tuple[Figure, ...]]:
    """The model of the pack, and the figures of the case or, without one, of the pack."""
    from secondsource.forecast.scenario.load import model_of
    from secondsource.subjects import load

    pack = load(subject)
    model = model_of(pack)
    if case is None:
        from secondsource.forecast.fit.load import figures_of

        return model, figures_of(pack)
    from secondsource.forecast.fit.claims import figures_of_case

    with opened(case) as open_case:
        figures = figures_of_case(open_case.view())
    note(f"{len(figures)} figures in the claims of the case.")
    return model, figures


def onto(app: typer.Typer) -> None:
    """Puts the commands onto `forecast`."""
    app.command(
        epilog=examples(
            "forecast fit --preset un-bans-2017 --out fit",
            "forecast fit --preset gulf-2016 --case kuwait --fit pressure --fit late",
            "forecast fit --preset gulf-2016 --check 200",
        )
    )(fit)
    app.command(
        epilog=examples(
            "forecast backtest --blind", "forecast backtest --fit pressure --fit speed --draws 8000 --out backtest"
        )
    )(backtest)

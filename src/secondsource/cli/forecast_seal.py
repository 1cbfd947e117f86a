"""`forecast seal`: the model's own forecasts, sealed into the ledger before their date."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from .codes import examples
from .completion import preset_names
from .decide import Who, Why
from .forecast_register import Answered, Question, Second, append, needs_name, say_of, signed_by
from .options import DEFAULT_CASE, CaseDir, day_of, opened
from .output import note, wrapped

if TYPE_CHECKING:
    from secondsource.store import Case


def seal(
    preset: Annotated[
        str,
        typer.Option(
            "--preset",
            metavar="NAME",
            help="The scenario: `forecast presets` lists them.",
            show_default=False,
            autocompletion=preset_names,
        ),
    ],
    observable: Annotated[
        str,
        typer.Option(
            "--observable",
            metavar="SERIES",
            help="abroad, delivered, quota, strikes, fled or late; workers in one host as abroad:RU.",
            show_default=False,
        ),
    ],
    by: Annotated[
        str, typer.Option("--by", metavar="DATE", help="A day of the month that is forecast.", show_default=False)
    ],
    who: Who,
    why: Why = "",
    at_least: Annotated[
        float | None,
        typer.Option(
            "--at-least",
            metavar="NUMBER",
            help="Seal the probability that it is as much or more, not the quantity.",
            show_default=False,
        ),
    ] = None,
    question: Question = "",
    resolution: Answered = "",
    runs: Annotated[int, typer.Option("--runs", min=100, max=100_000, help="How many runs.")] = 2000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same numbers.")] = 1,
    authority: Annotated[
        str,
        typer.Option(
            "--authority",
            metavar="URL",
            envvar="SECONDSOURCE_AUTHORITY",
            help="Time-stamping authority (RFC 3161) to ask at once.",
            show_default=False,
        ),
    ] = "",
    second: Second = "",
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Run a scenario and seal what it says of a month to come into the ledger, before anybody can know.

    Its quantiles, the version, a digest of all inputs and the seed are kept. In a case that has time stamps a request for another one goes into
    the queue, and `secondsource stamp` sends it; with --authority it is sent at once. Only a digest is sent.
    """
    from secondsource.forecast.registered import sealing
    from secondsource.forecast.registered.report import expectation
    from secondsource.forecast.scenario.load import model_of
    from secondsource.subjects import load

    needs_name(who)
    with opened(case) as open_case:
        forecast = sealing.of_model(
            model_of(load(open_case.about.subject)),
            preset,
            observable,
            day_of(by),
            today=datetime.now(UTC).date(),
            runs=runs,
            seed=seed,
            at_least=at_least,
            question=question,
            resolution=resolution,
        )
        kept = append(open_case, forecast, signed_by(open_case, who, why, second))
        waits = sealing.queue_stamp(open_case, authority)
        sent = _sent(open_case) if waits and authority else ""
    wrapped(f"{forecast.question} {expectation(forecast.expected)}.")
    say_of(kept)
    if waits:
        note(sent or "A request for a time stamp is in the queue; `secondsource stamp` sends it.")


def _sent(open_case: Case) -> str:
    from secondsource.pipeline import stamping
    from secondsource.watch.authority import post

    answers = [item.token for item in stamping.send(open_case, post)]
    token = answers[-1] if answers else None
    return (
        f"Stamped at {token.at}."
        if token
        else "The authority did not answer; the request waits, and `secondsource stamp` sends it."
    )


def onto(app: typer.Typer) -> None:
    """Puts the command onto `forecast`."""
    app.command(
        short_help="Seal what a scenario says of a month to come.",
        epilog=examples(
            'forecast seal --preset russia-2024 --observable abroad:RU --by 2027-06-30 --who "M. Weiss" --case kuwait',
            'forecast seal --preset russia-2024 --observable strikes --at-least 3 --by 2027-06-30 --who "M. Weiss" --case kuwait',
        ),
    )(seal)

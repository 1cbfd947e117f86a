"""`forecast register` and `resolve`: what a person decides about forecasts, kept in the ledger like every decision."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from .codes import examples
from .decide import CannotDecide, Who, Why
from .forecast_registered import ForecastId
from .options import DEFAULT_CASE, CaseDir, day_of, opened
from .output import note, printable, wrapped
from .show import claim_meant

if TYPE_CHECKING:
    from secondsource.forecast.registered.values import Forecast, Registered, Signed
    from secondsource.store import Case

Question = Annotated[
    str,
    typer.Option(
        "--question", metavar="TEXT", help="What is asked; yes must mean that it came true.", show_default=False
    ),
]
Answered = Annotated[
    str,
    typer.Option(
        "--resolution",
        metavar="TEXT",
        help="By what it is to be answered, so that another person would answer alike.",
        show_default=False,
    ),
]
Low = Annotated[
    float | None, typer.Option("--low", metavar="NUMBER", help="Low end of a quantity.", show_default=False)
]
High = Annotated[float | None, typer.Option("--high", metavar="NUMBER", help="High end of it.", show_default=False)]
Second = Annotated[
    str,
    typer.Option(
        "--second", metavar="NAME", help="Who looked at it as well, where the case asks for two.", show_default=False
    ),
]


class AlreadyRegistered(CannotDecide):
    """The same forecast is registered already."""


def register(
    statement: Annotated[
        str, typer.Argument(metavar="STATEMENT", help="Its id, as `forecast found` lists it.", show_default=False)
    ],
    resolves_by: Annotated[
        str,
        typer.Option(
            "--resolves-by", metavar="DATE", help="The last day to which it reaches, 2027-06-30.", show_default=False
        ),
    ],
    question: Question,
    resolution: Answered,
    who: Who,
    why: Why = "",
    probability: Annotated[
        float | None,
        typer.Option(
            "--probability",
            metavar="P",
            help="That the answer is yes, 0 to 1, if the source says one.",
            show_default=False,
        ),
    ] = None,
    low: Low = None,
    high: High = None,
    level: Annotated[
        float | None,
        typer.Option(
            "--level",
            metavar="SHARE",
            help="Cases in which it should lie within, if the source says so: 0.8.",
            show_default=False,
        ),
    ] = None,
    unit: Annotated[
        str, typer.Option("--unit", metavar="WORDS", help="In what the quantity is counted.", show_default=False)
    ] = "",
    condition: Annotated[
        str | None,
        typer.Option(
            "--condition", metavar="TEXT", help="In place of the condition that was read.", show_default=False
        ),
    ] = None,
    second: Second = "",
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Register a forecast that stands in a report, with the question it answers and the day by which it resolves.

    A statement that says no probability is registered without one: nothing is made up for it. `secondsource decide undo` takes a registration
    back; it stays visible, and so does that it was taken back.
    """
    from secondsource.forecast.registered import registering
    from secondsource.forecast.registered.values import Expected
    from secondsource.publish.redact import masked_view

    needs_name(who)
    day = day_of(resolves_by)
    expected = Expected(probability=probability, low=low, high=high, level=level, unit=unit.strip())
    with opened(case) as open_case:
        said = registering.meant(masked_view(open_case.view()), statement)
        forecast = registering.of_report(
            said, question=question, resolution=resolution, resolves_by=day, expected=expected, condition=condition
        )
        kept = append(open_case, forecast, signed_by(open_case, who, why, second))
    say_of(kept)
    if said.chance is not None and probability is None and not expected.of_quantity:
        note(
            f"It says “{printable(said.chance.words)}”, which {said.chance.scale} takes for {said.chance.low:.0%} to {said.chance.high:.0%}; no probability was registered."
        )


def resolve(
    forecast: ForecastId,
    who: Who,
    why: Why,
    outcome: Annotated[
        str, typer.Option("--outcome", metavar="yes|no|unresolvable", help="What came of it.", show_default=False)
    ] = "",
    value: Annotated[
        float | None, typer.Option("--value", metavar="NUMBER", help="What the quantity came to.", show_default=False)
    ] = None,
    low: Low = None,
    high: High = None,
    claims: Annotated[
        str,
        typer.Option(
            "--claims",
            metavar="CLAIM,CLAIM",
            help="The claims that say so: ids, or the beginnings of them.",
            show_default=False,
        ),
    ] = "",
    second: Second = "",
    case: CaseDir = DEFAULT_CASE,
) -> None:
    """Resolve a forecast by claims of the case; their support and grade are kept as they stand now.

    A later resolution corrects an earlier one, which stays visible. A forecast whose condition did not come about is unresolvable.
    """
    from secondsource.forecast.registered import registering
    from secondsource.forecast.registered.kept import resolving
    from secondsource.forecast.registered.report import outcome_said
    from secondsource.forecast.registered.values import Outcome

    needs_name(who)
    answer = _answer(outcome, value, low, high)
    ends = (value, value) if value is not None else (low, high)
    with opened(case) as open_case:
        view = open_case.view()
        item = registering.one_of(_known(open_case), forecast)
        ids = [claim_meant(view, word).id for word in claims.replace(",", " ").split()]
        signed = signed_by(open_case, who, why, second)
        found = registering.resolution_of(view, item, Outcome(answer), ids, signed, low=ends[0], high=ends[1])
        entry = open_case.ledger.append(resolving(item.forecast, found))
        corrects = item.resolution is not None
    said = outcome_said(found, item.forecast.expected.unit)
    held = ", ".join(map(str, found.claims)) or "no claim"
    wrapped(
        f"Decision {entry.seq}: {item.forecast.id} is resolved as {said}, by {held}."
        + (" The earlier resolution stays visible." if corrects else "")
        + f" `secondsource decide undo {entry.seq}` takes it back."
    )


def append(open_case: Case, forecast: Forecast, signed: Signed) -> Registered:
    """Writes the registration down. Raises AlreadyRegistered if the forecast is in force already."""
    from secondsource.forecast.registered.kept import registered, registration
    from secondsource.forecast.registered.registering import in_force

    there = in_force(registered(open_case.ledger.entries()), forecast.id)
    if there is not None:
        raise AlreadyRegistered(
            f"That forecast is registered already, as {there.forecast.id}, by decision {there.signed.number} of {there.signed.at}."
        )
    open_case.ledger.append(registration(forecast, signed))
    made = in_force(registered(open_case.ledger.entries()), forecast.id)
    assert made is not None
    return made


def _known(open_case: Case) -> tuple[Registered, ...]:
    from secondsource.forecast.registered.kept import registered
    from secondsource.forecast.registered.pack import of_pack
    from secondsource.subjects import load

    return (*registered(open_case.ledger.entries()), *of_pack(load(open_case.about.subject)))


def _answer(outcome: str, value: float | None, low: float | None, high: float | None) -> str:
    numbers = value is not None, low is not None or high is not None
    if (outcome and any(numbers)) or all(numbers):
        raise CannotDecide("Say one thing: --outcome, or --value, or --low and --high.")
    if any(numbers):
        return "known"
    if outcome not in ("yes", "no", "unresolvable"):
        raise CannotDecide("Say what came of it: --outcome yes, no or unresolvable, or --value NUMBER for a quantity.")
    return outcome


def say_of(made: Registered) -> None:
    """Says what was registered, and how to take it back."""
    forecast, number = made.forecast, made.signed.number
    wrapped(
        f"Decision {number}: {forecast.id}, {made.timing.value}; it resolves by {forecast.resolves_by}. "
        f"`secondsource decide undo {number}` takes it back, and it stays visible."
    )


def needs_name(who: str) -> None:
    """Raises CannotDecide if nobody decides."""
    if not who.strip():
        raise CannotDecide("Say who decides: --who NAME.")


def signed_by(open_case: Case, who: str, why: str, second: str) -> Signed:
    """Who decides now. Raises CannotDecide if the case asks for a second person, and none is named."""
    from secondsource.forecast.registered.values import Signed

    other = second.strip()
    if open_case.about.eyes > 1 and other.casefold() in ("", who.strip().casefold()):
        raise CannotDecide("This case asks for a second pair of eyes: say who else looked at it with --second NAME.")
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Signed(who=who.strip(), at=at, why=why.strip(), second=other)


def onto(app: typer.Typer) -> None:
    """Puts the commands onto `forecast`."""
    app.command(
        short_help="Register a report's forecast.",
        epilog=examples(
            'forecast register 1f0c-0.s120-180 --resolves-by 2027-06-30 --question "Is another strike reported?" '
            '--resolution "A claim with an origin of its own" --who "M. Weiss" --case kuwait'
        ),
    )(register)
    app.command(
        short_help="Resolve a forecast by claims.",
        epilog=examples(
            'forecast resolve f3a9 --outcome yes --claims c0a1b2 --who "M. Weiss" --why "the strike of May" --case kuwait',
            'forecast resolve f51c --low 14000 --high 16000 --claims c0a1b2 --who "M. Weiss" --why "two counts" --case kuwait',
        ),
    )(resolve)

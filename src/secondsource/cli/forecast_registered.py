"""`forecast found`, `list`, `show` and `score`: forecasts that may be registered, those that are, and how they fared."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .codes import examples
from .options import DEFAULT_CASE, DEFAULT_SUBJECT, CaseDir, Json, opened
from .output import json_lines, markdown, note, printable, table

if TYPE_CHECKING:
    from secondsource.forecast.registered.values import Registered
    from secondsource.subjects import Subject

MaybeCase = Annotated[
    Path | None,
    typer.Option(
        "--case",
        metavar="DIR",
        envvar="SECONDSOURCE_CASE",
        readable=False,
        help="The case's folder; without a case those of the subject pack are shown.",
        show_default=False,
    ),
]
ForecastId = Annotated[
    str,
    typer.Argument(
        metavar="FORECAST", help="Its id, or the beginning of it, as `forecast list` shows it.", show_default=False
    ),
]


class NoKind(SecondsourceError):
    """What is asked for besides forecasts is conditional or planned."""


class NoState(SecondsourceError):
    """There is no such state of a forecast."""


def today() -> date:
    """The day on which the command is called."""
    return datetime.now(UTC).date()


def held(case: Path | None) -> tuple[tuple[Registered, ...], Subject]:
    """The forecasts of the case, then those of its pack; without a case those of the default pack."""
    from secondsource.forecast.registered.kept import registered
    from secondsource.forecast.registered.pack import of_pack
    from secondsource.subjects import load

    if case is None and not (DEFAULT_CASE / "case.toml").is_file():
        pack = load(DEFAULT_SUBJECT)
        return of_pack(pack), pack
    with opened(case or DEFAULT_CASE) as open_case:
        pack = load(open_case.about.subject)
        return (*registered(open_case.ledger.entries()), *of_pack(pack)), pack


def found(
    case: CaseDir = DEFAULT_CASE,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="KIND", help="conditional or planned; may be repeated.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """List the statements of a case that say what will be, for a person to register.

    A range is suggested by words of probability, after Intelligence Community Directive 203; nothing is taken from it.
    """
    from secondsource.forecast.registered.found import MORE, OPEN, candidates
    from secondsource.forecast.registered.kept import registered
    from secondsource.forecast.registered.rows import candidate_row
    from secondsource.publish.redact import masked_view

    more = {kind.value: kind for kind in MORE}
    unknown = [kind for kind in also or [] if kind not in more]
    if unknown:
        raise NoKind(f"“{printable(unknown[0])}” cannot be asked for. Write --also {' or --also '.join(more)}.")
    with opened(case) as open_case:
        view = open_case.view()
    known = {r.forecast.statement: r.forecast.id for r in registered(view.ledger) if r.taken_back is None}
    some = list(candidates(masked_view(view), OPEN | {more[kind] for kind in also or []}))
    if as_json:
        json_lines({**candidate_row(one), "registered": known.get(one.statement)} for one in some)
        return
    if not some:
        note("No statement of the case is read as a forecast. `--also conditional --also planned` looks further.")
        return
    table(
        ("statement", "who", "made", "words", "condition", "suggests", "registered"),
        [
            (
                one.statement,
                one.speaker or one.outlet or "?",
                one.made or "?",
                one.words,
                one.condition,
                f"{one.chance.low:.0%} to {one.chance.high:.0%} (“{one.chance.words}”, {one.chance.scale})"
                if one.chance
                else "",
                known.get(one.statement, ""),
            )
            for one in some
        ],
        wraps=("who", "words", "condition", "suggests"),
    )


def list_forecasts(
    case: MaybeCase = None,
    state: Annotated[
        str,
        typer.Option(
            "--state",
            metavar="STATE",
            help="Only those that are open, due, resolved, unresolvable or taken back.",
            show_default=False,
        ),
    ] = "",
    source: Annotated[
        str,
        typer.Option(
            "--source", metavar="WORDS", help="Only those whose speaker or outlet has these words.", show_default=False
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """List the registered forecasts: those of the case, then those that come with the subject pack."""
    from secondsource.forecast.registered.report import standing
    from secondsource.forecast.registered.rows import forecast_row
    from secondsource.forecast.registered.values import State

    day = today()
    if state and state not in set(State):
        raise NoState(f"There is no state “{printable(state)}”. Choose among: {', '.join(State)}.")
    every, _ = held(case)
    words = source.casefold()
    some = [
        item
        for item in every
        if (not state or item.state(day) == state)
        and words in f"{item.forecast.speaker} {item.forecast.outlet}".casefold()
    ]
    if as_json:
        json_lines(forecast_row(item, day) for item in some)
        return
    if not some:
        note("No such forecast is registered. `secondsource forecast found` lists what may be.")
        return
    table(
        ("forecast", "made", "by", "until", "stands", "registered", "question"),
        [
            (
                item.forecast.id,
                item.forecast.made or "?",
                item.forecast.said_by or "?",
                item.forecast.resolves_by,
                standing(item, day),
                item.timing.value,
                item.forecast.question,
            )
            for item in some
        ],
        wraps=("by", "stands", "registered", "question"),
    )


def show(forecast: ForecastId, case: MaybeCase = None, as_json: Json = False) -> None:
    """Show one forecast: its words, its question, what was decided, by which claims, and the seal it has in the ledger."""
    from secondsource.forecast.registered.registering import NoForecast, one_of
    from secondsource.forecast.registered.report import told
    from secondsource.forecast.registered.rows import forecast_row
    from secondsource.forecast.registered.sealing import stamped

    every, _ = held(case)
    try:
        item = one_of(every, forecast)
    except NoForecast:
        back = [one for one in every if one.forecast.id == forecast.strip()]
        if not back:
            raise
        item = back[-1]
    if as_json:
        json_lines([forecast_row(item, today())])
        return
    stamp = ""
    if item.signed.number:
        with opened(case or DEFAULT_CASE) as open_case:
            stamp = stamped(open_case, item.signed.number)
    markdown(told(item, today(), stamp).rstrip("\n"))


def score(
    case: MaybeCase = None,
    by: Annotated[
        str, typer.Option("--by", metavar="speaker|outlet", help="Whose forecasts stand together.")
    ] = "speaker",
    least: Annotated[
        int, typer.Option("--least", min=1, max=10_000, help="Resolved forecasts below which no score is told.")
    ] = 10,
    as_json: Json = False,
) -> None:
    """Score what was resolved, by source: Brier with its parts and calibration, hits, CRPS, and what lay within its interval."""
    from secondsource.forecast.registered.report import scores
    from secondsource.forecast.registered.rows import card_row
    from secondsource.forecast.registered.scoring import by_outlet, by_speaker, cards

    ways = {"speaker": by_speaker, "outlet": by_outlet}
    if by not in ways:
        raise typer.BadParameter("speaker or outlet", param_hint="--by")
    every, _ = held(case)
    told = cards(every, today(), ways[by])
    if as_json:
        json_lines(card_row(card, least) for card in told)
        return
    markdown(scores(told, today(), least).rstrip("\n"))


def onto(app: typer.Typer) -> None:
    """Puts the commands onto `forecast`."""
    app.command(
        short_help="List statements of a case that may be registered.",
        epilog=examples("forecast found --case kuwait", "forecast found --also conditional --json --case kuwait"),
    )(found)
    app.command(
        "list",
        short_help="List the registered forecasts.",
        epilog=examples("forecast list --case kuwait", "forecast list --state due --source yonhap --case kuwait"),
    )(list_forecasts)
    app.command(
        short_help="Show one forecast.",
        epilog=examples("forecast show kw2016-income", "forecast show f3a9 --case kuwait"),
    )(show)
    app.command(
        short_help="Score what was resolved, by source.",
        epilog=examples("forecast score --case kuwait", "forecast score --by outlet --json --case kuwait"),
    )(score)

"""`watch`: what a case keeps an eye on, and who is told of what changes."""

from __future__ import annotations

import typer

from . import watch_alerts, watch_run, watch_tell
from .codes import EPILOG, examples
from .options import DEFAULT_CASE, CaseDir, Json, Quiet

app = typer.Typer(
    help="Fetch what is new, take it in, and tell what changed.",
    rich_markup_mode=None,
    epilog=EPILOG,
)


@app.callback(
    invoke_without_command=True, epilog=examples("watch --once --case kuwait", "watch --every 900 --case kuwait")
)
def watch(
    context: typer.Context,
    once: watch_run.Once = False,
    every: watch_run.Every = watch_run.DEFAULT_EVERY,
    case: CaseDir = DEFAULT_CASE,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Fetch what is due, take it into the case, derive everything, and tell what changed: once, or again and again until it is stopped.

    Safe to interrupt and to repeat: nothing is lost, and nothing is told twice.
    """
    if context.invoked_subcommand is None:
        watch_run.run(case, once=once, every=every, quiet=quiet, as_json=as_json)


app.command(
    epilog=examples("watch alerts --case kuwait", "watch alerts --since 2026-03-01 --format json --case kuwait")
)(watch_alerts.alerts)
app.add_typer(watch_tell.app, name="tell", short_help="Who is told of what, and when.")

"""`watch`: what a case keeps an eye on, and who is told of what changes. Each group of commands stands in a file of its own."""

from __future__ import annotations

import typer

from . import watch_alerts, watch_gather, watch_run, watch_sources, watch_tell
from .codes import EPILOG, examples
from .options import DEFAULT_CASE, CaseDir, Json, Quiet

app = typer.Typer(
    help="Watch feeds, pages, sitemaps, lists, folders and mailboxes, take what is new into the case, and tell what changed.",
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
    """Ask for what is due, take what is new into the case, derive everything, and tell what changed: once, or again and again until it is stopped.

    Safe to interrupt and to repeat: nothing is lost, and nothing is told twice. One watch works on a case at a time.
    """
    if context.invoked_subcommand is None:
        watch_run.run(case, once=once, every=every, quiet=quiet, as_json=as_json)


app.add_typer(watch_sources.adding, name="add", short_help="Watch something from now on.")
app.command("list", epilog=examples("watch list --case kuwait", "watch list --json --case kuwait"))(
    watch_sources.listed
)
app.command("log", epilog=examples("watch log --case kuwait", "watch log 3 --case kuwait"))(watch_sources.log)
app.command("gone", epilog=examples("watch gone --case kuwait"))(watch_sources.gone)
app.command(epilog=examples("watch pause 3 --case kuwait"))(watch_sources.pause)
app.command(epilog=examples("watch resume 3 --case kuwait"))(watch_sources.resume)
app.command(epilog=examples("watch remove https://post.example/rss --case kuwait"))(watch_sources.remove)
app.command(epilog=examples("watch gather --case kuwait", "watch gather --most 50 --case kuwait"))(watch_gather.gather)
app.command(
    epilog=examples("watch alerts --case kuwait", "watch alerts --since 2026-03-01 --format json --case kuwait")
)(watch_alerts.alerts)
app.add_typer(watch_tell.app, name="tell", short_help="Who is told of what, and when.")

"""`watch`: what a case keeps an eye on. Each group of commands stands in a file of its own."""

from __future__ import annotations

import typer

from . import watch_gather, watch_sources
from .codes import EPILOG, examples

app = typer.Typer(
    help="Watch feeds, pages, sitemaps, lists, folders and mailboxes, and take what is new into the case.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
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

"""The program `secondsource`: its commands and how it ends."""

from __future__ import annotations

from typing import Annotated

import typer

from secondsource import __version__

from . import doctor, law, publish, read, run, show, verify
from .codes import EPILOG
from .errors import Sentences

app = typer.Typer(
    name="secondsource",
    cls=Sentences,
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help is there in half the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=EPILOG)(run.run)
app.command(epilog=EPILOG)(show.show)
app.command()(publish.export)
app.command()(publish.dossier)
app.command()(publish.serve)
app.add_typer(law.app, name="law")
app.command()(read.read)
app.command(epilog=EPILOG)(verify.verify)
app.command(epilog=EPILOG)(run.rebuild)
app.command(epilog=EPILOG)(doctor.doctor)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"secondsource {__version__}")
        raise typer.Exit


@app.callback()
def secondsource(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who said it, whom they had it from, how many independent origins stand behind it, and what the law of that day says."""


def main() -> None:
    """Runs the program with the arguments of the process."""
    app()


if __name__ == "__main__":
    main()

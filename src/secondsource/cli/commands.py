"""The commands of the program `secondsource`, with their examples and short help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from secondsource import __version__

from . import (
    archive,
    backup,
    bulk,
    checkpoint,
    custody,
    decide,
    doctor,
    forecast,
    forecast_compare,
    forecast_fit,
    forecast_register,
    forecast_registered,
    forecast_seal,
    forecast_sensitivity,
    identities,
    law,
    mark,
    move,
    number,
    people,
    permit,
    publish,
    read,
    redact,
    reviewed,
    run,
    screen,
    search,
    show,
    stamp,
    subject,
    translate,
    vault,
    vault_entries,
    verify,
    watch,
)
from .codes import EPILOG, examples
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
_EXAMPLES: dict[Callable[..., None], tuple[str, ...]] = {
    run.run: ("run articles/ --case kuwait", "run 'mail/*.eml' report.pdf --case kuwait --quiet"),
    bulk.bulk: (
        "bulk crawl/*.warc.gz --out found",
        "bulk s3://archive/2026/ reports.parquet --out found --workers 8",
        "bulk crawl/ --out /shared/found --engine ray --address head:6379",
    ),
    show.show: ("show --case kuwait", "show c0a1b2 --case kuwait", "show --set-aside --case kuwait"),
    search.search: (
        'search "unpaid wages" kuwait --case kuwait',
        "search 임금체불 from:2016 outlet:연합뉴스 --what statements --case kuwait",
        "search --case kuwait -- wages -kuwait",
    ),
    number.number: ('number "100,000 workers" --case kuwait', "number '$150,000' --svg number.svg --case kuwait"),
    mark.mark: (
        'mark b.txt AMBER --who "M. Weiss" --why "given in confidence" --case kuwait',
        'mark case GREEN --who "M. Weiss" --why "agreed with the partners" --case kuwait',
    ),
    translate.translate: (
        'translate gazeta.txt --file gazeta-en.txt --translator "office, A. K." --case kuwait',
        "translate 3f2a-0 --file out.txt --translator argos-1.9 --machine --case kuwait",
    ),
    publish.export: ("export --what claims --format csv --out claims.csv --case kuwait",),
    publish.dossier: (
        "dossier --out dossier.html --case kuwait",
        "dossier --form letter --standard balance --format docx --out letter.docx --case kuwait",
        "dossier --redacted --language ko --format pdf --out dossier.pdf --case kuwait",
    ),
    identities.identities: ("identities --edition spring --out key.age --case kuwait",),
    publish.serve: ("serve --case kuwait",),
    read.read: ("read note.txt --published 2016-06-08", "read - --published 2016-06 < note.txt"),
    reviewed.reviewed: ("reviewed --case kuwait", "reviewed --json --case kuwait > gold.jsonl"),
    archive.archive: ('archive --out kuwait.wacz --unmasked --who "Kim Min-ji" --why "for the court" --case kuwait',),
    custody.custody: (
        "custody --case kuwait",
        "custody 5d41402a --case kuwait",
        "custody 5d41402a --proof proof.json --case kuwait",
    ),
    checkpoint.checkpoint: (
        "checkpoint -o /media/stick/kuwait.checkpoint --case kuwait",
        "checkpoint -o kuwait.checkpoint --key ~/.ssh/id_ed25519 --case kuwait",
    ),
    stamp.stamp: (
        "stamp --authority https://tsa.example/tsr --case kuwait",
        "stamp --check proof.json --original page.warc.gz --certificate tsa-root.pem",
    ),
    verify.verify: ("verify --case kuwait", "verify dossier.pdf --case kuwait"),
    run.rebuild: ("rebuild --case kuwait",),
    move.move: (
        "move --database postgresql://kim@db.example/kuwait --captures s3://archive/kuwait --case kuwait",
        "move --database case.db --captures captures --case kuwait",
        "move --remove-old --case kuwait",
    ),
    backup.restore: (
        "restore /mnt/usb/kuwait --to kuwait",
        "restore /mnt/usb/kuwait --to kuwait --state 12 --identity key.txt",
    ),
    doctor.doctor: ("doctor --case kuwait",),
}
_SHORT: dict[Callable[..., None], str] = {
    run.run: "Take documents into a case.",
    bulk.bulk: "Find and read what concerns the subject in large inputs.",
    show.show: "Show the claims of a case, or one of them.",
    search.search: "Search the text; find the sentence.",
    number.number: "Show where a number came from.",
    translate.translate: "Put a translation beside a report.",
    mark.mark: "Mark a report or the case: TLP.",
    publish.export: "Write records of the case as JSON, CSV, Parquet.",
    publish.dossier: "Write the case up, with footnotes.",
    identities.identities: "Write the key of an edition; two people must agree.",
    publish.serve: "Open the case in the browser.",
    read.read: "Read one text and print what is said in it.",
    reviewed.reviewed: "Show how right the reader was, by your decisions.",
    archive.archive: "Write the original captures as WACZ, unmasked.",
    custody.custody: "Show how each capture was obtained.",
    checkpoint.checkpoint: "Write down how far ledger and custody go, signed on wish.",
    stamp.stamp: "Have an authority stamp the captures' time.",
    verify.verify: "Hold the case against itself, or a dossier against it.",
    run.rebuild: "Derive everything again from the originals.",
    move.move: "Take a case to a server or a store, and back.",
    backup.restore: "Make a case of a backup again.",
    doctor.doctor: "Check that the program has what it needs.",
}
for _command, _calls in _EXAMPLES.items():
    app.command(short_help=_SHORT[_command], epilog=examples(*_calls))(_command)
app.add_typer(backup.app, name="backup", short_help="Keep states of the case in a folder apart from it.")
app.add_typer(decide.app, name="decide", short_help="Merge, split, confirm, cut, override; or take that back.")
forecast_registered.onto(forecast.app)
forecast_register.onto(forecast.app)
forecast_seal.onto(forecast.app)
forecast_compare.onto(forecast.app)
forecast_sensitivity.onto(forecast.app)
app.add_typer(forecast.app, name="forecast", short_help="Run scenarios; register and score forecasts.")
forecast_fit.onto(forecast.app)
app.add_typer(law.app, name="law", short_help="Ask the law by itself, without a case.")
app.add_typer(people.app, name="people", short_help="Accounts: who may do and see what at the desk.")
app.add_typer(permit.app, name="permit", short_help="Ask for, and confirm, what needs two people.")
app.add_typer(redact.app, name="redact", short_help="Hide words by hand in editions that are safe to share.")
app.add_typer(screen.app, name="screen", short_help="Hold the names in a case against lists.")
app.add_typer(subject.app, name="subject", short_help="Check a subject pack; try it on examples and golden cases.")
vault_entries.onto(vault.app)
app.add_typer(vault.app, name="vault", short_help="Who sources are, sealed for a few named people.")
app.add_typer(watch.app, name="watch", short_help="Fetch what is new, and tell what changed.")


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

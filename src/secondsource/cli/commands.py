"""The commands of the program `secondsource`, with their examples and short help."""

from __future__ import annotations

from typing import Annotated

import typer

from secondsource import __version__

from .codes import EPILOG
from .errors import Sentences
from .on_demand import Entry

COMMANDS = {
    "run": Entry(
        "run",
        "Take documents into a case.",
        ("run articles/ --case kuwait", "run 'mail/*.eml' report.pdf --case kuwait --quiet"),
    ),
    "bulk": Entry(
        "bulk",
        "Find and read what concerns the subject in large inputs.",
        (
            "bulk crawl/*.warc.gz --out found",
            "bulk s3://archive/2026/ reports.parquet --out found --workers 8",
            "bulk crawl/ --out /shared/found --engine ray --address head:6379",
        ),
    ),
    "show": Entry(
        "show",
        "Show the claims of a case, or one of them.",
        ("show --case kuwait", "show c0a1b2 --case kuwait", "show --set-aside --case kuwait"),
    ),
    "search": Entry(
        "search",
        "Search the text; find the sentence.",
        (
            'search "unpaid wages" kuwait --case kuwait',
            "search 임금체불 from:2016 outlet:연합뉴스 --what statements --case kuwait",
            "search --case kuwait -- wages -kuwait",
        ),
    ),
    "number": Entry(
        "number",
        "Show where a number came from.",
        ('number "100,000 workers" --case kuwait', "number '$150,000' --svg number.svg --case kuwait"),
    ),
    "mark": Entry(
        "mark",
        "Mark a report or the case: TLP.",
        (
            'mark b.txt AMBER --who "M. Weiss" --why "given in confidence" --case kuwait',
            'mark case GREEN --who "M. Weiss" --why "agreed with the partners" --case kuwait',
        ),
    ),
    "translate": Entry(
        "translate",
        "Put a translation beside a report.",
        (
            'translate gazeta.txt --file gazeta-en.txt --translator "office, A. K." --case kuwait',
            "translate 3f2a-0 --file out.txt --translator argos-1.9 --machine --case kuwait",
        ),
    ),
    "export": Entry(
        "publish",
        "Write records of the case as JSON, CSV, Parquet.",
        ("export --what claims --format csv --out claims.csv --case kuwait",),
    ),
    "dossier": Entry(
        "publish",
        "Write the case up, with footnotes.",
        (
            "dossier --out dossier.html --case kuwait",
            "dossier --form letter --standard balance --format docx --out letter.docx --case kuwait",
            "dossier --redacted --language ko --format pdf --out dossier.pdf --case kuwait",
        ),
    ),
    "identities": Entry(
        "identities",
        "Write the key of an edition; two people must agree.",
        ("identities --edition spring --out key.age --case kuwait",),
    ),
    "serve": Entry("publish", "Open the case in the browser.", ("serve --case kuwait",)),
    "read": Entry(
        "read",
        "Read one text and print what is said in it.",
        ("read note.txt --published 2016-06-08", "read - --published 2016-06 < note.txt"),
    ),
    "reviewed": Entry(
        "reviewed",
        "Show how right the reader was, by your decisions.",
        ("reviewed --case kuwait", "reviewed --json --case kuwait > gold.jsonl"),
    ),
    "archive": Entry(
        "archive",
        "Write the original captures as WACZ, unmasked.",
        ('archive --out kuwait.wacz --unmasked --who "Kim Min-ji" --why "for the court" --case kuwait',),
    ),
    "custody": Entry(
        "custody",
        "Show how each capture was obtained.",
        (
            "custody --case kuwait",
            "custody 5d41402a --case kuwait",
            "custody 5d41402a --proof proof.json --case kuwait",
        ),
    ),
    "checkpoint": Entry(
        "checkpoint",
        "Write down how far ledger and custody go, signed on wish.",
        (
            "checkpoint -o /media/stick/kuwait.checkpoint --case kuwait",
            "checkpoint -o kuwait.checkpoint --key ~/.ssh/id_ed25519 --case kuwait",
        ),
    ),
    "stamp": Entry(
        "stamp",
        "Have an authority stamp the captures' time.",
        (
            "stamp --authority https://tsa.example/tsr --case kuwait",
            "stamp --check proof.json --original page.warc.gz --certificate tsa-root.pem",
        ),
    ),
    "verify": Entry(
        "verify",
        "Hold the case against itself, or a dossier against it.",
        ("verify --case kuwait", "verify dossier.pdf --case kuwait"),
    ),
    "rebuild": Entry("run", "Derive everything again from the originals.", ("rebuild --case kuwait",)),
    "move": Entry(
        "move",
        "Take a case to a server or a store, and back.",
        (
            "move --database postgresql://kim@db.example/kuwait --captures s3://archive/kuwait --case kuwait",
            "move --database case.db --captures captures --case kuwait",
            "move --remove-old --case kuwait",
        ),
    ),
    "restore": Entry(
        "backup",
        "Make a case of a backup again.",
        ("restore /mnt/usb/kuwait --to kuwait", "restore /mnt/usb/kuwait --to kuwait --state 12 --identity key.txt"),
    ),
    "doctor": Entry("doctor", "Check that the program has what it needs.", ("doctor --case kuwait",)),
    "completion": Entry(
        "completion",
        "Print what makes a shell complete commands.",
        ("completion bash > ~/.local/share/bash-completion/completions/secondsource",),
    ),
    "backup": Entry("backup", "Keep states of the case in a folder apart from it.", what="app"),
    "decide": Entry("decide", "Merge, split, confirm, cut, override; or take that back.", what="app"),
    "forecast": Entry(
        "forecast",
        "Run scenarios; register and score forecasts.",
        what="app",
        more=(
            "forecast_registered",
            "forecast_register",
            "forecast_seal",
            "forecast_compare",
            "forecast_sensitivity",
            "forecast_fit",
        ),
    ),
    "law": Entry("law", "Ask the law by itself, without a case.", what="app"),
    "people": Entry("people", "Accounts: who may do and see what at the desk.", what="app"),
    "permit": Entry("permit", "Ask for, and confirm, what needs two people.", what="app"),
    "redact": Entry("redact", "Hide words by hand in editions that are safe to share.", what="app"),
    "screen": Entry("screen", "Hold the names in a case against lists.", what="app"),
    "subject": Entry("subject", "Check a subject pack; try it on examples and golden cases.", what="app"),
    "vault": Entry("vault", "Who sources are, sealed for a few named people.", what="app", more=("vault_entries",)),
    "watch": Entry("watch", "Fetch what is new, and tell what changed.", what="app"),
}
"""Every command in the order of the help, which is written from here: the modules are loaded when they are called."""


class Program(Sentences):
    """The program as a group of commands."""

    entries = COMMANDS


app = typer.Typer(
    name="secondsource",
    cls=Program,
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help is there in half the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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

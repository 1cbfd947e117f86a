"""`screen`: names held against lists. A match is a suggestion until a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource.model import SecondsourceError

from .codes import EPILOG, Code, examples
from .decide import CannotDecide
from .options import DEFAULT_CASE, CaseDir, Json, Quiet, day_of, opened
from .output import json_lines, line, note, note_aside, printable, table
from .screen_decide import KindName, accept, kind_of, reject
from .screen_file import names_of_file
from .screen_words import COLUMNS, asked_of, count_names, print_case, print_names, rows_of

if TYPE_CHECKING:
    from secondsource.pipeline.screening import NameAnswer

app = typer.Typer(
    help="Hold the names in a case against lists: people in public life, companies, ships, aircraft, as of the event's date and as of today. "
    "Private people are never screened. A match says that two names may be the same, and nothing of what anybody did.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EPILOG,
)
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day asked, as 2016-03-02; today if not given.")
]


class NoListFile(SecondsourceError):
    """The file cannot be read. Check its path and its permissions."""


@app.command(
    "import",
    short_help="Take lists into the case, each as of a day.",
    epilog=examples(
        "screen import consolidated.xml --case kuwait",
        "screen import sdn.csv alt.csv add.csv sdn_comments.csv --as-of 2021-07-01 --case kuwait",
        "screen import targets.nested.json --case kuwait",
    ),
)
def take(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            readable=False,
            help="Files of lists, as their publishers give them out.",
            show_default=False,
        ),
    ],
    form: Annotated[
        str | None,
        typer.Option(
            "--list", metavar="FORM", help="Only lists of this form: un, ofac or ftm; found out if not given."
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="The day that files are of which do not say it themselves, such as OFAC's.",
        ),
    ] = None,
    called: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="What to call a FollowTheMoney list; its dataset if not given."),
    ] = None,
    case: CaseDir = DEFAULT_CASE,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Take lists into the case, each as of a day: the UN's consolidated XML, OFAC's CSV files, FollowTheMoney JSON lines.

    The files are kept as they are. Older snapshots stay: what changed between two of them speaks too. Files that are no list, or are
    damaged, are named and left out (exit code 3; 1 if nothing could be taken in). A case is made if there is none.
    """
    from secondsource.model.codec import plain
    from secondsource.pipeline import screening
    from secondsource.store import Case

    if form not in (None, "un", "ofac", "ftm"):
        raise typer.BadParameter("un, ofac or ftm", param_hint="--list")
    day = day_of(as_of) if as_of else None
    now = datetime.now(UTC)
    if len({path.name for path in files}) < len(files):
        raise NoListFile("Two of the files have one name. Import them one after the other.")
    contents: dict[str, bytes] = {}
    unread: list[str] = []
    for path in files:
        try:
            contents[path.name] = _bytes(path)
        except NoListFile as error:
            unread.append(str(error))
    stamp = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    with Case.open_or_create(case, now=stamp) as open_case:
        taken, aside = screening.take_lists(open_case, contents, now=now, as_of=day, form=form, called=called)
    if as_json:
        json_lines({**plain(t.held), "new": t.new, "left_out": list(t.aside)} for t in taken)
    for item in taken:
        held = item.held
        if not quiet and not as_json:
            words = "taken in" if item.new else "already held"
            line(
                f"{held.list} of {held.as_of}: {held.entries:,} entries, {words} as {held.id} ({printable(held.publisher)})"
            )
        for sentence in item.aside[:5]:
            note(f"  {printable(sentence)}")
        if len(item.aside) > 5:
            note(f"  and {len(item.aside) - 5} more.")
    note_aside(aside)
    for sentence in unread:
        note(f"set aside: {sentence}")
    if aside or unread:
        raise typer.Exit(Code.SET_ASIDE if taken else Code.ERROR)


@app.command(short_help="List the snapshots that the case holds.", epilog=examples("screen lists --case kuwait"))
def lists(case: CaseDir = DEFAULT_CASE, as_json: Json = False) -> None:
    """List the snapshots that the case holds, oldest first in each list."""
    from secondsource.model.codec import plain

    with opened(case) as open_case:
        held = open_case.lists.all()
    if as_json:
        json_lines(plain(item) for item in held)
        return
    if not held:
        note(
            "No list is held. `secondsource screen import FILE` takes one in; until then only the subject pack's own record speaks."
        )
    rows = [
        (h.list, h.as_of, h.how, f"{h.entries:,}", ", ".join(f.name for f in h.files), h.publisher, h.at, h.id)
        for h in held
    ]
    table(
        ("list", "as of", "day is", "entries", "files", "publisher", "taken in", "id"),
        rows,
        wraps=("files", "publisher"),
        spare=("taken in",),
    )


@app.command(
    short_help="Ask single names.",
    epilog=examples(
        "screen names 'Namgang Trading Corporation' --on 2017-03-01 --case kuwait",
        "screen names 'Ri Su Yong' --office 'foreign minister' --case kuwait",
        "screen names --file suppliers.xlsx --out answers.xlsx --case kuwait",
    ),
)
def names(
    wanted: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Names, as they are written anywhere.", show_default=False),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="FILE",
            readable=False,
            help="Names: one a line, or a table (CSV, Excel) with a column called “name”, “company” or the like, on wish also “kind” and “office”.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Write the answers as a table, a row for each match: .csv or .xlsx.",
            show_default=False,
        ),
    ] = None,
    kind: KindName = None,
    office: Annotated[
        str,
        typer.Option(
            "--office", metavar="TEXT", help="The public office or role in a company that the people named hold."
        ),
    ] = "",
    on: On = None,
    case: CaseDir = DEFAULT_CASE,
    as_json: Json = False,
) -> None:
    """Ask single names of every list that the case holds, as of one day.

    Bodies, ships and aircraft are asked. A person is asked only with a public office, or a role in a company: say it with --office. A name that
    the case knows only as a private person's is never asked.
    """
    from secondsource.pipeline import screening
    from secondsource.subjects import load

    chosen = kind_of(kind)
    asked = [(name, chosen, office) for name in wanted or ()]
    if out is not None and out.suffix.lower() not in (".csv", ".xlsx"):
        raise typer.BadParameter("a name that ends with .csv or .xlsx", param_hint="--out")
    rows = len(asked)
    if file is not None:
        read = names_of_file(_bytes(file), kind_of)
        asked, rows = [*asked, *read.asked], rows + read.rows
    if not asked:
        raise CannotDecide(
            "Name at least one: `secondsource screen names 'Air Koryo'`, or a file of names with --file."
        )
    today = datetime.now(UTC).date()
    day = day_of(on) if on else today
    with opened(case) as open_case:
        found = screening.screen_names(open_case, load(open_case.about.subject), asked, day)
    answers = found.answers
    if out is not None:
        _write(out, answers, day)
    if out is None or as_json:
        print_names(answers, day, as_json=as_json)
    if file is not None or out is not None:
        note(count_names(answers, rows) + (f" Written to {printable(out)}." if out else ""))
    for sentence in found.broken:
        note(printable(sentence))
    note(asked_of(found.lists) + ".")


@app.command(
    "case",
    short_help="Ask everything that the case names.",
    epilog=examples("screen case --case kuwait", "screen case --all --json --case kuwait"),
)
def whole(
    every: Annotated[bool, typer.Option("--all", help="Also names without a match.")] = False,
    today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="Another day in the place of today.", hidden=True)
    ] = None,
    case: CaseDir = DEFAULT_CASE,
    as_json: Json = False,
) -> None:
    """Ask every list that the case holds for everything that the case names: as of each event's date, and as of today.

    What is screened: people whom the text gives a public office or a role in a company, companies and other bodies, ships, aircraft. How many other
    names of people were left out is said, never which. With --json, one line a name and a last one with what was asked.
    """
    from secondsource.pipeline import screening
    from secondsource.subjects import load

    day: date = day_of(today) if today else datetime.now(UTC).date()
    with opened(case) as open_case:
        found = screening.screen_case(open_case, load(open_case.about.subject), day)
        view = open_case.view()
    print_case(found, view, day, every=every, as_json=as_json)


def _write(path: Path, answers: Sequence[NameAnswer], day: date) -> None:
    """The answers as a table, in the format that the file's name asks for."""
    from secondsource.publish.exchange.sheets import write_table
    from secondsource.publish.exports import csv_table

    try:
        with path.open("wb") as file:
            if path.suffix.lower() == ".csv":
                file.write(b"\xef\xbb\xbf")  # without this mark Excel reads UTF-8 as something else
                csv_table(COLUMNS, rows_of(answers, day), file)
            else:
                write_table("names", COLUMNS, rows_of(answers, day), datetime(day.year, day.month, day.day), file)
    except OSError as error:
        raise CannotDecide(
            f"{printable(path)} cannot be written ({error.strerror}). Check the folder and its permissions."
        ) from error


def _bytes(path: Path) -> bytes:
    from secondsource.screen import MOST_BYTES

    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoListFile(
                f"{printable(path)} is larger than {MOST_BYTES >> 20:,} MB, so it is no list. Check which file it is."
            )
        return path.read_bytes()
    except OSError as error:
        raise NoListFile(
            f"{printable(path)} cannot be read ({error.strerror}). Check its path and its permissions."
        ) from error


app.command(
    epilog=examples(
        'screen accept "Namgang Trading" un:KPe.050 --who "M. Weiss" --why "the same address" --case kuwait'
    )
)(accept)
app.command(
    epilog=examples('screen reject "Namgang Trading" ofac:12345 --who "M. Weiss" --why "another town" --case kuwait')
)(reject)

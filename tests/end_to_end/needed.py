"""What the pages need to be typed as they stand, and what of them is only parsed, with the reason."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pyrage

from secondsource.store import Case
from secondsource.subjects import load

ROOT = Path(__file__).resolve().parents[2]
ONLY_PARSED = {
    r"serve\b": "serves until it is ended; tests/desk/test_serve.py",
    r"watch( --|$| gather| tell test)": "asks the network; tests/watch",
    r"stamp --authority": "asks the network; tests/cli/test_stamp.py",
    r"stamp --check|verify .*--certificate|custody .*--proof": "needs an authority's answer; tests/cli/test_stamp.py",
    r"(move|run) .*(postgresql|s3)://|move --(database case\.db|captures captures|remove-old)": "needs a server; test_server.py, test_move.py",
    r"bulk .*--engine ray": "needs a cluster; tests/bulk",
    r"forecast (fit|backtest)": "takes minutes; tests/cli/test_forecast_fit.py",
    r"checkpoint .*--key|verify .*--signer": "needs a key of SSH; tests/cli/test_checkpoint.py",
    r"subject test": "tries thousands of sentences; tests/cli/test_subject.py",
    r"bulk '?(crawl|news|s3)|run (crawl|found)": "needs an archive of the web; tests/cli/test_bulk.py, test_archive.py",
    r"read report\.html": "asks the model's server that the page has set; tests/cli/test_read.py",
    r"screen (accept|reject)|decide undo (2|12) ": "needs a suggestion of lists, or further decisions; tests/cli/test_screen.py",
    r"forecast resolve f51c": "needs a forecast of a quantity; tests/cli/test_forecast_registered.py",
}
"""Pattern of a command, without the program's name: why it is not run, and which tests do what it does."""
NOT_OURS = (
    "make ",
    "curl ",
    "pip ",
    ".venv/bin/pip ",
    "python ",
    "check/bin/",
    "kill ",
    "age-keygen ",
    "pg_dump ",
    "rsync ",
    "chmod ",
    "ray ",
    "duckdb ",
    "*/15 ",
)
"""Beginnings of commands of other programs, which are not tried."""
NO_COMMANDS = {"how-to/exchange.md": ("entity(", "wasDerivedFrom("), "reference/formats.md": ("currency,", "KWD,")}
"""Lines in blocks without a language that show what a file holds."""
TYPED = {"vault put": "Harun Testa\n555 0199\nmet at the harbour\n\n", "vault seal-name": "Harun Testa\n\n"}
"""What somebody types when these ask."""
GIVEN = {"vault join": "1f0a-22c4-98e1-7d03-b6aa", "forecast register": "f593"}
"""By command, the word of a page that stands for the first word that it prints."""
TEXT = "About 40 North Korean builders are working in Qatar and were paid in January 2020, a foreman said."


@dataclass(frozen=True)
class Needs:
    """What a page needs.

    Args:
        words: in place of words that stand for others.
        files: what must lie in the folder, by name.
        first: commands that somebody has typed before.
        before: makes what else must be there, in that folder.
    """

    words: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    before: Callable[[Path], None] = lambda _: None


def report(name: str) -> str:
    """A report of an invented outlet, as JSON."""
    told = {
        "id": name,
        "outlet": "The Harbour Post",
        "published": "2020-03-02",
        "language": "en",
        "title": "Builders",
        "text": TEXT,
    }
    return json.dumps(told)


def own_pack(folder: Path) -> None:
    """A copy of the pack, as the page tells to make it."""
    shutil.copytree(load("dprk_labour").folder, folder / "my_pack")


def snapshots(folder: Path) -> None:
    """Invented lists under the names that their publishers give them, and a table of names."""
    for path in (ROOT / "tests" / "screen" / "lists").iterdir():
        shutil.copy(path, folder / path.name)
    (folder / "un_2018-10-29.xml").rename(folder / "consolidated.xml")
    suppliers = openpyxl.Workbook()
    for row in (("Supplier", "Town"), ("Namgang Trading Corporation", "Harbin")):
        suppliers.active.append(row)
    suppliers.save(folder / "suppliers.xlsx")


def ids(folder: Path) -> dict[str, str]:
    """Ids of a case, by the words that stand for them on the pages."""
    with Case.open(folder) as case:
        view = case.view()
    claims = sorted(
        (c for c in view.claims if c.type in ("WORK_STOPPAGE", "PROTEST_OR_RIOT")),
        key=lambda claim: -claim.type.count("WORK"),
    )
    return {
        "CLAIM": claims[0].id,
        "OTHER": claims[1].id,
        "STATEMENT": view.statements[0].id,
        "REPORT": view.reports[0].id,
        "NAME": "M. Weiss",
        "REASON": "a test",
    }


REPORT = dict.fromkeys(("a.txt", "b.txt", "gazeta.txt"), "11-yonhap-2016-03-17.txt")
"""A report of the demo in place of those that pages invent."""
KEY = pyrage.x25519.Identity.generate()
ACCEPTED = ("decide accept STATEMENT --who Ana --case case",)
BY_PAGE = {
    "README.md": Needs(files={"reports/a.json": report("a")}),
    "how-to/folder.md": Needs(files={"reports/a.json": report("a"), "more/b.txt": TEXT}),
    "how-to/desk.md": Needs(first=ACCEPTED),
    "how-to/alerts.md": Needs(files={".config/other": ""}),
    "how-to/backup.md": Needs(words={"12": "1", "age1...": str(KEY.to_public())}, files={"key.txt": str(KEY)}),
    "how-to/captures.md": Needs(words={"5d41402a": "35b52ceec0d2"}),
    "how-to/dossier.md": Needs(words={"m.json": "kuwait.pdf.manifest.json"}),
    "how-to/redaction.md": Needs(words={**REPORT, "Camp 7": "Colombo"}),
    "how-to/markings.md": Needs(words=REPORT),
    "how-to/own-pack.md": Needs(files={"reports/a.json": report("a"), "note.txt": TEXT}, before=own_pack),
    "how-to/outlet.md": Needs(before=own_pack),
    "how-to/provision.md": Needs(before=own_pack),
    "how-to/screen-names.md": Needs(files={"names.tsv": "Namgang Trading Corporation\tbody\n"}, before=snapshots),
    "how-to/growing.md": Needs(files={"new-articles/a.json": report("a")}),
    "how-to/languages.md": Needs(files={"gazeta-en.txt": TEXT, "note.txt": TEXT}, words=REPORT),
    "how-to/watch.md": Needs(
        files={"pages.txt": "https://post.example/a\n", "inbox/a.txt": TEXT, "mail.mbox": "", "secrets/mail": "x"}
    ),
}

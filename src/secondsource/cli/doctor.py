"""`doctor`: is everything here that the program needs?"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from secondsource.model import SecondsourceError

from .codes import OLDEST, Code
from .installed import Row, extras, packages
from .options import DEFAULT_SUBJECT, Json, SubjectName
from .output import json_lines, table
from .settings import unknown

TESTED = (3, 13)
"""The newest Python on which everything is tried."""
_ROOM = 500_000_000
"""Bytes that a run of some hundred reports may need."""
_BORN = date(2026, 1, 1)
"""Before this day there was no program."""
_SAID = "BUSAN, March 2 (Harbour Post) -- Twelve sailors had not been paid, a foreman said on Tuesday."
"""Invented, to be read once."""


def doctor(
    case: Annotated[Path | None, typer.Option("--case", metavar="DIR", help="Also look at this case.")] = None,
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """Check Python, packages, models, the subject pack, the clock, room on the disk and, if named, a case. Ends with 4 if anything is wrong."""
    checks = [_python(), *packages(), *extras(), _texts(), _clock(), *_room(case), *_settings(os.environ)]
    if any(state == "wrong" and what.startswith("package ") for what, state, _ in checks):
        # a library that is cut short may end the program that loads it
        checks.append(("the rest", "absent", "looked at when the packages are whole"))
    else:
        checks += [*_reading(subject), _confined()]
        checks += [*_server(case), *_store(case), *_case(case)] if case else []
    if as_json:
        json_lines({"what": what, "state": state, "detail": detail} for what, state, detail in checks)
    else:
        table(("what", "state", "detail"), checks, wraps=("detail",))
    if any(state == "wrong" for _, state, _ in checks):
        raise typer.Exit(Code.PROBLEMS)


def _python() -> Row:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] > TESTED:
        return "Python", "partly", f"{version}; newer than what is tried, {'.'.join(map(str, TESTED))}"
    return "Python", "fine" if sys.version_info >= OLDEST else "wrong", f"{version}; 3.11 or later is needed"


def _tried(what: str, act: Callable[[], str]) -> Row:
    try:
        return what, "fine", act()
    except Exception as error:  # a check must say what is wrong, whatever it is
        return what, "wrong", str(error) or type(error).__name__


def _reading(subject: str) -> Iterator[Row]:
    """The pack, the models, and an invented sentence that is read with them."""

    def pack() -> str:
        from secondsource.subjects import load

        pack = load(subject)
        return f"{len(pack.event_types)} event types, {len(pack.provisions)} provisions, {len(pack.sources)} sources"

    def english() -> str:
        from secondsource.read.prose import english

        meta = english().meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def trained() -> str:
        from secondsource.read.tagger import weights

        found = [one for one in (weights.installed(), weights.installed_events()) if one is not None]
        for one in found:
            for file in one.digests:
                one.whole(file)
        return ", ".join(one.id for one in found)

    def sentence() -> str:
        from secondsource.collect import read_capture
        from secondsource.read import default_reader
        from secondsource.subjects import load

        known = load(subject)
        (report,) = read_capture(_SAID.encode(), "note.txt", known)
        found = default_reader(known).read(report).statements
        if not any(one.chain for one in found):
            raise RuntimeError(
                "an invented sentence was read, and who says it was not found; install secondsource again"
            )
        return "an invented sentence was read, and who says it was found"

    yield _tried(f"pack {subject}", pack)
    yield _tried("English model", english)
    name, state, told = _tried("trained reader", trained)
    yield name, state if told else "absent", told or "switched off or left out; texts are read by rules alone"
    yield _tried("reading", sentence)


def _texts() -> Row:
    """Whether what is in any script can be shown and named."""
    shown, names = (sys.stdout.encoding or "unknown").lower(), sys.getfilesystemencoding().lower()
    lacks = [
        f"{what} {encoding}"
        for what, encoding in (("the screen takes", shown), ("names of files take", names))
        if encoding.replace("-", "") != "utf8"
    ]
    if not lacks:
        return "texts", "fine", "UTF-8 on the screen and in names of files"
    return "texts", "partly", f"{', '.join(lacks)}; what they lack is shown as ?. Set LC_ALL=C.UTF-8, or PYTHONUTF8=1"


def _clock() -> Row:
    now = datetime.now(UTC)
    if now.date() < _BORN:
        return (
            "clock",
            "wrong",
            f"it says {now:%Y-%m-%d %H:%M} UTC, before there was this program; set it, for every entry is dated by it",
        )
    return "clock", "fine", f"{now:%Y-%m-%d %H:%M} UTC"


def _room(folder: Path | None) -> Iterator[Row]:
    """Room on the disks that are written to: the case's, or the one here, and that for passing files."""
    places = {"room for a case": folder if folder and folder.is_dir() else Path(), "room for passing files": None}
    for what, place in places.items():

        def act(place: Path | None = place) -> str:
            where = place if place is not None else Path(tempfile.gettempdir())
            free = shutil.disk_usage(where).free
            told = f"{free / 1e6:,.0f} MB free in {where.absolute()}"
            if free < _ROOM:
                raise OSError(f"{told}; make room, {_ROOM / 1e6:,.0f} MB at least")
            return told

        yield _tried(what, act)


_REFUSED = {
    "network": "to reach the network",
    "writing": "to write files",
    "processes": "to begin processes",
    "reading": "to read files beside its libraries",
    "memory": "more memory than it is given",
    "time": "more time than it is given",
    "dumps": "to leave its memory on the disk",
}


def _confined() -> Row:
    """What a document cannot do while it is taken apart, tried out now."""
    from secondsource.pipeline import confined

    what = "documents taken apart"
    try:
        found = confined.protections()
    except SecondsourceError as error:
        return what, "wrong", str(error)
    if not found:
        return what, "absent", "in the program itself, with all that it may do; see docs/concepts/untrusted-bytes.md"
    refused, open_to = (
        [words for name, words in _REFUSED.items() if found.get(name) is state] for state in (True, False)
    )
    told = f"each in a process of its own, which is refused {', '.join(refused)}"
    return (
        (what, "partly", f"{told}; not refused on this system: {', '.join(open_to)}")
        if open_to
        else (what, "fine", told)
    )


def _settings(environment: Iterable[str]) -> Iterator[Row]:
    """Variables that somebody may have set in vain."""
    for name, meant in unknown(environment):
        yield "environment", "partly", f"{name} is no setting" + (f"; {meant} is one" if meant else "")


def _server(folder: Path) -> Iterator[Row]:
    def act() -> str:
        from secondsource.store.server import OnServer

        return OnServer(address).described(folder)

    from secondsource.store import about
    from secondsource.store.address import on_server, shown

    try:
        address = about.read(folder / "case.toml").database
        where = shown(address)
    except SecondsourceError:
        return  # what is wrong with the case itself is said below
    if on_server(address):
        yield _tried(f"server {where}", act)


def _store(folder: Path) -> Iterator[Row]:
    def act() -> str:
        first = next(originals(folder, address).digests(), None)
        return "answers; holds no original yet" if first is None else "answers; its originals can be listed"

    from secondsource.store import about
    from secondsource.store.originals import FOLDER, originals

    try:
        address = about.read(folder / "case.toml").captures
        where = originals(folder, address).address
    except SecondsourceError:
        return  # what is wrong with the case itself is said below
    if address not in ("", FOLDER):
        yield _tried(f"originals in {where}", act)


def _case(folder: Path) -> Iterator[Row]:
    def act() -> str:
        from secondsource.store import Case

        with Case.open(folder) as case:
            view = case.view()
            rights = folder.stat().st_mode & 0o077
            if rights:
                raise PermissionError(f"others may enter {folder}; close it with `chmod 700 {folder}`")
            latest.append(max((one.at for one in view.custody), default=""))
            return f"{len(view.reports)} reports, {len(view.claims)} claims, {len(view.ledger)} decisions"

    latest: list[str] = []
    yield _tried(f"case {folder}", act)
    if any(at > (datetime.now(UTC) + timedelta(days=1)).isoformat() for at in latest):
        yield (
            "clock and case",
            "wrong",
            f"the case holds a capture of {latest[0]}, which is later than now; set the clock",
        )
    shut = [path.name for path in (folder, *_in(folder)) if not os.access(path, os.W_OK)]
    if shut:
        yield "writing", "partly", f"{folder} can be looked at, and not worked on: {', '.join(shut)} cannot be written"


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() and os.access(folder, os.R_OK | os.X_OK) else []

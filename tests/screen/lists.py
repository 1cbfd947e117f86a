"""The invented lists in the published formats that the tests of this room use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from secondsource.screen import Snapshot, format_of, parsed, together
from secondsource.screen.alike import Kind
from secondsource.screen.entry import ListedName, ListEntry

FOLDER = Path(__file__).parent / "lists"
OFAC = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def snapshot(*names: str, as_of: str | None = None) -> Snapshot:
    """One list of one or several files."""
    files = {name: content(name) for name in names}
    formats = {name: format_of(name, data) for name, data in files.items()}
    (group,) = together(files, formats)
    found = parsed(group, files, formats)
    day = date.fromisoformat(as_of) if as_of else found.as_of
    assert day is not None
    return Snapshot(
        id=names[0], list=found.list, publisher=found.publisher, as_of=day, entries=found.entries, whole=not found.aside
    )


def made(as_of: str, *entries: ListEntry, name: str = "made", whole: bool = True) -> Snapshot:
    return Snapshot(
        id=as_of, list=name, publisher="invented", as_of=date.fromisoformat(as_of), entries=entries, whole=whole
    )


def entry(identifier: str, *names: str, kind: Kind = Kind.BODY, listed: str | None = None) -> ListEntry:
    return ListEntry(id=identifier, kind=kind, names=tuple(ListedName(text=n) for n in names), listed=listed)

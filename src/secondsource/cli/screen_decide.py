"""`screen accept` and `screen reject`: what a person decides of a suggestion."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .decide import CannotDecide
from .options import DEFAULT_CASE, CaseDir, opened
from .output import printable, wrapped

if TYPE_CHECKING:
    from secondsource.screen import Kind

Who = Annotated[str, typer.Option("--who", envvar="SECONDSOURCE_WHO", help="Who decides.", show_default=False)]
Why = Annotated[str, typer.Option("--why", help="The reason.", show_default=False)]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name as `screen case` shows it.", show_default=False)]
Entry = Annotated[
    str, typer.Argument(metavar="ENTRY", help="List and id of the entry, such as un:KPe.050.", show_default=False)
]
KindName = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="What it names: person, body, ship or aircraft."),
]


def kind_of(text: str | None) -> Kind | None:
    """The kind of that name; None for none."""
    from secondsource.screen import Kind

    if not text:
        return None
    if text not in set(Kind):
        raise typer.BadParameter("person, body, ship or aircraft", param_hint="--kind")
    return Kind(text)


def accept(name: Name, entry: Entry, who: Who, why: Why, kind: KindName = None, case: CaseDir = DEFAULT_CASE) -> None:
    """Decide that a name of the case is the entry. `decide undo` takes it back; a newer list changes nothing of it."""
    _decided(name, entry, who, why, kind, case, same=True)


def reject(name: Name, entry: Entry, who: Who, why: Why, kind: KindName = None, case: CaseDir = DEFAULT_CASE) -> None:
    """Decide that a name of the case is not the entry. `decide undo` takes it back; a newer list changes nothing of it."""
    _decided(name, entry, who, why, kind, case, same=False)


def _decided(name: str, entry: str, who: str, why: str, kind: str | None, case: Path, *, same: bool) -> None:
    from secondsource import screen
    from secondsource.pipeline import screening
    from secondsource.subjects import load

    if not who.strip():
        raise CannotDecide("Say who decides: --who NAME.")
    if not why.strip():
        raise CannotDecide("Say why: --why REASON. Whoever reads the case later must be able to judge it.")
    stamp = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with opened(case) as open_case:
        pack = load(open_case.about.subject)
        names_ = screening.named(open_case.view(), pack)
        known = (*names_.found, *names_.perhaps)
        meant = [n for n in known if n.key == screen.key_of(name) and kind_of(kind) in (None, n.kind)]
        if len(meant) != 1:
            what = (
                "more than one thing; say which with --kind"
                if meant
                else "no such name that is screened; `screen case --all` lists them"
            )
            raise CannotDecide(f"For “{printable(name)}” the case has {what}.")
        register, _, _ = screening.register(open_case, pack)
        which, _, identifier = entry.rpartition(":")
        target = register.entry(which, identifier)
        if target is None:
            raise CannotDecide(
                f"No list that is held has the entry “{printable(entry)}”. Write list and id, as un:KPe.050."
            )
        made = screen.decision_on(
            meant[0].name, meant[0].kind, entry, same=same, who=who.strip(), at=stamp, why=why.strip()
        )
        kept = open_case.ledger.append(made)
    word = "is" if same else "is not"
    wrapped(
        f"Decision {kept.seq}: “{printable(meant[0].name)}” {word} {printable(entry)}, “{printable(target.name)}”. `secondsource decide undo {kept.seq}` takes it back."
    )

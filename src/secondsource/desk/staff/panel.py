"""What people at work noted of a claim or a report, for the page of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from secondsource.model import Act, Person
from secondsource.publish.tongue import say_as
from secondsource.store.office import Office
from secondsource.store.office.notes import Note
from secondsource.store.office.work import Work

from ..visiting import visitor
from .words import STAGES

if TYPE_CHECKING:
    from ..shelf import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What people at work noted of a claim or a report.

    Args:
        address: of its forms: `claims/<id>` or `reports/<id>`.
        has: name of who has it; empty if nobody.
        writes: whether whoever asks may write here.
        team: whether people have accounts.
    """

    address: str
    work: Work
    has: str
    notes: tuple[Note, ...]
    people: tuple[Person, ...]
    stages: tuple[tuple[str, str], ...]
    stage: str
    writes: bool
    team: bool
    me: int
    name: str
    token: str


def panel(shown: Shown, office: Office, kind: str, object: str) -> Panel | None:
    """What people noted of one thing; None where that is not shown.

    Args:
        shown: the case.
        office: where it is kept.
        kind: `claims` or `reports`.
        object: its id.
    """
    if not keeps():
        return None
    somebody, work = visitor(), office.works.of(object)
    people = office.people.all()
    return Panel(
        address=f"{kind}/{quote(object, safe='')}",
        work=work,
        has=next((p.name for p in people if p.id == work.person), ""),
        notes=tuple(replace(note, text=shown.hide(note.text)) for note in office.notes.on(object)),
        people=tuple(p for p in people if not p.ended),
        stages=tuple((stage.value, say_as("stage", said)) for stage, said in STAGES.items()),
        stage=say_as("stage", STAGES[work.status]),
        writes=somebody.may(Act.NOTE),
        team=somebody.person is not None,
        me=somebody.id,
        name=somebody.name,
        token=somebody.token,
    )


def keeps() -> bool:
    """Whether searches are kept for whoever asks: for people with an account, and for the one person of a case without accounts."""
    somebody = visitor()
    return somebody.person is not None or somebody.may(Act.NOTE)

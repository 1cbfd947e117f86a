"""What of the office somebody may see: nothing about what is closed to them, and nothing that must be hidden in the case.

A claim told by closed reports alone is no claim for who may not see them; so neither is what was noted or proposed on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from secondsource.model import Decision, objects_of, on_a_name
from secondsource.publish.tongue import say
from secondsource.store.office import Office
from secondsource.store.office.notes import Note
from secondsource.store.office.proposals import Proposal
from secondsource.store.office.record import Sealed
from secondsource.store.office.work import Work

from ..shelf import Shown
from ..visiting import visitor

_REPORT = re.compile(r"[0-9a-f]{16}-\d+")
_CLAIM = re.compile(r"c[0-9a-f]{12}")
_SEAL = re.compile(r"[0-9a-f]{64}")


def is_there(shown: Shown, object: str) -> bool:
    """Whether whoever asks may know of a claim or a report. Who may see everything may also know of what is there no more."""
    return not visitor().closed or object in shown.sources or object in shown.numbers or object == shown.view.id


def works(shown: Shown, office: Office) -> tuple[Work, ...]:
    """What people work on, the last changed first."""
    return tuple(work for work in office.works.all() if is_there(shown, work.object))


def notes(shown: Shown, found: Iterable[Note]) -> tuple[Note, ...]:
    """Those of these notes that may be seen, with what must be hidden in the case hidden."""
    return tuple(replace(note, text=shown.hide(note.text)) for note in found if is_there(shown, note.object))


def naming(shown: Shown, office: Office) -> tuple[tuple[Note, bool], ...]:
    """The notes that name whoever asks, each with whether they have seen it."""
    if visitor().person is None:
        return ()
    found = office.notes.naming(visitor().id)
    seen = {note.id: was_seen for note, was_seen in found}
    return tuple((note, seen[note.id]) for note in notes(shown, (note for note, _ in found)))


def proposals(shown: Shown, office: Office) -> tuple[Proposal, ...]:
    """The decisions that wait for a second person, the oldest first, with what must be hidden in the case hidden."""
    return tuple(
        replace(proposal, decision=_hidden(shown, proposal.decision))
        for proposal in office.proposals.waiting()
        if may_know(shown, proposal.decision)
    )


def may_know(shown: Shown, decision: Decision) -> bool:
    """Whether whoever asks may know of a decision: everything that it names is there for them."""
    if not visitor().closed:
        return True
    if on_a_name(decision):
        return False
    return all(_known(shown, name) for name in objects_of(decision))


def entry(shown: Shown, sealed: Sealed) -> Sealed:
    """An entry of the record without what names something closed to whoever asks."""
    about = sealed.entry.object.partition(".")[0].partition(">")[0]
    if not visitor().closed or not (_REPORT.fullmatch(about) or _CLAIM.fullmatch(about)) or is_there(shown, about):
        return sealed
    return replace(sealed, entry=replace(sealed.entry, object=say("closed to you"), why="", more={}))


def _known(shown: Shown, name: str) -> bool:
    if _SEAL.fullmatch(name):
        return any(sealed.hash == name for sealed in shown.view.ledger)
    report = name.partition(".")[0]
    if _REPORT.fullmatch(report):
        return report in shown.sources
    return not _CLAIM.fullmatch(name) or name in shown.numbers


def _hidden(shown: Shown, decision: Decision) -> Decision:
    values = {name: shown.hide(value) for name, value in decision.values.items()}
    return replace(decision, why=shown.hide(decision.why), values=values)

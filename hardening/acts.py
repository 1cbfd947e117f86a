"""What is done with a small case while it is killed: runs, decisions, merges, moves, backups, and how a case is told from another."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from secondsource.model import Decision, DecisionKind
from secondsource.pipeline import decide, run, verify
from secondsource.publish import WHAT, edition, export
from secondsource.store import Case, about
from secondsource.store.backup import Keys, backup, check, restore
from secondsource.store.moving import move, remove_old
from secondsource.store.office import Office
from secondsource.store.office.record import Deed, Entry
from tests.pipeline.rules import RuleReader

from .killed import Acknowledge

NOW = datetime(2016, 6, 8, 12, tzinfo=UTC)
STAMP = "2016-06-08T12:00:00Z"
BATCHES = 3
_SAID = (
    "The foreman said that forty builders stopped work in Kuwait. A cook said that nobody had eaten since noon.",
    "An elder said that two hundred masons stopped work over unpaid wages. The embassy said that it knew of nothing.",
    "A driver said that his whole crew stopped work after a fall from the scaffold. Doctors said that three were hurt.",
    "The minister said that ninety welders stopped work at the shipyard. A pilot said that the harbour stood still.",
)


@dataclass(frozen=True)
class Room:
    """Where an episode takes place.

    Args:
        folder: everything in it is its own.
        corpus: the folder of the batches.
        database: the address of the tables elsewhere, where a move takes them.
        home: the address where the case began.
    """

    folder: Path
    corpus: Path
    database: str
    home: str

    @property
    def case(self) -> Path:
        """The case's folder."""
        return self.folder / "case"


def corpus(folder: Path) -> None:
    """Some batches of reports about the same strikes, each in a folder of its own."""
    for batch in range(BATCHES):
        there = folder / f"in{batch}"
        there.mkdir(parents=True)
        for n in range(4):
            said = f"{_SAID[n]} Paper {n} printed it as the {('first', 'second', 'third')[batch]} of its reports."
            told = {"id": f"r{batch}{n}", "outlet": f"Paper {n}", "published": f"2016-{2 + 2 * n:02}-{10 + batch}", "language": "en", "title": f"Report {n}", "text": said}  # fmt: skip
            (there / f"{n}.json").write_text(json.dumps(told), encoding="utf-8")
        (there / "cut.pdf").write_bytes(b"%PDF-1.4 cut short " + bytes([48 + batch]))


def reads(batch: int) -> Callable[[Room, Acknowledge], None]:
    """Takes a batch into the case."""

    def act(room: Room, done: Acknowledge) -> None:
        with Case.open(room.case) as case:
            run(case, [room.corpus / f"in{batch}"], reader=RuleReader(), now=NOW, wait=30)
            for capture in case.view().captures:
                done(f"capture {capture.digest}")

    return act


def reviews(turn: int) -> Callable[[Room, Acknowledge], None]:
    """Accepts, rejects, grades and takes back; each is written into the record of the office, too."""

    def act(room: Room, done: Acknowledge) -> None:
        with Case.open(room.case) as case:
            _derived(case)
            for n, decision in enumerate(_reviewed(case, turn)):
                _once(case, decision, done)
                _recorded(room, f"{turn}.{n}", done)

    return act


def merges(room: Room, done: Acknowledge) -> None:
    """Merges claims, and takes one of the merges back."""
    with Case.open(room.case) as case:
        _derived(case)
        for n in (0, 1):
            made = [e for e in case.ledger.entries() if e.decision.why == f"merge {n}"]
            if made:
                continue
            one, other, *_ = sorted(case.view().claims, key=lambda claim: claim.id)
            _once(case, _decision(DecisionKind.MERGE, one.id, f"merge {n}", {"with": other.id}), done)
        last = next(e for e in case.ledger.entries() if e.decision.why == "merge 1")
        _once(case, _decision(DecisionKind.UNDO, last.hash, "not the same"), done)


def goes(room: Room, done: Acknowledge) -> None:
    """Takes the case to another database, its originals to another folder."""
    _moved(room, room.database, (room.folder / "nas").as_uri())
    done("moved")


def returns(room: Room, done: Acknowledge) -> None:
    """Takes the case home again."""
    _moved(room, room.home, "captures")
    done("moved")


def keeps(room: Room, done: Acknowledge) -> None:
    """Backs the case up."""
    made = backup(room.case, room.folder / "backup", at=STAMP, tool="kills", given=Keys())
    done(f"state {made.number}")


def restores(room: Room, done: Acknowledge) -> None:
    """Makes a case of the newest state."""
    to = room.folder / f"back{_newest(room)}"
    if not (to / "case.toml").exists() or (to / ".restoring").exists():
        restore(room.folder / "backup", to, given=Keys())
    done("restored")


Act = Callable[[Room, Acknowledge], None]
ACTS: tuple[tuple[str, Act], ...] = (
    ("run", reads(0)),
    ("review", reviews(0)),
    ("backup", keeps),
    ("run", reads(1)),
    ("move", goes),
    ("merge", merges),
    ("backup", keeps),
    ("restore", restores),
    ("run", reads(2)),
    ("review", reviews(1)),
    ("move", returns),
    ("backup", keeps),
)
"""An episode: each act goes on where the one before it ended."""


def problems(room: Room, acknowledged: set[str]) -> Iterator[str]:
    """What does not hold: in the case, of what was acknowledged, in the backup."""
    with Case.open(room.case) as case:
        yield from (problem.sentence for problem in verify(case))
        there = {f"decision {entry.hash}" for entry in case.ledger.entries()}
        with case.reading() as connection:
            from secondsource.store.documents import all_captures

            there |= {f"capture {capture.digest}" for capture in all_captures(connection)}
    office = Office(room.case)
    there |= {f"record {sealed.entry.object}" for sealed in office.record.entries(most=10_000)}
    office.close()
    for what in sorted(acknowledged):
        if what.partition(" ")[0] in ("decision", "capture", "record") and what not in there:
            yield f"It was acknowledged and is not there: {what}."
    if (room.folder / "backup" / "backup.toml").exists():
        checked = check(room.folder / "backup", given=Keys())
        yield from checked.wrong
        numbers = {f"state {state.number}" for state in checked.states}
        yield from (
            f"It was acknowledged and is not there: {what}."
            for what in sorted(acknowledged)
            if what.startswith("state ") and what not in numbers
        )


def told(folder: Path) -> dict[str, str]:
    """A digest of each thing that leaves a case: every export, the dossier, the ledger, the log of custody."""
    with Case.open(folder) as case:
        view = case.view()
        out = {}
        for what in WHAT:
            written = io.BytesIO()
            export(view, what, "jsonl", written)
            out[what] = written.getvalue()
        out["dossier"] = edition(view, "md").data
        out["ledger"] = repr([(e.seq, e.decision) for e in case.ledger.entries()]).encode()
        out["custody"] = repr(view.custody).encode()
    return {what: sha256(data).hexdigest() for what, data in out.items()}


def restored_as_it_was(room: Room) -> bool:
    """Whether the newest state, restored, is the case."""
    return told(room.folder / f"back{_newest(room)}") == told(room.case)


def _newest(room: Room) -> int:
    return max(int(path.stem) for path in (room.folder / "backup" / "states").glob("*.state"))


def _moved(room: Room, database: str, captures: str) -> None:
    if about.read(room.case / "case.toml").database != database:
        move(room.case, now=STAMP, database=database, captures=captures)
    remove_old(room.case)


def _reviewed(case: Case, turn: int) -> Iterator[Decision]:
    view = case.view()
    statements = sorted(s.id for reading in case.as_read()[0] for s in reading.statements)
    for n, statement in enumerate(statements[turn * 3 : turn * 3 + 3]):
        kind = DecisionKind.REJECT if n == 1 else DecisionKind.ACCEPT
        yield _decision(kind, statement, f"looked at {turn}")
    claim = min(claim.id for claim in view.claims)
    made = [e for e in case.ledger.entries() if e.decision.why == f"known to us {turn}"]
    grade = (
        made[0].decision if made else _decision(DecisionKind.OVERRIDE, claim, f"known to us {turn}", {"grade": "C3"})
    )
    yield grade
    rejected = [e for e in case.ledger.entries() if e.decision.object == statements[turn * 3 + 1]]
    yield _decision(DecisionKind.UNDO, rejected[0].hash, f"on second thought {turn}")


def _decision(kind: DecisionKind, object: str, why: str, values: dict[str, str] | None = None) -> Decision:
    return Decision(kind=kind, object=object, who="M. Weiss", at=STAMP, why=why, values=values or {})


def _derived(case: Case) -> None:
    """What follows from decisions that were written down as the process was killed."""
    run(case, [], reader=RuleReader(), now=NOW, wait=30)


def _once(case: Case, decision: Decision, done: Acknowledge) -> None:
    """Decides, unless it was written down before its acknowledgement was heard; whoever decides sees it on the page then."""
    found = [entry for entry in case.ledger.entries() if entry.decision == decision]
    if not found:
        decide(case, decision, wait=30)
        found = [entry for entry in case.ledger.entries() if entry.decision == decision]
    done(f"decision {found[0].hash}")


def _recorded(room: Room, what: str, done: Acknowledge) -> None:
    office = Office(room.case)
    try:
        if what not in {sealed.entry.object for sealed in office.record.entries()}:
            office.record.add(Entry(who="M. Weiss", at=STAMP, act=Deed.TAKEN, object=what, why=""))
        done(f"record {what}")
    finally:
        office.close()

"""A backup held against itself: every file against its sum, and, where it can be opened, every state against what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from secondsource.model import SecondsourceError, digest_of
from secondsource.store.archive import hashed
from secondsource.store.moving.places import CASE
from secondsource.store.moving.tables import Progress

from .depot import CAPTURES, PARTS, Depot, found
from .errors import DamagedBackup
from .keys import Keys
from .pieces import rows_in
from .state import State, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found.

    Args:
        files: how many files were held against their sums.
        states: the states that are there; empty where the backup is locked and nothing was given to open it.
        opened: whether it could be opened, and so each state was held against what it says.
        wrong: a sentence for each thing that is not as it should be.
    """

    files: int
    states: tuple[State, ...]
    opened: bool
    wrong: tuple[str, ...] = field(default=())


def check(source: Path, *, given: Keys, tell: Progress | None = None) -> Checked:
    """Looks at all of a backup. Without a key, whether each file is as it was written; with one, whether each state can be restored.

    Raises:
        NoBackup, NewerBackup: if there is none that this program knows.
        NotOpened: if what is given does not open it.
    """
    say = tell or (lambda _stage, _done, _total: None)
    depot = found(source, given)
    wrong: list[str] = []
    last = depot.states()[-1:] or (0,)
    for at, (path, digest) in enumerate(sorted(depot.sums.items()), start=1):
        if _begun(depot, path, last[0]):
            continue
        if said := _against(depot.folder / path, digest):
            wrong.append(
                f"{path} {said}. Delete it where it is still there, then back up again while the case still has it."
            )
        say("files", at, len(depot.sums))
    opened = depot.kind == "no" or depot.lock.locks
    states: list[State] = []
    if opened:
        numbers, seen = depot.states(), _Seen()
        for at, number in enumerate(numbers, start=1):
            try:
                state = depot.read(number)
                states.append(state)
                wrong += [f"State {number}: {said}" for said in _of_state(depot, state, seen)]
            except DamagedBackup as error:
                wrong.append(str(error))
            say("states", at, len(numbers))
    return Checked(files=len(depot.sums), states=tuple(states), opened=opened, wrong=tuple(wrong))


class _Seen:
    """What was looked at for a state before: the same parts and tables stand in many."""

    def __init__(self) -> None:
        self.good: set[tuple[str, str]] = set()
        self.bad: dict[tuple[str, str], str] = {}


def _begun(depot: Depot, path: str, last: int) -> bool:
    """Whether it is a state that was cut short between its list and itself; the next backup sweeps the list away."""
    name = Path(path)
    return name.suffix == ".state" and int(name.stem) > last and not (depot.folder / path).exists()


def _against(path: Path, digest: str) -> str:
    try:
        with path.open("rb") as stream:
            return "" if hashed(stream)[0] == digest else "was changed"
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _of_state(depot: Depot, state: State, seen: _Seen) -> Iterator[str]:
    depot.lock = depot.lock.named(bytes.fromhex(state.secret))
    if state.case != depot.case:
        yield "It is of another case."
    for room in state.rooms:
        for table in room.tables:
            yield from _table(depot, table, seen)
    for file in state.files:
        bad = [_held(depot, PARTS, part.digest, seen) for part in file.parts]
        yield from filter(None, bad)
        if not any(bad) and digest_of(b"".join(depot.get(PARTS, p.digest) for p in file.parts)) != file.digest:
            yield f"The file {file.path} does not come out as it was kept."
    lost = set(state.lost)
    for name in _names(depot, state):
        if name not in lost and (said := _held(depot, CAPTURES, name, seen)):
            yield said


def _table(depot: Depot, table: Table, seen: _Seen) -> Iterator[str]:
    if ("table", table.digest) in seen.good:
        return
    over, count, bad = hashlib.sha256(), 0, False
    for part in table.parts:
        try:
            data = depot.get(PARTS, part.digest)
        except (SecondsourceError, OSError) as error:
            bad = True
            yield str(error)
            continue
        over.update(data)
        count += data.count(b"\n")
    if not bad and (over.hexdigest(), count) != (table.digest, table.rows):
        yield f"The table {table.name} does not come out as it was kept."
    elif not bad:
        seen.good.add(("table", table.digest))


def _names(depot: Depot, state: State) -> Iterator[str]:
    """The captures of a state, as far as the parts that name them can be read."""
    for table in (t for room in state.rooms if room.name == CASE.name for t in room.tables if t.name == "captures"):
        at = table.columns.index("digest")
        for part in table.parts:
            try:
                data = depot.get(PARTS, part.digest)
            except (SecondsourceError, OSError):
                continue  # said already
            yield from (str(row[at]) for row in rows_in(data))


def _held(depot: Depot, room: str, digest: str, seen: _Seen) -> str:
    """What is wrong with what has that SHA-256; empty if nothing is."""
    key = (room, depot.path(room, digest))
    if key in seen.good:
        return ""
    if key not in seen.bad:
        try:
            depot.get(room, digest)
        except (SecondsourceError, OSError) as error:
            seen.bad[key] = str(error)
            return seen.bad[key]
        seen.good.add(key)
        return ""
    return seen.bad[key]

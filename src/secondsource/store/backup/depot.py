"""The folder that a backup lies in: originals and parts under names of their content, and one small file for each state, which is written last.

Nothing in it is ever changed. `sums/` lists the SHA-256 of every file as it lies there, so that `sha256sum -c sums/*` looks after a backup that nobody can
open. What a backup that was killed has left is listed nowhere, and is written anew by the next.
"""

from __future__ import annotations

import json
import re
import tomllib
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from secondsource.model import digest_of
from secondsource.store.errors import CaseBusy
from secondsource.store.lock import alone
from secondsource.store.situations import situations
from secondsource.store.whole import put_whole

from . import keys, state
from .errors import DamagedBackup, NewerBackup, NoBackup, NoState, NotOpened, OfAnotherCase, OtherLock
from .keys import BY_PASSPHRASE, FOR_KEYS, OPEN, Keys, Lock
from .pieces import packed, unpacked

FORMAT = 1
ABOUT, KEY = "backup.toml", "key.age"
CAPTURES, PARTS = "captures", "parts"
_UNFINISHED = ".part-"
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_STATE = re.compile(r"(\d{6,})\.state")


class Depot:
    """A backup of one case.

    Args:
        folder: where it lies.
        case: id of the case.
        kind: how it is locked: one of `keys.OPEN`, `keys.FOR_KEYS`, `keys.BY_PASSPHRASE`.
        lock: what locks and names; one that does not open is enough to write.
    """

    def __init__(self, folder: Path, case: str, kind: str, lock: Lock) -> None:
        self.folder, self.case, self.kind, self.lock = folder, case, kind, lock
        self.sums = _sums(folder)
        """SHA-256 of every file that a state listed, by its path."""
        self._new: dict[str, str] = {}
        self.written = 0
        """Bytes written since it was opened."""

    def path(self, room: str, digest: str) -> str:
        """Where what has that SHA-256 is or would be, below the folder."""
        name = self.lock.name(digest)
        return f"{room}/{name[:2]}/{name}"

    def holds(self, room: str, digest: str) -> bool:
        """Whether it is there, and was safely there when a state was written; its bytes are not looked at."""
        path = self.path(room, digest)
        return path in self._new or (path in self.sums and (self.folder / path).is_file())

    def put(self, room: str, digest: str, data: bytes) -> None:
        """Keeps the data under their SHA-256, unless they are there already."""
        if not self.holds(room, digest):
            self._put(self.path(room, digest), self.lock.shut(data if room == CAPTURES else packed(data)))

    def get(self, room: str, digest: str) -> bytes:
        """The data of that SHA-256, checked against it. Raises DamagedBackup."""
        path = self.path(room, digest)
        try:
            data = self.lock.opened((self.folder / path).read_bytes())
            data = data if room == CAPTURES else unpacked(data)
        except FileNotFoundError as error:
            raise DamagedBackup(f"{path} is missing in the backup. {DamagedBackup()}") from error
        except (NotOpened, zlib.error) as error:
            raise DamagedBackup(f"{path} of the backup was changed. {DamagedBackup()}") from error
        if digest_of(data) != digest:
            raise DamagedBackup(f"{path} of the backup was changed. {DamagedBackup()}")
        return data

    def states(self) -> tuple[int, ...]:
        """The numbers of the states that are whole, the oldest first."""
        names = (_STATE.fullmatch(path.name) for path in (self.folder / "states").glob("*.state"))
        return tuple(sorted(int(name[1]) for name in names if name))

    def next(self) -> int:
        """The number of the next state."""
        return max(self.states(), default=0) + 1

    def read(self, number: int = 0) -> state.State:
        """A state; the newest without a number. Raises NoState, NotOpened, DamagedBackup."""
        numbers = self.states()
        if not numbers or (number and number not in numbers):
            raise NoState if not number else NoState(f"The backup has no state {number}. {_there(numbers)}")
        number = number or numbers[-1]
        data = (self.folder / _state(number)).read_bytes()
        try:
            plain = unpacked(self.lock.opened(data))
        except NotOpened as error:
            if self.sums.get(_state(number)) == digest_of(data):
                raise
            raise DamagedBackup(f"State {number} of the backup was changed. {_there(numbers[:-1])}") from error
        except zlib.error as error:
            raise DamagedBackup(f"State {number} of the backup was changed. {_there(numbers[:-1])}") from error
        return state.read(plain, number)

    def finish(self, made: state.State) -> None:
        """Writes the list of what is new, then the state; only with it the state is there."""
        data, path = self.lock.shut(packed(state.written(made))), _state(made.number)
        lines = [f"# state {made.number} of {made.at}"]
        lines += [f"{digest}  {name}" for name, digest in sorted({**self._new, path: digest_of(data)}.items())]
        self._whole(f"sums/{made.number:06}.sha256", ("\n".join(lines) + "\n").encode())
        self._whole(path, data)
        self.sums |= self._new | {path: digest_of(data)}
        self._new.clear()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Holds the backup for one writer, and takes away what one that was killed left unfinished. Raises CaseBusy."""
        with ExitStack() as held:
            try:
                held.enter_context(alone(self.folder, name="backup.lock"))
            except CaseBusy as error:
                raise CaseBusy(
                    f"Another program is writing into the backup {self.folder}. Wait until it has ended, then run this again."
                ) from error
            with situations(self.folder):
                self._sweep()
            self.sums = _sums(self.folder)
            yield

    def _sweep(self) -> None:
        for left in sorted(self.folder.rglob(f"{_UNFINISHED}*")):
            left.unlink(missing_ok=True)
        whole = self.states()
        for listed in sorted((self.folder / "sums").glob("*.sha256")):
            if listed.stem.isdigit() and int(listed.stem) not in whole:
                listed.unlink()

    def _put(self, path: str, data: bytes) -> None:
        self._whole(path, data)
        self._new[path] = digest_of(data)

    def _whole(self, path: str, data: bytes) -> None:
        with situations(self.folder):
            target = self.folder / path
            for parent in (target.parent.parent, target.parent):
                parent.mkdir(mode=0o700, exist_ok=True)
            put_whole(target, data, prefix=_UNFINISHED, mode=0o400)
        self.written += len(data)


def depot_of(folder: Path, case: str, given: Keys, secret: bytes) -> Depot:
    """The backup in a folder, to write into; made if there is none yet.

    Args:
        folder: where.
        case: id of the case.
        given: how it is, or shall be, locked.
        secret: of the case, of which names are made where it is locked for keys.

    Raises:
        OfAnotherCase: if it holds the backup of another one, or other files.
        OtherLock: if it is locked otherwise than with what is given.
        NotOpened: if the passphrase is another one.
        NotAKey, ShortPassphrase: if what is given cannot lock anything.
    """
    kind = given.kind
    with situations(folder):
        if (folder / ABOUT).exists():
            known, how = _about(folder)
            if known != case:
                raise OfAnotherCase
            if how != kind:
                raise OtherLock
            return Depot(folder, case, kind, _lock(folder, kind, given, secret))
        if folder.exists() and (not folder.is_dir() or any(map(_foreign, folder.iterdir()))):
            raise OfAnotherCase
        lock = keys.for_keys(given.recipients, secret) if kind == FOR_KEYS else Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if kind == BY_PASSPHRASE:
            lock, locked = keys.fresh(given.passphrase)
            put_whole(folder / KEY, locked, prefix=_UNFINISHED, mode=0o400)
        lines = [f"format = {FORMAT}", f"case = {json.dumps(case)}", f"locked = {json.dumps(kind)}"]
        put_whole(folder / ABOUT, ("\n".join(lines) + "\n").encode(), prefix=_UNFINISHED)
        return Depot(folder, case, kind, lock)


def found(folder: Path, given: Keys) -> Depot:
    """The backup in a folder, to read from. Where it is locked and nothing is given, only its sums can be looked at.

    Raises:
        NoBackup: if there is none.
        NotOpened, NoIdentity: if what is given does not open it.
    """
    case, kind = _about(folder)
    if kind == BY_PASSPHRASE and given.passphrase:
        return Depot(folder, case, kind, _lock(folder, kind, given, b""))
    if kind == FOR_KEYS and given.identities:
        return Depot(folder, case, kind, keys.with_identities(given.identities))
    return Depot(folder, case, kind, Lock())


def _foreign(path: Path) -> bool:
    """Whether it is nothing that a backup which was killed as it began has left."""
    return path.name not in (KEY, "backup.lock") and not path.name.startswith(_UNFINISHED)


def _lock(folder: Path, kind: str, given: Keys, secret: bytes) -> Lock:
    if kind == OPEN:
        return Lock()
    if kind == FOR_KEYS:
        return keys.for_keys(given.recipients, secret)
    try:
        return keys.by(given.passphrase, (folder / KEY).read_bytes())
    except FileNotFoundError as error:
        raise DamagedBackup(f"{KEY} is missing in the backup, and without it nothing in it can be opened.") from error


def _about(folder: Path) -> tuple[str, str]:
    """Id of the case and how it is locked. Raises NoBackup, NewerBackup, DamagedBackup."""
    try:
        told = tomllib.loads((folder / ABOUT).read_text(encoding="utf-8"))
        known = (str(told["case"]), str(told["locked"]))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoBackup(f"There is no backup in {folder}. `secondsource backup --to {folder}` makes one.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise DamagedBackup(
            f"{ABOUT} of the backup cannot be read. Take it from another copy of the backup."
        ) from error
    if told.get("format") != FORMAT or known[1] not in (OPEN, FOR_KEYS, BY_PASSPHRASE):
        raise NewerBackup
    return known


def _sums(folder: Path) -> dict[str, str]:
    """What the lists of all states say; of two the newer. A line that is none is found by `check`, as the file is not in its list then."""
    out: dict[str, str] = {}
    for path in sorted((folder / "sums").glob("*.sha256")):
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            if match := _LINE.fullmatch(line):
                out[match[2]] = match[1]
    return out


def _state(number: int) -> str:
    return f"states/{number:06}.state"


def _there(numbers: tuple[int, ...]) -> str:
    return f"States that are there: {', '.join(map(str, numbers)) or 'none'}."

"""Processes killed with SIGKILL at random while they take in, decide, merge, move, back up and restore; after each kill the case is looked at, and goes on.

`python -m hardening.kills 500` for a case in its folder, `--postgres` for one that begins on a PostgreSQL server of its own, `--seed N` for other moments.
A line for each kill; the last lines are a table. It ends with 1 if anything was lost or came out otherwise.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from secondsource.store import Case
from tests.postgres import Server

from .acts import ACTS, STAMP, Act, Room, corpus, problems, restored_as_it_was, told
from .killed import WorkFailed, killed

SEED = 1718
MOST = 3
"""Kills of one act before it may come to its end."""
_MOMENTS = 400
"""At how many moments an act may be killed, as long as none of its kind has come to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """A kill and what was wrong afterwards.

    Args:
        act: what was going on.
        how: at which moment.
        wrong: what did not hold then, or once the same act had been done again; empty if all did.
    """

    act: str
    how: str
    wrong: tuple[str, ...]


class Kills:
    """Episodes of a small case, each act of which is killed some times before it may end.

    Args:
        folder: for everything that is made.
        seed: of the moments.
        server: on which the case begins; None for one that begins in its folder.
        acts: what is done with it, in order.
    """

    def __init__(
        self, folder: Path, seed: int = SEED, server: Server | None = None, acts: Sequence[tuple[str, Act]] = ACTS
    ) -> None:
        self._folder, self._server, self._acts = folder, server, acts
        self._chance = random.Random(seed)
        self._most: defaultdict[int, int] = defaultdict(lambda: _MOMENTS)
        self._seconds: dict[int, float] = {}
        self._wanted: dict[int, dict[str, str]] = {}
        self._episodes = 0
        self.otherwise = 0
        """Acts after which the case was not that of an undisturbed one."""
        self._begun()

    def _begun(self) -> None:
        """An undisturbed episode: what the case is after each act, how long each takes, and at how many moments it may be killed."""
        self._corpus, self._template = self._folder / "in", self._folder / "template"
        corpus(self._corpus)
        with Case.create(self._template / "case", now=STAMP):
            pass
        room = self._room()
        for at, (_, act) in enumerate(self._acts):
            acknowledged: set[str] = set()
            start = time.monotonic()
            # In this process: what it loads now, those that are killed need not load again.
            act(room, acknowledged.add)
            self._seconds[at] = time.monotonic() - start
            self._wanted[at] = told(room.case)
            if wrong := list(problems(room, acknowledged)):
                raise WorkFailed(wrong[0])
        self._gone(room)

    def each(self) -> Iterator[Kill]:
        """Kill after kill, without end."""
        while True:
            room = self._room()
            acknowledged: set[str] = set()
            for at, (name, _) in enumerate(self._acts):
                yield from self._act(room, at, name, acknowledged)
            self._gone(room)

    def _act(self, room: Room, at: int, name: str, acknowledged: set[str]) -> Iterator[Kill]:
        """One act until it came to its end; its kills are told when it did, as only then it shows whether it went on."""
        kills: list[Kill] = []
        act = self._acts[at][1]
        wanted = self._chance.randrange(MOST + 1)
        while True:
            moment, after = 0, 0.0
            if len(kills) < wanted and self._chance.random() < 0.6:
                moment = self._chance.randrange(1, self._most[at] + 1)
            elif len(kills) < wanted:
                after = self._chance.uniform(0.0, self._seconds[at])
            wrong: list[str] = []
            try:
                end = killed(lambda done: act(room, done), moment=moment, after=after)
            except WorkFailed:
                kills.append(Kill(act=name, how="its own error", wrong=("It ended with an error; see above.",)))
                break
            acknowledged |= set(end.acknowledged)
            wrong += problems(room, acknowledged)
            if not end.killed:
                self._most[at], self._seconds[at] = end.moments, end.seconds
                now = told(room.case)
                if other := [what for what, digest in self._wanted[at].items() if now[what] != digest]:
                    wrong.append(f"Otherwise than in a case that nobody disturbed: {', '.join(other)}.")
                if name == "restore" and not restored_as_it_was(room):
                    wrong.append("What was restored is not the case.")
                self.otherwise += bool(wrong)
                kills = [Kill(act=k.act, how=k.how, wrong=(*k.wrong, *wrong)) for k in kills]
                if wrong and not kills:
                    kills = [Kill(act=name, how="no kill", wrong=tuple(wrong))]
                break
            how = f"moment {moment} of {self._most[at]}" if moment else f"{after:.3f} s of {self._seconds[at]:.3f}"
            kills.append(Kill(act=name, how=how, wrong=tuple(wrong)))
        yield from kills

    def _room(self) -> Room:
        self._episodes += 1
        folder = self._folder / f"episode{self._episodes}"
        shutil.copytree(self._template, folder)
        if self._server is None:
            return Room(folder, self._corpus, "other.db", "case.db")
        from secondsource.store.address import shown
        from secondsource.store.moving import move, remove_old

        home = shown(self._server.fresh())
        move(folder / "case", now=STAMP, database=home)
        remove_old(folder / "case")
        return Room(folder, self._corpus, "case.db", home)

    def _gone(self, room: Room) -> None:
        if self._server is not None:
            self._server.drop(room.home)
        shutil.rmtree(room.folder)


def main() -> int:
    """Kills as often as it is asked to, and says what came of it."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("kills", type=int, nargs="?", default=100)
    asked.add_argument("--postgres", action="store_true", help="begin on a PostgreSQL server, started for this")
    asked.add_argument("--seed", type=int, default=SEED)
    given = asked.parse_args()
    start = time.monotonic()
    done: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="kills-")))
        server = held.enter_context(Server()) if given.postgres else None
        kills = Kills(folder, given.seed, server)
        for kill in kills.each():
            done[kill.act] += 1
            bad[kill.act] += bool(kill.wrong)
            print(f"{done.total()} {kill.act} at {kill.how}: {' '.join(kill.wrong) or 'all is there'}", flush=True)
            if done.total() >= given.kills:
                break
    for act in sorted(done):
        print(f"{act}: {done[act]} kills, {done[act] - bad[act]} survived whole")
    where = "PostgreSQL" if given.postgres else "SQLite"
    print(
        f"{where}: {done.total() - bad.total()} of {done.total()} kills survived, in {time.monotonic() - start:.0f} s"
    )
    return 1 if bad.total() else 0


if __name__ == "__main__":
    sys.exit(main())

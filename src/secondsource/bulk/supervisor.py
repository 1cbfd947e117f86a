"""The whole of a bulk run: what is done already, what fails and is tried alone, what is set aside, what is written at the end."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from secondsource import __version__
from secondsource.pipeline.parts import seen
from secondsource.pipeline.result import Progress, silent
from secondsource.store.lock import alone
from secondsource.store.situations import situations
from secondsource.store.whole import put_whole

from .engine import Died, Engine
from .folder import ASIDE, HAND, LOCK, MANIFEST, PARTS, PIECES, UNFINISHED, emptied, made_ready
from .journal import InHand, last
from .part import FORMAT, rows_of, told_by, write_part
from .plan import SLICE, Slice, planned
from .stages import opened
from .work import Finished, Order, Task, leave, left, said_of, work

TRIES = 2
"""Times that a document ends its worker, alone in its task, before it is set aside."""
STARTS = 5
"""Times that a worker ends before it has begun a document (killed from outside, no memory) before the rest of a slice is set aside."""


@dataclass(slots=True)
class Summary:
    """What a bulk run did.

    Args:
        slices: of the input.
        before: of these, done by an earlier run.
        failed: for each slice whose input could not be read, its address and one sentence.
        counts: how many `documents extracted kept reports read statements mentions`, over all slices of the input.
        aside: documents that were set aside.
        deaths: workers that ended before their task did.
    """

    slices: int = 0
    before: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    aside: int = 0
    deaths: int = 0


@dataclass(slots=True)
class _Split:
    """A slice that had to be split: the tasks that are done, what they tell, and the documents that end their workers."""

    done: list[tuple[Task, dict[str, Any]]] = field(default_factory=list)
    poison: list[dict[str, Any]] = field(default_factory=list)
    open: int = 0


class Supervisor:
    """A bulk run.

    Args:
        order: what is the same for all tasks; its version is filled in here.
        engine: what does the work.
        progress: told of every slice that is done.
    """

    def __init__(self, order: Order, engine: Engine, progress: Progress = silent) -> None:
        self.order = order
        self.summary = Summary()
        self._engine = engine
        self._tell = progress
        self._out = Path(order.out)
        self._split: defaultdict[str, _Split] = defaultdict(_Split)
        self._done: dict[str, dict[str, Any]] = {}

    def run(self, inputs: Sequence[str], slice_bytes: int = SLICE) -> Summary:
        """Works on the inputs; a slice that is done already and fits is passed over.

        Raises:
            NoInput: if an input is not there. NotBulk: if the folder is used for something else. NoRoom, ReadOnly: if the disk
            refuses; what was finished before stays, and the next run goes on from there. CaseBusy: if another run works on the folder.
        """
        slices = planned(inputs, slice_bytes)
        made_ready(self._out)
        with alone(self._out, name=LOCK):
            self._sweep()
            wanted = [part for part in slices if not self._fits(part)]
            self.summary.slices, self.summary.before = len(slices), len(slices) - len(wanted)
            self._tell("bulk", self.summary.before, len(slices))
            tasks = [Task(part=part) for part in wanted]
            while tasks:
                tasks = self._round(tasks)
            self._sweep()
            for told in self._done.values():
                self.summary.counts.update(told["counts"])
                self.summary.aside += told["aside"]
            self._note()
        return self.summary

    def _round(self, tasks: list[Task]) -> list[Task]:
        """Gives tasks to the engine; those that must be done again, smaller."""
        again: list[Task] = []
        for outcome in self._engine.map(partial(work, self.order), tasks):
            task = outcome.part
            if isinstance(outcome, Died):
                self.summary.deaths += 1
                again.extend(self._after(task, outcome.how))
            elif outcome.value.failed:
                self.summary.failed.append((task.part.address, outcome.value.failed))
            else:
                self._finished(task, outcome.value)
        return again

    def _finished(self, task: Task, finished: Finished) -> None:
        if task.whole:
            self._split.pop(task.part.id, None)
            self._enter(task.part, finished.told)
            return
        split = self._split[task.part.id]
        split.done.append((task, finished.told))
        split.open -= 1
        self._join(task.part)

    def _after(self, task: Task, how: str) -> list[Task]:
        """What becomes of a task whose worker died: three tasks, of which the middle one is the document that was in hand."""
        with situations(self._out):
            held = last(self._out / HAND / task.name)
            (self._out / HAND / task.name).unlink(missing_ok=True)
        split = self._split[task.part.id]
        if task.whole and not task.starts:
            split.open = 1
        if held is None:
            if task.starts + 1 < STARTS:
                return [replace(task, starts=task.starts + 1)]
            return self._spoilt(task, held, how)
        if task.alone:
            if task.tries + 1 < TRIES:
                return [replace(task, tries=task.tries + 1)]
            return self._spoilt(task, held, how)
        pieces = [
            Task(part=task.part, first=task.first, after=held.number),
            Task(part=task.part, first=held.number, after=held.number + 1),
            Task(part=task.part, first=held.number + 1, after=task.after),
        ]
        made = [one for one in pieces if one.after is None or one.first < one.after]
        split.open += len(made) - 1
        return made

    def _spoilt(self, task: Task, held: InHand | None, how: str) -> list[Task]:
        split = self._split[task.part.id]
        name = task.part.address.rsplit("/", 1)[-1]
        if held is not None:
            took = (
                f"It was in hand for {self.order.seconds:,.0f} seconds, which is the limit"
                if _late(held, self.order)
                else how
            )
            reason = f"Working on it ended its worker {TRIES} times. {took}"
        else:
            reason = f"Whatever stands here from document {task.first + 1} on ended its worker {STARTS} times before it was begun. {how}"
        split.poison.append(
            {
                "number": task.first,
                "offset": 0,
                "name": held.name if held else name,
                "address": held.address if held else task.part.address,
                "reason": reason,
                "error": "WorkerDied",
            }
        )
        split.open -= 1
        self._join(task.part)
        return []

    def _join(self, part: Slice) -> None:
        """Makes the part of a slice whose pieces are all there."""
        split = self._split[part.id]
        if split.open:
            return
        done = sorted(split.done, key=lambda item: item[0].first)
        counts: Counter[str] = Counter()
        aside = list(split.poison)
        digest = ""
        for task, told in done:
            counts.update(told["counts"])
            aside.extend(left(self._out, task.name))
            digest = told["digest"]
        counts["documents"] += len(split.poison)
        aside.sort(key=lambda item: (item["number"], item["offset"], item["name"]))
        leave(self._out, part.id, aside)
        told = said_of(self.order, part, digest, counts, len(aside))
        if split.poison:
            told.update(poison=len(split.poison), limits=[self.order.seconds, self.order.megabytes])
        paths = [self._out / PIECES / f"{task.name}.parquet" for task, _ in done]
        write_part(self._out / PARTS / f"{part.id}.parquet", (row for path in paths for row in rows_of(path)), told)
        for task, _ in done:
            leave(self._out, task.name, [])
        for path in paths:
            path.unlink()
        del self._split[part.id]
        self._enter(part, told)

    def _enter(self, part: Slice, told: dict[str, Any]) -> None:
        self._done[part.id] = told
        self._tell("bulk", len(self._done), self.summary.slices)

    def _fits(self, part: Slice) -> bool:
        told = told_by(self._out / PARTS / f"{part.id}.parquet")
        if told is None:
            return False
        same = all(
            told.get(key) == value
            for key, value in (
                ("state", part.state),
                ("start", part.start),
                ("stop", part.stop),
                ("version", self.order.version),
                ("threshold", self.order.threshold),
            )
        )
        limits = [self.order.seconds, self.order.megabytes]
        if not same or (told.get("poison") and told.get("limits") != limits):
            return False
        self._done[part.id] = told
        return True

    def _sweep(self) -> None:
        """Takes away what workers that were killed left unfinished; only while none is at work."""
        with situations(self._out):
            for folder in (PARTS, ASIDE):
                for path in (self._out / folder).glob(f"{UNFINISHED}*"):
                    path.unlink(missing_ok=True)
            for path in (self._out / ASIDE).glob("*-*.jsonl"):
                path.unlink(missing_ok=True)
            for folder in (PIECES, HAND):
                emptied(self._out / folder)

    def _note(self) -> None:
        """Writes the manifest: every part in the folder, of this input or another, with what it tells."""
        parts = []
        for path in sorted((self._out / PARTS).glob("*.parquet")):
            told = self._done.get(path.stem) or told_by(path)
            if told is not None:
                parts.append(told)
        parts.sort(key=lambda told: (told["address"], told["start"]))
        totals: Counter[str] = Counter()
        for told in parts:
            totals.update(told["counts"])
        manifest = {
            "format": FORMAT,
            "program": f"secondsource {__version__}",
            "subject": self.order.subject,
            "version": self.order.version,
            "counts": dict(sorted(totals.items())),
            "aside": sum(told["aside"] for told in parts),
            "parts": parts,
        }
        data = json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
        with situations(self._out):
            put_whole(self._out / MANIFEST, data + b"\n", prefix=UNFINISHED)


def _late(held: InHand, order: Order) -> bool:
    """Whether a document had been in hand for as long as one may be."""
    return bool(order.seconds) and time.time() - held.since >= 0.95 * order.seconds


def ordered(
    out: Path, subject: str, *, threshold: float | None = None, seconds: float = 60.0, megabytes: int = 2000
) -> Order:
    """The order of a run into a folder: the subject's reader is loaded here once, to know its version."""
    stages = opened(subject, threshold)
    return Order(
        out=str(out.resolve()),
        subject=subject,
        version=stages.version,
        needs=seen(stages.pack, "read"),
        threshold=threshold,
        seconds=seconds,
        megabytes=megabytes,
    )

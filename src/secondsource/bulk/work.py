"""The work of one task: what a worker does with a slice, or with a stretch of one, on whatever engine."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondsource.store.situations import situations
from secondsource.store.whole import put_whole

from .document import Document, Fault
from .errors import InputChanged, InputGone, OnePiece
from .folder import ASIDE, HAND, PARTS, PIECES, UNFINISHED
from .journal import Journal
from .limits import Watch, memory
from .part import write_part
from .plan import Slice
from .sources import documents
from .sources.bytes_of import taken
from .stages import opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is the same for all tasks of a run.

    Args:
        out: the folder of what comes out; every worker reaches it by this path.
        subject: the pack's name or folder.
        version: of program, pack and reader; a part of another one is made anew.
        needs: digest of what the reader may see of the pack.
        threshold: of the sieve; its own if None.
        seconds: that a document may take; 0 for no limit.
        megabytes: that a document may take; 0 for no limit.
    """

    out: str
    subject: str
    version: str
    needs: str = ""
    threshold: float | None = None
    seconds: float = 60.0
    megabytes: int = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A slice, or the documents of it from number `first` to before number `after` (to its end if None).

    Args:
        part: the slice.
        first: number of the first document.
        after: number of the first that does not belong to it.
        tries: times that its one document has ended its worker.
        starts: times that its worker has ended before any document was begun.
    """

    part: Slice
    first: int = 0
    after: int | None = None
    tries: int = 0
    starts: int = 0

    @property
    def whole(self) -> bool:
        """Whether it is all of the slice."""
        return self.first == 0 and self.after is None

    @property
    def alone(self) -> bool:
        """Whether it is one document."""
        return self.after is not None and self.after == self.first + 1

    @property
    def name(self) -> str:
        """What its files are called."""
        end = "" if self.after is None else self.after
        return self.part.id if self.whole else f"{self.part.id}-{self.first}-{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What came of a task: what the file tells of itself, or one sentence on why the input could not be read."""

    told: dict[str, Any]
    failed: str = ""


def work(order: Order, task: Task) -> Finished:
    """Works on a task and leaves its file, whole, in the folder.

    Raises:
        NoRoom, ReadOnly: if the disk refuses. NoFastwarc: if web archives cannot be read here.
    """
    out = Path(order.out)
    stages = opened(order.subject, order.threshold)
    with situations(out):
        journal = Journal(out / HAND / task.name)
    watch = Watch(order.seconds)
    counts: Counter[str] = Counter()
    told: dict[str, Any] = {}
    aside: list[dict[str, Any]] = []

    def rows() -> Iterator[dict[str, Any]]:
        data = taken(task.part)
        watch.begin()
        with memory(order.megabytes):
            for item in documents(task.part, data):
                if task.after is not None and item.number >= task.after and isinstance(item, Document):
                    break
                if item.number < task.first:
                    continue
                if isinstance(item, Fault):
                    if task.after is None or item.number < task.after:
                        aside.append(_faulty(item))
                    continue
                journal.note(item.number, item.name, item.address)
                watch.begin()
                outcome = stages.treat(item, task.part.address)
                counts.update(outcome.counts)
                aside.extend(outcome.aside)
                yield from outcome.rows
        watch.end()
        leave(out, task.name, aside)
        told.update(said_of(order, task.part, data.digest, counts, len(aside)))

    try:
        if task.whole:
            write_part(out / PARTS / f"{task.name}.parquet", rows(), told)
        else:
            write_part(out / PIECES / f"{task.name}.parquet", rows(), told)
    except (InputChanged, InputGone, OnePiece) as error:
        return Finished(told={}, failed=str(error))
    finally:
        watch.end()
        journal.close()
    with situations(out):
        (out / HAND / task.name).unlink(missing_ok=True)
    return Finished(told=told)


def said_of(order: Order, part: Slice, digest: str, counts: Counter[str], aside: int) -> dict[str, Any]:
    """What the file of a slice says of itself."""
    return {
        "id": part.id,
        "kind": part.kind.value,
        "address": part.address,
        "start": part.start,
        "stop": part.stop,
        "size": part.size,
        "state": part.state,
        "files": len(part.files),
        "digest": digest,
        "version": order.version,
        "subject": order.subject,
        "needs": order.needs,
        "threshold": order.threshold,
        "counts": dict(sorted(counts.items())),
        "aside": aside,
    }


def leave(out: Path, name: str, aside: list[dict[str, Any]]) -> None:
    """Writes down what was set aside, one JSON object a line; nothing is left of an earlier list."""
    path = out / ASIDE / f"{name}.jsonl"
    with situations(out):
        if aside:
            lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in aside)
            put_whole(path, lines.encode("utf-8", "surrogatepass"), prefix=UNFINISHED)
        else:
            path.unlink(missing_ok=True)


def left(out: Path, name: str) -> list[dict[str, Any]]:
    """What was set aside under that name."""
    try:
        text = (out / ASIDE / f"{name}.jsonl").read_text(encoding="utf-8", errors="surrogatepass")
    except FileNotFoundError:
        return []
    return [json.loads(line) for line in text.split("\n") if line]


def _faulty(item: Fault) -> dict[str, Any]:
    return {
        "number": item.number,
        "offset": item.offset,
        "name": item.name,
        "address": "",
        "reason": item.reason,
        "error": item.error,
    }

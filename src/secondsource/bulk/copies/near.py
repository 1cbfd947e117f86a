"""The steps from files of bodies to pairs and groups of near-copies, each in parts that an engine works on; what is there is not made again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from secondsource.model.errors import SecondsourceError

from ..engine import Died, Engine
from .grouped import group
from .kept import whole
from .met import Range, meet, ranges
from .numbered import number
from .paired import Stretch, pair, stretches
from .signed import Bodies, segments, sign

VERSION = "1"
TRIES = 3
"""How often a part is begun whose worker ends."""

P = TypeVar("P")


class CopiesStopped(SecondsourceError):
    """A part of the comparison ended its worker again and again. What is finished is kept; see to memory and disk and start it again."""


@dataclass(frozen=True, slots=True)
class NearCopies:
    """Where the near-copies are.

    Attributes:
        pairs: files of pairs of bodies that share words, columns as `secondsource.bulk.copies.paired.SCHEMA`.
        groups: the file of groups, columns as `secondsource.bulk.copies.grouped.SCHEMA`.
        bodies: how many were compared, each id once.
        found: how many groups there are.
    """

    pairs: tuple[Path, ...]
    groups: Path
    bodies: int
    found: int


def near_copies(files: Sequence[Path], out: Path, engine: Engine, *, keep: bool = False) -> NearCopies:
    """Finds the near-copies among the bodies of all files.

    Cut short anywhere, it goes on where it was when it is called again with the same files; with others, or files that changed, it begins anew.
    On disk it takes 12 bytes for each word while it works, and up to 128 for each word of bodies that are copied all over.

    Args:
        files: the parts of a bulk run, or any Parquet with the columns `id`, `published` and `text`.
        out: a folder of its own, which every worker sees.
        engine: what works on the parts.
        keep: leave what is between the steps.

    Raises:
        CopiesStopped: if a part ends its worker three times. NoRoom, ReadOnly: if the disk refuses; what is finished is kept.
    """
    _begin(files, out)
    between, order = out / "between", out / "between" / "order"
    folders = [between / "signed" / f"{at:06}" for at in range(len(files))]
    pairs = out / "pairs"
    done = out / "done.json"
    if not done.exists():
        _all(engine, sign, [Bodies(str(f), str(d)) for f, d in zip(files, folders, strict=True) if not d.is_dir()])
        held = segments(folders)
        bodies = number(held, order)
        where = tuple(map(str, folders))
        cuts = ranges(sum(segment.keys().shape[0] for segment in held), bodies)
        met = [between / "met" / f"{at:06}.npy" for at in range(len(cuts))]
        _all(
            engine,
            meet,
            [Range(*cut, where, str(order), str(f)) for cut, f in zip(cuts, met, strict=True) if not f.exists()],
        )
        parts = [(cut, pairs / f"{at:06}.parquet") for at, cut in enumerate(stretches(bodies))]
        names = tuple(map(str, met))
        _all(engine, pair, [Stretch(*cut, names, where, str(order), str(f)) for cut, f in parts if not f.exists()])
        found = group([f for _, f in parts], order, out / "groups.parquet")
        with whole(done) as place:
            place.write_text(json.dumps({"bodies": bodies, "groups": found}) + "\n", encoding="utf-8")
    if not keep:
        shutil.rmtree(between, ignore_errors=True)
    told = json.loads(done.read_text(encoding="utf-8"))
    return NearCopies(tuple(sorted(pairs.glob("*.parquet"))), out / "groups.parquet", told["bodies"], told["groups"])


def _begin(files: Sequence[Path], out: Path) -> None:
    """Empties the folder of what was made of other files."""
    stats = [(str(file), (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files]
    plan = json.dumps({"version": VERSION, "files": stats}) + "\n"
    kept = out / "plan.json"
    if kept.is_file() and kept.read_text(encoding="utf-8") == plan:
        return
    for name in ("done.json", "groups.parquet", "plan.json"):
        (out / name).unlink(missing_ok=True)
    for name in ("pairs", "between"):
        shutil.rmtree(out / name, ignore_errors=True)
    with whole(kept) as place:
        place.write_text(plan, encoding="utf-8")


def _all(engine: Engine, function: Callable[[P], None], parts: Iterable[P]) -> None:
    """Works on all parts; those whose worker ended are begun again."""
    left = list(parts)
    for _ in range(TRIES):
        died = [outcome for outcome in engine.map(function, left) if isinstance(outcome, Died)]
        if not died:
            return
        left = [outcome.part for outcome in died]
    raise CopiesStopped(
        f"{died[0].how} It was the same {TRIES} times. {' '.join((CopiesStopped.__doc__ or '').split())}"
    )

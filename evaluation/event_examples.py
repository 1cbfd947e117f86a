"""Events in invented sentences, half of them traps: those of the subject pack, and others that nobody looked at while the reader was made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from secondsource.model import Mention
from secondsource.read import default_reader
from secondsource.read.tried import Tried, tally, tried
from secondsource.subjects import load
from secondsource.subjects.examples import Told
from secondsource.subjects.names import folded

HELD = Path(__file__).parent / "examples"
"""Sentences by other writers than the pack's own; looked at when they are measured, never while patterns or weights are made."""


def folder_of(name: str) -> Path:
    """The folder of a set: `pack` for the subject pack's own examples, `held` for the others."""
    return {"pack": load().folder / "examples", "held": HELD}[name]


def digest(folder: Path) -> str:
    """SHA-256 over the files of a folder."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def measure(name: str) -> dict[str, Any]:
    """Precision, recall and F1 over all types, per type, and what the found events say of time, place and number, in per cent."""
    pack = load()
    reader = default_reader(pack)
    results = {kind: list(tried(kind, every, reader)) for kind, every in pack.examples_in(folder_of(name)).items()}
    whole = tally("all", [r for every in results.values() for r in every])
    by_type = {kind: tally(kind, every).f1 or 0.0 for kind, every in sorted(results.items())}
    return {
        "events": {"P": _percent(whole.precision), "R": _percent(whole.recall), "F": _percent(whole.f1)},
        "macro F1": _percent(sum(by_type.values()) / len(by_type)),
        "types found at all": sum(value > 0 for value in by_type.values()),
        "by type": {kind: _percent(value) for kind, value in by_type.items()},
        "found": _values([r for every in results.values() for r in every]),
    }


def _values(results: Sequence[Tried]) -> dict[str, float]:
    pairs = [pair for r in results for pair in r.found]
    dated, placed, counted = (
        [p for p in pairs if p[0].when],
        [p for p in pairs if p[0].place],
        [p for p in pairs if p[0].quantities],
    )
    return {
        "when": _share([m.when is not None and str(m.when.date) == told.when for told, m in dated]),
        "place": _share([_same_place(told, m) for told, m in placed]),
        "country": _share(
            [m.place is not None and m.place.country == told.country for told, m in placed if told.country]
        ),
        "quantities": _share([_same_amounts(told, m) for told, m in counted]),
    }


def _same_place(told: Told, mention: Mention) -> bool:
    """The same name, or one that holds the other (“Kuwait City airport”)."""
    if mention.place is None or not told.place:
        return False
    ours, theirs = folded(mention.place.name), folded(told.place)
    return ours == theirs or f" {ours} " in f" {theirs} " or f" {theirs} " in f" {ours} "


def _same_amounts(told: Told, mention: Mention) -> bool:
    ours = sorted((q.what, q.range.low or -1.0, q.range.high or -1.0) for q in mention.quantities)
    return ours == sorted((q.what, q.low or -1.0, q.high or -1.0) for q in told.quantities)


def _share(right: Sequence[bool]) -> float:
    return _percent(sum(right) / len(right) if right else None)


def _percent(value: float | None) -> float:
    return round(100 * (value or 0.0), 1)

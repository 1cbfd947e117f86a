"""How certain a sentence makes it that an event happened, from -3 (certainly not) over 0 (unknown) to 3 (certainly)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from secondsource.read import factuality_values
from secondsource.subjects import load

from ..lines import Row
from .inputs import guarded, span_of, text_of

BATCH = 256
UNKNOWN = 3.0
"""Where the row does not say which words are meant: what a plain sentence says of its event."""


def predict(rows: Iterator[Row]) -> Iterator[Row]:
    """A value per target; sentences are parsed together, some hundred at a time."""
    while batch := list(islice(rows, BATCH)):
        for row, value in zip(batch, _values(batch), strict=True):
            yield {"set": row.get("set"), "sentence": row.get("sentence"), "target": row.get("target"), "value": value}


def _values(batch: Sequence[Row]) -> list[float]:
    out = [UNKNOWN] * len(batch)
    asked = [
        (i, {**row, "text": text, "span": list(span), "scale": row.get("set")})
        for i, row in enumerate(batch)
        if (span := span_of(row, (text := text_of(row))))
    ]
    together: list[float] = guarded("a batch", [], _asked, [row for _, row in asked])
    if len(together) != len(asked):
        together = [guarded(row.get("sentence"), [UNKNOWN], _asked, [row])[0] for _, row in asked]
    for (i, _), value in zip(asked, together, strict=True):
        out[i] = round(max(-3.0, min(3.0, value)), 3)
    return out


def _asked(rows: list[Row]) -> list[float]:
    return [float(value) for value in factuality_values(rows, load())]

"""Rival values: which one stands first once it is known who copies whom."""

from __future__ import annotations

from collections.abc import Iterator

from secondsource.weigh import discover

from ..lines import Row, note
from .inputs import guarded


def predict(rows: Iterator[Row]) -> Iterator[Row]:
    """The likeliest value per object and property; all claims are read first, as they tell of each other's sources."""
    claims = []
    for row in rows:
        if row.get("object") is None or row.get("value") is None:
            note(f"a claim of {row.get('source') or 'nobody'} without an object or a value was left out")
            continue
        claims.append(
            {
                "source": str(row.get("source") or ""),
                "object": row["object"],
                "property": row.get("property") or "",
                "value": str(row["value"]),
            }
        )
    for found in guarded("all claims", [], discover, claims):
        yield {key: found[key] for key in ("object", "property", "value")}

"""Registered forecasts, candidates and scores as plain records, for JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from secondsource.model.codec import plain

from .found import Candidate
from .scoring import ENOUGH, Card, term_gone
from .values import Registered


def candidate_row(found: Candidate) -> dict[str, Any]:
    """A statement that may be registered; `spans` are offsets into the report's text."""
    row: dict[str, Any] = plain(found)
    row["report"] = found.refs[0].report
    row["spans"] = [[ref.span.start, ref.span.end] for ref in found.refs]
    del row["refs"]
    return row


def forecast_row(item: Registered, today: date) -> dict[str, Any]:
    """A forecast with everything decided about it, and where it stands on the day."""
    row: dict[str, Any] = plain(item.forecast)
    row |= {
        "said_by": item.forecast.said_by,
        "state": item.state(today).value,
        "timing": item.timing.value,
        "term_gone": term_gone(item),
        "registered": plain(item.signed),
        "taken_back": plain(item.taken_back),
        "later": item.later,
        "resolutions": plain(item.resolutions),
        "evidence": plain(item.evidence),
        "stands": item.stands,
        "title": item.cited[0],
        "url": item.cited[1],
    }
    return row


def card_row(card: Card, enough: int = ENOUGH) -> dict[str, Any]:
    """The scores of one source; where forecasts are too few the figures are left out and `too_few` says so."""
    row: dict[str, Any] = plain(card)
    row["states"] = {state.value: number for state, number in card.states.items()}
    row["source"] = card.source or None
    for name in ("probabilities", "hits"):
        found = row[name]
        if found is not None and found["count"] < enough:
            row[name] = {"count": found["count"], "too_few": True}
    row["quantities"] = [
        one if one["count"] >= enough else {k: one[k] for k in ("unit", "rule", "count")} | {"too_few": True}
        for one in row["quantities"]
    ]
    return row

"""What was found for a name, as a record for programs: the shape of `screen case --json` and `screen names --json`."""

from __future__ import annotations

from typing import Any

from .asked import At, Match, Screened
from .standing import Standing
from .suggest import Suggestion


def record(found: Screened) -> dict[str, Any]:
    """A name of the case with its matches."""
    name = found.named
    return {
        "name": name.name,
        "kind": name.kind.value,
        "why": name.why,
        "entity": name.entity,
        "refs": [{"report": ref.report, "start": ref.span.start, "end": ref.span.end} for ref in name.refs],
        "events": [
            {"claim": e.claim, "title": e.title, "when": e.when.text if e.when else None, "told": e.told}
            for e in found.events
        ],
        "matches": [_match(match) for match in found.matches],
    }


def suggested(suggestion: Suggestion) -> dict[str, Any]:
    """A suggestion by itself."""
    return {
        "list": suggestion.list,
        "id": suggestion.id,
        "name": suggestion.name,
        "by": suggestion.by,
        "score": suggestion.score,
        "why": list(suggestion.why),
        "about": list(suggestion.about),
    }


def stood(which: str, standing: Standing) -> dict[str, Any]:
    """Where an entry stood on a list."""
    return {"list": which, "on": standing.on.name.lower(), "why": standing.why, "speaks": list(standing.speaks)}


def _match(match: Match) -> dict[str, Any]:
    said = match.decided
    return {
        **suggested(match.suggestion),
        "at": [_at(at) for at in match.at],
        "decided": None
        if said is None
        else {"same": said.same, "who": said.decision.who, "at": said.decision.at, "why": said.decision.why},
    }


def _at(at: At) -> dict[str, Any]:
    event = at.event
    when = None if event is None else {"claim": event.claim, "when": event.when.text if event.when else None}
    return {"event": when, **stood(at.list, at.standing)}

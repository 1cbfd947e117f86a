"""What data call by a code, by the name a reader knows: countries and kinds of event."""

from __future__ import annotations

from secondsource.subjects import Subject

from .words import words


def country(code: str, pack: Subject) -> str:
    """The name of a country by its ISO code; a code nobody names comes back as it is."""
    host = pack.hosts.get(code)
    return host.name if host else str(words()["countries"].get(code, code))


def kind(event_type: str, pack: Subject) -> str:
    """The name of a kind of event by its id: “Work stoppage”."""
    known = pack.event_types.get(event_type)
    return (known.title if known else "") or event_type.replace("_", " ").capitalize()

"""Events as `secondsource law check` takes them: what happened, when, where, how surely, and the facts that are given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model import BadDate, LegalFact, PartialDate, SecondsourceError
from ..subjects import Subject
from ..subjects.files import alike
from .values import Unfit
from .vocabulary import vocabulary


class BadEvent(SecondsourceError):
    """The event does not fit the law vocabulary. The message names the line and the field; mend it there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event to be held against the law.

    Args:
        id: the claim's id, or a name of one's own.
        type: id of an event type of the pack.
        date: when it happened, as precisely as known; None if nothing is known.
        country: ISO 3166-1 alpha-2 code of the country where the regulated act takes place, or None.
        factuality: a factuality of the law vocabulary (`reported`, `asserted`, `disputed`, ...).
        facts: by name; a fact that is not there is unknown, one with the value None is unknown whatever would follow.
        grounds: for `event.type`, `event.date`, `event.country` and `event.factuality`: the words they rest on, or why assumed.
    """

    id: str
    type: str
    date: PartialDate | None
    country: str | None
    factuality: str
    facts: Mapping[str, LegalFact] = field(default_factory=dict)
    place: str | None = None
    grounds: Mapping[str, LegalFact] = field(default_factory=dict)


def event_from(record: Any, pack: Subject, where: str = "event") -> Event:
    """The event that a record of the form of the golden cases gives.

    Args:
        record: `{"id", "event": {"type", "date", "place"?, "country", "factuality"}, "facts": {...}}`; further keys are ignored.
        pack: for the vocabulary.
        where: names the record in an error.

    Raises:
        BadEvent: naming the field that does not fit.
    """
    if not isinstance(record, Mapping) or not isinstance(record.get("event"), Mapping):
        raise BadEvent(f"{where}: needs a mapping with id, event (type, date, country, factuality) and facts.")
    words = vocabulary(pack)
    event, given = record["event"], record.get("facts") or {}
    if event.get("type") not in pack.event_types:
        raise BadEvent(
            f"{where}: event.type: there is no event type {event.get('type')!r}.{alike(event.get('type'), pack.event_types)} "
            "`secondsource law types` lists them."
        )
    factuality = event.get("factuality")
    if factuality not in words.factualities:
        raise BadEvent(f"{where}: event.factuality: {factuality!r} is none of {', '.join(words.factualities)}.")
    try:
        when = None if event.get("date") is None else PartialDate(str(event["date"]))
        words.terms.facts["event.country"].given(event.get("country"), words.terms.known)
    except (BadDate, Unfit) as error:
        raise BadEvent(f"{where}: {str(error).rstrip('.')}.") from error
    if not isinstance(given, Mapping):
        raise BadEvent(f"{where}: facts: needs a mapping of names to values.")
    facts: dict[str, LegalFact] = {}
    for name, value in given.items():
        fact = words.terms.facts.get(name)
        if fact is None or fact.from_event:
            reason = "belongs under event" if fact else "is no fact of the vocabulary"
            near = alike(name, words.terms.facts) if fact is None else ""
            raise BadEvent(f"{where}: facts.{name} {reason}.{near} `secondsource law facts` lists the names.")
        try:
            fact.given(value, words.terms.known)
        except Unfit as error:
            raise BadEvent(f"{where}: facts.{error}.") from error
        facts[name] = LegalFact(name=name, value=value, why="given")
    return Event(
        id=str(record.get("id", where)),
        type=event["type"],
        date=when,
        country=event.get("country"),
        factuality=factuality,
        facts=facts,
        place=event.get("place"),
    )


def events(lines: Iterable[str], pack: Subject) -> Iterator[Event]:
    """The events of a JSON Lines file, one a line; empty lines are skipped. Raises BadEvent naming the line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadEvent(
                f"line {number}: not JSON ({error.msg} at column {error.colno}). Write one object a line."
            ) from error
        yield event_from(record, pack, f"line {number}")

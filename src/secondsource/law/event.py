"""Events as `secondsource law check` takes them: what happened, when, where, how surely, and the facts that are given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from ..model import BadDate, LegalFact, PartialDate, SecondsourceError
from ..subjects import Subject
from ..subjects.files import alike
from .values import Unfit
from .vocabulary import vocabulary

_KEYS = ("type", "date", "country", "factuality", "place")
_NO_CODES = {"UK": "GB", "EL": "GR"}
"""Codes in use that ISO 3166-1 does not have for these countries."""
_SHOWN = 300


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
    event, given = record["event"], record.get("facts")
    for key in event:
        # a field misspelt would be a fact not known, without a word
        meant = get_close_matches(str(key)[:_SHOWN], [name for name in _KEYS if name not in event], 1, 0.75)
        if key not in _KEYS and meant:
            raise BadEvent(
                f"{where}: event.{_short(key, quoted=False)}: there is no such field. Did you mean {meant[0]}?"
            )
    for key in ("type", "country", "factuality", "place"):
        if event.get(key) is not None and not isinstance(event[key], str):
            raise BadEvent(f"{where}: event.{key}: {_short(event[key])} is not text.")
    if event.get("type") not in pack.event_types:
        raise BadEvent(
            f"{where}: event.type: there is no event type {_short(event.get('type'))}.{_instead(event, pack)}"
        )
    factuality = event.get("factuality")
    if factuality not in words.factualities:
        raise BadEvent(f"{where}: event.factuality: {_short(factuality)} is none of {', '.join(words.factualities)}.")
    try:
        when = None if event.get("date") is None else PartialDate(_short(event["date"], quoted=False))
        words.terms.facts["event.country"].given(event.get("country"), words.terms.known)
    except (BadDate, Unfit) as error:
        raise BadEvent(f"{where}: {error}") from error
    if event.get("country") in _NO_CODES:
        raise BadEvent(f"{where}: event.country: write {_NO_CODES[event['country']]}, as ISO 3166-1 has it.")
    if given is not None and not isinstance(given, Mapping):
        raise BadEvent(f"{where}: facts: needs a mapping of names to values.")
    facts: dict[str, LegalFact] = {}
    for name, value in (given or {}).items():
        fact = words.terms.facts.get(name)
        if fact is None or fact.from_event:
            reason = "belongs under event" if fact else "is no fact of the vocabulary"
            near = alike(_short(name, quoted=False), words.terms.facts) if fact is None else ""
            raise BadEvent(
                f"{where}: facts.{_short(name, quoted=False)} {reason}.{near} `secondsource law facts` lists the names."
            )
        try:
            fact.given(value, words.terms.known)
        except Unfit as error:
            raise BadEvent(f"{where}: facts.{_short(error, quoted=False)}") from error
        facts[name] = LegalFact(name=name, value=value, why="given")
    return Event(
        id=_id(record.get("id"), where),
        type=event["type"],
        date=when,
        country=event.get("country"),
        factuality=factuality,
        facts=facts,
        place=event.get("place"),
    )


def _id(given: Any, where: str) -> str:
    if given is None:
        return where
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise BadEvent(f"{where}: id: {_short(given)} is neither text nor a number.")
    return str(given)


def _instead(event: Mapping[str, Any], pack: Subject) -> str:
    now = pack.about.get("event_type_aliases", {}).get(event.get("type"))
    if now:
        return f" It is now {' or '.join(now if isinstance(now, list) else [now])}."
    return f"{alike(_short(event.get('type'), quoted=False), pack.event_types)} `secondsource law types` lists them."


def _short(value: object, *, quoted: bool = True) -> str:
    """A value as an error shows it: not a whole document."""
    text = repr(value) if quoted else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def events(lines: Iterable[str | bytes], pack: Subject) -> Iterator[Event | BadEvent]:
    """The events of a JSON Lines file, one a line; empty lines are skipped. A line that gives none is a BadEvent naming it, in its place.

    Args:
        lines: text; bytes of a line that is not UTF-8.
        pack: for the vocabulary.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield event_from(_record(line, number), pack, f"line {number}")
        except BadEvent as error:
            yield error


def _record(line: str | bytes, number: int) -> Any:
    if isinstance(line, bytes):
        raise BadEvent(f"line {number}: not UTF-8. Save the file as UTF-8.")
    try:
        record = json.loads(line, parse_constant=_no_number)
        json.dumps(record, ensure_ascii=False).encode()  # half a character would stop whoever writes it down
        return record
    except json.JSONDecodeError as error:
        raise BadEvent(
            f"line {number}: not JSON ({error.msg} at column {error.colno}). Write one object a line."
        ) from error
    except RecursionError as error:
        raise BadEvent(
            f"line {number}: nested too deep to be an event. See `secondsource law check --help`."
        ) from error
    except ValueError as error:
        raise BadEvent(f"line {number}: not JSON ({error}). Write one object a line.") from error


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")

"""Golden cases: events with their facts, and what each provision must say of them. Whoever writes a regime writes these first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model import Outcome, SecondsourceError
from ..subjects import Subject
from ..subjects.files import alike
from .check import check
from .event import BadEvent, Event, event_from


class BadCase(SecondsourceError):
    """The golden case does not fit. The message names the case and the field; mend it there."""


@dataclass(frozen=True, slots=True)
class Golden:
    """An event, the outcome that each provision named must have, and for those that are conditional what they must turn on."""

    event: Event
    expect: Mapping[str, Outcome]
    turns_on: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """An outcome other than the one expected, or one that turns on other facts."""

    case: str
    provision: str
    expected: str
    found: str
    sentence: str


def goldens(data: Any, pack: Subject) -> tuple[Golden, ...]:
    """The golden cases of a file.

    Args:
        data: `{"cases": [{"id", "event", "facts", "expect", "turns_on"?}]}`, as `tests/law/cases.yaml`; further fields are ignored.
        pack: for its facts, types and provisions.

    Raises:
        BadCase: naming the case and the field that does not fit.
    """
    rows = data.get("cases") if isinstance(data, Mapping) else None
    if not isinstance(rows, list) or not rows:
        raise BadCase(
            "A file of golden cases has a field “cases” with a list, each of its items beginning with `- id:`."
        )
    out = tuple(_golden(row, number, pack) for number, row in enumerate(rows, 1))
    seen: set[str] = set()
    for golden in out:
        if golden.event.id in seen:
            raise BadCase(f"{golden.event.id}: two cases have this id. Rename one.")
        seen.add(golden.event.id)
    return out


def _golden(row: Any, number: int, pack: Subject) -> Golden:
    where = str(row.get("id")) if isinstance(row, Mapping) and row.get("id") else f"case {number}"
    try:
        event = event_from(row, pack, where)
    except BadEvent as error:
        raise BadCase(str(error)) from error
    expect, turns_on = row.get("expect"), row.get("turns_on") or {}
    if not isinstance(expect, Mapping) or not expect:
        raise BadCase(f"{where}: expect: name at least one provision and the outcome it must have.")
    if not isinstance(turns_on, Mapping) or not all(isinstance(names, list) for names in turns_on.values()):
        raise BadCase(f"{where}: turns_on: each provision needs a list of facts.")
    for name in (*expect, *turns_on):
        if name not in pack.provisions:
            raise BadCase(f"{where}: expect: there is no provision “{name}”.{alike(name, pack.provisions)}")
    for name, outcome in expect.items():
        if outcome not in [str(known) for known in Outcome]:
            raise BadCase(
                f"{where}: expect: “{outcome}” for {name} is no outcome; one of {', '.join(str(known) for known in Outcome)}."
            )
    return Golden(
        event,
        {str(name): Outcome(outcome) for name, outcome in expect.items()},
        {str(name): frozenset(map(str, facts)) for name, facts in turns_on.items()},
    )


def surprises(golden: Golden, pack: Subject) -> Iterator[Surprise]:
    """Where the pack says other than expected, in the order of the case."""
    wanted = [pack.provisions[name] for name in dict.fromkeys((*golden.expect, *golden.turns_on))]
    for finding in check(golden.event, pack, wanted):
        expected = golden.expect.get(finding.provision, Outcome.CONDITIONAL)
        facts = golden.turns_on.get(finding.provision)
        right = facts is None or facts == frozenset(finding.turns_on)
        if finding.outcome is not expected or not right:
            yield Surprise(
                case=golden.event.id,
                provision=finding.provision,
                expected=_told(expected, facts),
                found=_told(finding.outcome, frozenset(finding.turns_on) or None),
                sentence=finding.sentence,
            )


def _told(outcome: Outcome, facts: frozenset[str] | None) -> str:
    return f"{outcome.value} (turns on {', '.join(sorted(facts))})" if facts else outcome.value

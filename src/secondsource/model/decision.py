"""What a person decided. Decisions are never changed or deleted, only taken back by a later one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class DecisionKind(StrEnum):
    """What can be decided."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    OVERRIDE = "override"
    RESOLVE = "resolve"
    UNDO = "undo"
    MARK = "mark"
    REDACT = "redact"
    """Words, a place, a date or a whole report hidden in editions that are safe to share."""
    HAND_OUT = "hand out"
    """Something that leaves the case only if two people say so; it stands among the proposals and never in the ledger."""
    REGISTER = "register"
    """A forecast written down with the date by which it resolves, and how."""


class Hides(StrEnum):
    """What a person hides in editions that are safe to share."""

    NAME = "name"
    PLACE = "place"
    DATE = "date"
    DETAIL = "detail"
    WORDS = "words"
    REPORT = "report"
    """Who published it, where and when; its words stay."""


NAME = "name:"
"""How the object of a decision on a name begins: it is about a name and an entry of a list, and changes no claim."""
FORECAST = "forecast:"
"""How the object of a decision on a forecast begins: it registers or resolves one, and changes no claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision as a person made it.

    Args:
        kind: what was decided.
        object: id of the report, statement, mention, claim, relay (`taker>giver`), name (`name:<kind>:<words>`) or, for UNDO, decision
            it is about; for MARK and REDACT, of the report or of the case itself; for HAND_OUT, of the case; for REGISTER, and RESOLVE of a
            forecast, `forecast:<id>`.
        values: what it sets (`{"with": "<claim>"}` for MERGE, `{"mentions": "a b"}` for SPLIT, field and value for CORRECT,
            `{"tlp": "AMBER"}` for MARK).
        who: who decided.
        at: ISO 8601 instant in UTC, passed in from the edge.
        why: the reason given.
        second: who looked at it after `who` did, where the case asks for a second pair of eyes.
    """

    kind: DecisionKind
    object: str
    who: str
    at: str
    why: str
    values: dict[str, str] = field(default_factory=dict)
    second: str = ""


def on_a_name(decision: Decision) -> bool:
    """Whether the decision says that a name is, or is not, an entry of a list; such a one changes no claim."""
    return decision.object.startswith(NAME)


def on_a_forecast(decision: Decision) -> bool:
    """Whether the decision registers or resolves a forecast; such a one changes no claim."""
    return decision.object.startswith(FORECAST)


def objects_of(decision: Decision) -> tuple[str, ...]:
    """What a decision names in its case: the ends of a relay, the other claim of a merge, the mentions of a split; of a decision on a forecast its
    statement and the claims it is resolved by. One on a name names nothing in the case.
    """
    if on_a_name(decision):
        return ()
    if on_a_forecast(decision):
        return _named(decision, "statement", "claims")
    return (*decision.object.split(">"), *_named(decision, "with", "mentions"))


def _named(decision: Decision, *fields: str) -> tuple[str, ...]:
    return tuple(name for field in fields for name in decision.values.get(field, "").split())


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """A decision in the ledger. `hash` is SHA-256 over `previous` and the canonical JSON of the decision; `seq` counts from 1."""

    seq: int
    previous: str
    hash: str
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A document that could not be read, and what to do about it. `digest` is empty if not even its bytes were to be had."""

    name: str
    digest: str
    reason: str
    error: str

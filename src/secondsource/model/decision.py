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


NAME = "name:"
"""How the object of a decision on a name begins: it is about a name and an entry of a list, and changes no claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision as a person made it.

    Args:
        kind: what was decided.
        object: id of the report, statement, mention, claim, relay (`taker>giver`), name (`name:<kind>:<words>`) or, for UNDO, decision
            it is about; for MARK and REDACT, of the report or of the case itself; for HAND_OUT, of the case.
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

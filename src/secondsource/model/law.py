"""Provisions, the facts a claim gives them, and what comes of holding one against the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .span import Ref
from .truth import Truth


class Outcome(StrEnum):
    """What a provision says of an event (law vocabulary, outcomes). Only the first two are breaches."""

    BREACH = "breach"
    BREACH_IF_CONFIRMED = "breach_if_confirmed"
    CONDITIONAL = "conditional"
    EXCEPTION = "exception"
    EXPOSURE = "exposure"
    PRESUMPTION = "presumption"
    DUTY_RUNNING = "duty_running"
    CONCERN_ONLY = "concern_only"
    NO_EVENT_YET = "no_event_yet"
    NOT_IN_FORCE = "not_in_force"
    NOT_APPLICABLE = "not_applicable"

    @property
    def adverse(self) -> bool:
        """Whether it says something against somebody (law vocabulary, outcomes.adverse)."""
        return self not in (Outcome.EXCEPTION, Outcome.NO_EVENT_YET, Outcome.NOT_IN_FORCE, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFact:
    """A value for a fact of the vocabulary.

    Args:
        name: a name of the closed vocabulary (`worker.nationality`).
        value: plain value, `{"one_of": [...]}`, `{"min":, "max":}`, a list for many-valued facts, or None for unknown.
        refs: the words that give it; empty only for `assumed` and derived values, whose `why` then says on what ground.
        assumed: taken for given without words.
    """

    name: str
    value: Any
    refs: tuple[Ref, ...] = ()
    assumed: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of a provision as it stands for a claim: `text` in plain words, `truth`, and what it rests on."""

    fact: str
    text: str
    truth: Truth
    value: str
    refs: tuple[Ref, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim held against a provision as of the event's date.

    Args:
        claim: the claim's id, or the event's own id in `law check`.
        provision: id of the provision.
        outcome: what comes of it.
        elements: every element with its state.
        deciding: facts (or `event.date`, `provision.in_force_from`, `event.factuality`, `event.type`) on which the outcome turned.
        turns_on: for `conditional`: the unknown facts that could change it.
        readings: for `conditional`: outcome per reading, with the condition under which it holds.
        dates: event date, law dates, deadlines: name and EDTF.
        not_excluded: exceptions that must be invoked and of which nothing is known.
        who: who would be in breach by the provision (`host_state`, `employer`, ...).
        sentence: one neutral sentence for a reader.
    """

    claim: str
    provision: str
    outcome: Outcome
    elements: tuple[Element, ...]
    deciding: tuple[str, ...]
    turns_on: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    not_excluded: tuple[str, ...] = ()
    who: str = ""
    sentence: str = ""


class Presence(StrEnum):
    """Whether an indicator of forced labour is there. Never a score."""

    PRESENT = "present"
    CONTRADICTED = "contradicted"
    NOT_MENTIONED = "not_mentioned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One of the eleven indicators of forced labour (ILO, Special Action Programme to Combat Forced Labour, 2012).

    `refs` are the words for it, `against` the words against it; both empty if it is not mentioned.
    """

    claim: str
    id: str
    number: int
    presence: Presence
    refs: tuple[Ref, ...] = ()
    against: tuple[Ref, ...] = ()

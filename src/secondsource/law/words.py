"""Findings in plain words: what an element asks, and one neutral sentence for a reader. Never “guilty”."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..model import Outcome
from ..subjects.schema import Provision
from .conditions import Leaf
from .values import ENTITY, FactType

UNDATED = "a day not known"
_OPERATORS = {
    "eq": "{}",
    "ne": "not {}",
    "in": "one of {}",
    "not_in": "none of {}",
    "gt": "more than {}",
    "ge": "at least {}",
    "lt": "less than {}",
    "le": "at most {}",
    "before": "before {}",
    "after": "after {}",
    "on_or_before": "on or before {}",
    "on_or_after": "on or after {}",
    "in_group": "a country of {}",
}


@lru_cache(maxsize=8192)
def element_words(leaf: Leaf) -> str:
    """What a test asks, in plain words.

    >>> from secondsource.subjects import load
    >>> from secondsource.law.vocabulary import vocabulary
    >>> terms = vocabulary(load("dprk_labour")).terms
    >>> element_words(next(terms.condition({"fact": "cash.amount_usd", "op": "gt", "value": 10000}, "here").leaves()))
    'value of what is carried: more than 10,000 USD'
    """
    meaning = short(leaf.fact)
    if leaf.op == "is":
        return meaning if leaf.value else f"not: {meaning}"
    if leaf.other is not None:
        return f"{meaning}: more than: {short(leaf.other)}"
    unit = f" {leaf.fact.unit}" if leaf.fact.unit and not leaf.fact.unit.startswith("0") else ""
    values = leaf.value if isinstance(leaf.value, list) else [leaf.value]
    said = ", ".join(f"{v:,}" if isinstance(v, (int, float)) else str(v).replace("_", " ") for v in values)
    if len(values) == 1 and leaf.op in ("in", "not_in"):
        return f"{meaning}: {'' if leaf.op == 'in' else 'not '}{said}{unit}"
    return f"{meaning}: {_OPERATORS[leaf.op].format(said)}{unit}"


def short(fact: FactType) -> str:
    """The meaning of a fact without the remarks after its colon."""
    head = fact.meaning.split(":")[0]
    return head.split(",")[0] if fact.kind == ENTITY else head


def by_whom(item: Provision) -> str:
    """Who would be in breach, in words: “host State”."""
    return (item.breach_by or "").replace("_state", " State").replace("_", " ")


def name_of(item: Provision) -> str:
    """The provision as a sentence names it: its citation."""
    return item.citation.split(";")[0].strip()


def sentence(
    item: Provision,
    outcome: Outcome,
    when: str,
    *,
    turns_on: Sequence[str],
    decided_by: Sequence[str],
    deadline: str,
    exception: str,
    reason: str,
) -> str:
    """One neutral sentence that names the deciding point and the dates.

    Args:
        item: the provision.
        outcome: what came of it.
        when: the event's date in EDTF, or `UNDATED`.
        turns_on: meanings of the unknown facts.
        decided_by: meanings of the deciding facts.
        deadline: the provision's deadline, ISO, or nothing.
        exception: the text of the exception that applies, or nothing.
        reason: `type`, `kind`, `denied`, `planned`, `preparatory`, `asserted`, `date` or nothing: what decided besides the facts.
    """
    law = name_of(item)
    since = f"in force from {item.in_force_from}" + (f" to {item.in_force_to}" if item.in_force_to else "")
    by = f", by {by_whom(item)}" if item.breach_by else ""
    point = _list(decided_by)
    late = f"; the time allowed ended on {deadline}" if deadline else ""
    match outcome:
        case Outcome.BREACH:
            return f"What is established for {when} would breach {law} ({since}){by}{late}: {point}."
        case Outcome.BREACH_IF_CONFIRMED:
            return f"What is told of {when} would breach {law} ({since}){by}, if confirmed{late}: {point}."
        case Outcome.CONDITIONAL if reason == "date":
            more = f", and on: {_list(turns_on)}" if turns_on else ""
            known = f"known only as {when}" if when != UNDATED else "not known"
            return f"{law} ({since}): the answer turns on the day, which is {known}{more}."
        case Outcome.CONDITIONAL:
            return f"{law} ({since}): the answer for {when} turns on what is not known: {_list(turns_on)}."
        case Outcome.EXCEPTION:
            return f"{law} ({since}) is met by an exception for {when}: {exception}."
        case Outcome.EXPOSURE:
            return f"What is told of {when} is a ground on which {law} ({since}) allows a designation; it is no ban: {point}."
        case Outcome.PRESUMPTION:
            return f"{law} ({since}) presumes a bar for {when} until it is rebutted: {point}."
        case Outcome.DUTY_RUNNING:
            return f"{law} ({since}): for {when} the duty exists and its time, until {deadline}, has not run out."
        case Outcome.CONCERN_ONLY:
            return f"{law} ({since}) speaks to what is told of {when}, but does not bind: {point}."
        case Outcome.NO_EVENT_YET:
            why = (
                "such an event only prepares the act"
                if reason == "preparatory"
                else "it is told as a plan, forecast, condition or opinion"
            )
            return f"{law} ({since}): the act that it regulates has not been done; {why}."
        case Outcome.NOT_IN_FORCE:
            return f"{law} was not in force: it is {since}, the event is of {when}."
        case _:
            return _not_applicable(law, since, when, point, reason)


def _not_applicable(law: str, since: str, when: str, point: str, reason: str) -> str:
    if reason == "type":
        return f"{law} does not speak of such an event."
    if reason == "kind":
        return f"{law} says nothing of an event by itself."
    if reason == "denied":
        return f"{law} ({since}): this claim denies the event of {when}; rival claims are judged on their own."
    return f"{law} ({since}) does not reach what is told of {when}: what fails is {point}."


def _list(items: Sequence[str]) -> str:
    kept = list(dict.fromkeys(items))
    if not kept:
        return "nothing further is asked"
    return "; ".join(kept[:4]) + (f"; and {len(kept) - 4} more" if len(kept) > 4 else "")

"""Findings in plain words: what an element asks, and one neutral sentence for a reader. Never “guilty”."""

from __future__ import annotations

import re
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
    "in": "{}",
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
_ASIDE = re.compile(r"(?:, not of the report|, an id of \S+|; a list means .*| \(null = open\)| \(EDTF\))$")
"""Remarks for those who fill the vocabulary in; a reader of a finding has no use for them."""
_CLAUSE = re.compile(
    r"^(?:the|an?|someone|funds|sender|reasons|branch|that)\b.*"
    r"\b(?:is|are|was|were|has|have|acts|knows|offered|agreed|authorises|serves|belongs|go|took|seized|existed|given)\b"
)


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
        return meaning if leaf.value else _denied(meaning)
    if leaf.other is not None:
        return f"{meaning}: more than: {short(leaf.other)}"
    unit = f" {leaf.fact.unit}" if leaf.fact.unit and not leaf.fact.unit.startswith("0") else ""
    values = leaf.value if isinstance(leaf.value, list) else [leaf.value]
    said = _either([f"{v:,}" if isinstance(v, (int, float)) else str(v).replace("_", " ") for v in values])
    if len(values) == 1 and leaf.op in ("in", "not_in"):
        return f"{meaning}: {'' if leaf.op == 'in' else 'not '}{said}{unit}"
    return f"{meaning}: {_OPERATORS[leaf.op].format(said)}{unit}"


def short(fact: FactType) -> str:
    """The meaning of a fact without the remarks after its colon and those for whoever fills the vocabulary in."""
    head = without_asides(fact.meaning.split(":")[0])
    return head.split(",")[0] if fact.kind == ENTITY else head


def without_asides(text: str) -> str:
    """A text of the vocabulary as a reader needs it.

    >>> without_asides("type of the claimed event, an id of event_types.yaml")
    'type of the claimed event'
    """
    return _ASIDE.sub("", _ASIDE.sub("", text))


def _denied(meaning: str) -> str:
    return f"it is not so that {meaning}" if _CLAUSE.match(meaning) else f"not {meaning}"


def _either(values: Sequence[str]) -> str:
    return " or ".join([", ".join(values[:-1]), values[-1]]) if len(values) > 1 else "".join(values)


def since(item: Provision) -> str:
    """From when to when a provision is in force, with its days in EDTF as they are known.

    >>> from secondsource.subjects import load
    >>> since(load("dprk_labour").provisions["LK-CUSTOMS"])
    'in force by 2016-03-14'
    """
    low, _, high = str(item.in_force_from or "").partition("/")
    if not low:
        start = "in force on a day not recorded"
    elif low == "..":
        start = f"in force by {high}"
    elif high and high != "..":
        start = f"in force from a day between {low} and {high}"
    else:
        start = f"in force from {low}"
    return start + (f" until {item.in_force_to}" if item.in_force_to else "")


def day_words(when: str) -> str:
    """The event's date as a sentence carries it: open ends in words, days in EDTF.

    >>> day_words("../2016-06-10?")
    'a day probably not later than 2016-06-10'
    """
    low, slash, high = when.partition("/")
    if not slash:
        return when
    if low == "..":
        return f"a day {'probably ' if high.endswith('?') else ''}not later than {high.rstrip('?')}"
    if high == "..":
        return f"a day {'probably ' if low.endswith('?') else ''}not earlier than {low.rstrip('?')}"
    return when


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
    when = day_words(when)
    rule = f" The rule is {since(item)}."
    rests = f" It rests on: {_list(decided_by)}."
    by = f" In breach would be: {by_whom(item)}." if item.breach_by else ""
    late = f" The time allowed ended on {deadline}." if deadline else ""
    match outcome:
        case Outcome.BREACH:
            return f"What is established for {when} would breach {law}.{rests}{by}{late}{rule}"
        case Outcome.BREACH_IF_CONFIRMED:
            return f"What is told of {when} would breach {law}, if confirmed.{rests}{by}{late}{rule}"
        case Outcome.CONDITIONAL if reason == "date":
            more = f", and on what is not known: {_list(turns_on)}" if turns_on else ""
            known = f"known only as {when}" if when != UNDATED else "not known"
            return f"Whether {law} applies turns on the day of the event, which is {known}{more}.{rule}"
        case Outcome.CONDITIONAL:
            return f"Whether {law} reaches what is told of {when} turns on what is not known: {_list(turns_on)}.{rule}"
        case Outcome.EXCEPTION:
            return f"{law} would reach what is told of {when}, but an exception applies: {exception.rstrip('.')}.{rule}"
        case Outcome.EXPOSURE:
            return f"What is told of {when} is a ground for a designation under {law}: a risk, not a ban.{rests}{rule}"
        case Outcome.PRESUMPTION:
            return f"For what is told of {when}, {law} presumes a bar until it is rebutted.{rests}{rule}"
        case Outcome.DUTY_RUNNING:
            return f"For {when} the duty of {law} exists, and its time, until {deadline}, has not run out.{rule}"
        case Outcome.CONCERN_ONLY:
            return f"{law} speaks to what is told of {when}, but does not bind.{rests} The text is {since(item)}."
        case Outcome.NO_EVENT_YET:
            why = (
                "such an event only prepares the act"
                if reason == "preparatory"
                else "it is told as a plan, forecast, condition or opinion"
            )
            return f"The act that {law} regulates has not been done: {why}.{rule}"
        case Outcome.NOT_IN_FORCE:
            return f"{law} was not in force for an event of {when}: it is {since(item)}."
        case _:
            return _not_applicable(law, when, _list(decided_by), rule, reason)


def _not_applicable(law: str, when: str, point: str, rule: str, reason: str) -> str:
    if reason == "type":
        return f"{law} does not speak of such an event."
    if reason == "kind":
        return f"{law} says nothing of an event by itself."
    if reason == "denied":
        return f"This claim denies the event of {when}; {law} is asked only of the claims that assert it.{rule}"
    return f"{law} does not reach what is told of {when}. What fails: {point}.{rule}"


def _list(items: Sequence[str]) -> str:
    kept = list(dict.fromkeys(items))
    if not kept:
        return "nothing further is asked"
    return "; ".join(kept[:4]) + (f"; and {len(kept) - 4} more" if len(kept) > 4 else "")

"""Which number belongs to which event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from ..model import Quantity, Statement
from ..subjects import Subject
from .clause import FAR, chain_up, distance, verb_of
from .prose import text_of
from .quantity import trade_named
from .quantity_grammar import cues_of
from .triggers import Trigger


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount with the word its others depend on, and as what the event's type keeps it."""

    quantity: Quantity
    head: Token
    kept_as: str = ""

    def kept(self, country: str | None, pack: Subject) -> Quantity:
        """The amount as the event's type counts it; a currency that several states share goes by the event's country."""
        what = self.kept_as or self.quantity.what
        shared = _shared(pack).get(what)
        if shared and country and country in shared:
            what = shared[country]
        return replace(self.quantity, what=what)


@lru_cache(maxsize=4)
def _shared(pack: Subject) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = cues_of(pack)["shared_currencies"]
    return found


def _accepted(trigger: Trigger, item: Counted, cues: Mapping[str, Any], pack: Subject) -> str | None:
    """As what a type keeps the amount; None if it does not count such things."""
    group, quantity = pack.event_types[trigger.type].counts, item.quantity
    if not group:
        return None
    table: Mapping[str, str] = cues["quantities"][group]
    if quantity.what == "workers":
        if "money" in table and quantity.span.of(text_of(item.head.doc)).lower() == "one":
            return None
        if "trades" in table and trade_named(text_of(item.head.doc), quantity.span, pack):
            return table["trades"]
        if group == "papers" and _of_papers(trigger, cues):
            return "permits"
    if quantity.what in table:
        return table[quantity.what]
    money = "money" in table and (
        quantity.what.isupper() or quantity.what in _shared(pack) or quantity.what == "crowns"
    )
    return quantity.what if money else None


def _distance(item: Counted, trigger: Trigger) -> float:
    """How far an amount stands from a trigger; inside the trigger's own words it is nowhere else."""
    inside = trigger.first.i <= item.head.i <= trigger.last.i
    return -1.0 if inside else distance(item.head, trigger.first)


def _of_papers(trigger: Trigger, cues: Mapping[str, Any]) -> bool:
    """Whether people lose or receive papers, so that there are as many papers."""
    return any(t.lower_ in cues["papers"] for t in trigger.first.doc[trigger.first.i : trigger.last.i + 1])


def _defers(trigger: Trigger, kept: str, cues: Mapping[str, Any], pack: Subject) -> bool:
    """Whether an event leaves such an amount to others: words about an event, and what a type is told of besides."""
    return trigger.type in cues["speech"] or kept in cues_of(pack)["besides"].get(trigger.type, ())


def _together(item: Counted, taker: Trigger, other: Trigger) -> bool:
    """Whether two events are told of the amount as their one subject: “two men slipped out and surfaced in Seoul”."""
    subject = next((t for t in chain_up(item.head) if t.dep_ in ("nsubj", "nsubjpass")), None)
    verb, second = verb_of(taker.first), verb_of(other.first)
    if subject is None or subject.head.i != verb.i or other.type == taker.type or second.dep_ != "conj":
        return False
    return second.head.i == verb.i and not any(c.dep_ in ("nsubj", "nsubjpass") for c in second.children)


def _put_at(item: Counted, taker: Trigger, other: Trigger, pack: Subject) -> bool:
    """Whether an amount that somebody puts a thing at is told of the putting and of the thing: “put the pay at $20”."""
    figures = cues_of(pack).get("figures", ())
    if (taker.type in figures) == (other.type in figures):
        return False
    at = next((t for t in chain_up(item.head) if t.lower_ == "at" and t.pos_ == "ADP"), None)
    thing = other if taker.type in figures else taker
    return at is not None and thing.first.i < at.i


def shared_out(
    counted: Sequence[Counted],
    triggers: Sequence[Trigger],
    statement: Statement,
    cues: Mapping[str, Any],
    pack: Subject,
) -> list[list[Counted]]:
    """For each trigger the amounts that are its own: each goes to the nearest trigger whose type counts such things.

    A report, a denial or a confirmation has the amounts of what it is about only where no other event takes them. The amount that is the
    subject of two deeds in a row belongs to both, and so does one that a thing is put at.
    """
    out: list[list[Counted]] = [[] for _ in triggers]
    for item in counted:
        if not any(c.overlaps(item.quantity.span) for c in statement.content):
            continue
        takers = [
            (_defers(trigger, kept, cues, pack), _distance(item, trigger), index, kept)
            for index, trigger in enumerate(triggers)
            if (kept := _accepted(trigger, item, cues, pack))
        ]
        if not takers:
            continue
        _, cost, index, kept = min(takers)
        if cost >= FAR:
            continue
        out[index].append(replace(item, kept_as=kept))
        for defers, _, other, also in takers:
            one, two = triggers[index], triggers[other]
            if other != index and not defers and (_together(item, one, two) or _put_at(item, one, two, pack)):
                out[other].append(replace(item, kept_as=also))
    return [_main(trigger, amounts, pack) for trigger, amounts in zip(triggers, out, strict=True)]


def _main(trigger: Trigger, amounts: list[Counted], pack: Subject) -> list[Counted]:
    """Without what the type is told of besides, where there is anything else."""
    besides = cues_of(pack)["besides"].get(trigger.type, ())
    main = [c for c in amounts if c.kept_as not in besides]
    return main or amounts

"""Which number belongs to which event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from ..model import Quantity, Statement
from ..subjects import Subject, load
from .clause import FAR, distance
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
        return Quantity(what=what, range=self.quantity.range, span=self.quantity.span, per=self.quantity.per)


@lru_cache(maxsize=4)
def _shared(pack: Subject) -> Mapping[str, Mapping[str, str]]:
    cues: Mapping[str, Any] = pack.cues("en").get("quantity") or load().cues("en")["quantity"]
    found: Mapping[str, Mapping[str, str]] = cues["shared_currencies"]
    return found


def _accepted(trigger: Trigger, quantity: Quantity, cues: Mapping[str, Any], pack: Subject) -> str | None:
    """As what a type keeps the amount; None if it does not count such things."""
    group = pack.event_types[trigger.type].counts
    if not group:
        return None
    table: Mapping[str, str] = cues["quantities"][group]
    if group == "papers" and quantity.what == "workers" and _of_papers(trigger, cues):
        return "permits"
    if quantity.what in table:
        return table[quantity.what]
    money = "money" in table and (quantity.what.isupper() or quantity.what in ("crowns", "rupees", "dinars", "riyals"))
    return quantity.what if money else None


def _of_papers(trigger: Trigger, cues: Mapping[str, Any]) -> bool:
    """Whether people lose or receive papers, so that there are as many papers."""
    return any(t.lower_ in cues["papers"] for t in trigger.first.doc[trigger.first.i : trigger.last.i + 1])


def shared_out(
    counted: Sequence[Counted],
    triggers: Sequence[Trigger],
    statement: Statement,
    cues: Mapping[str, Any],
    pack: Subject,
) -> list[list[Counted]]:
    """For each trigger the amounts that are its own: each amount goes to the nearest trigger whose type counts such things."""
    out: list[list[Counted]] = [[] for _ in triggers]
    for item in counted:
        if not any(c.overlaps(item.quantity.span) for c in statement.content):
            continue
        best: tuple[float, int, str] | None = None
        for index, trigger in enumerate(triggers):
            kept = _accepted(trigger, item.quantity, cues, pack)
            if kept is None:
                continue
            cost = distance(item.head, trigger.first)
            if best is None or cost < best[0]:
                best = (cost, index, kept)
        if best and best[0] < FAR:
            out[best[1]].append(Counted(item.quantity, item.head, best[2]))
    return out

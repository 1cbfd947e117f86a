"""What people decided on suggestions: kept by the name and by the list's own id, so that a newer snapshot changes nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model import NAME, Decision, DecisionKind
from .alike import Kind
from .officials import key_of

YES, NO = "is", "is not"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that a name in the case is, or is not, an entry of a list.

    Args:
        kind: what the name names.
        key: the name's words, see `key_of`.
        entry: list and id, `un:KPe.050`.
        same: whether it is.
        decision: who, when and why.
    """

    kind: Kind
    key: str
    entry: str
    same: bool
    decision: Decision


def decision_on(name: str, kind: Kind, entry: str, *, same: bool, who: str, at: str, why: str) -> Decision:
    """The decision to be written down.

    Args:
        name: the name as the case has it.
        kind: what it names.
        entry: list and id of the entry, `un:KPe.050`.
        same: whether the name means it.
        who: who decides.
        at: ISO 8601 instant in UTC.
        why: the reason.
    """
    values = {"entry": entry, "same": YES if same else NO, "name": name}
    return Decision(
        kind=DecisionKind.RESOLVE, object=f"{NAME}{kind}:{key_of(name)}", who=who, at=at, why=why, values=values
    )


def decided(decisions: Iterable[Decision]) -> dict[tuple[Kind, str, str], Decided]:
    """The decisions in force by kind, key and entry; of two on the same the later.

    Args:
        decisions: those in force, in their order.
    """
    out: dict[tuple[Kind, str, str], Decided] = {}
    for decision in decisions:
        parts = decision.object.removeprefix(NAME).split(":", 1)
        if not decision.object.startswith(NAME) or len(parts) != 2 or parts[0] not in set(Kind):
            continue
        kind, entry = Kind(parts[0]), decision.values.get("entry", "")
        same = decision.values.get("same") == YES
        out[kind, parts[1], entry] = Decided(kind=kind, key=parts[1], entry=entry, same=same, decision=decision)
    return out


def unmet(
    found: Iterable[Decided], named: Iterable[tuple[Kind, str]], has_entry: Callable[[str], bool]
) -> tuple[tuple[Decided, str], ...]:
    """The decisions whose name is no longer in the case, or whose entry is in no list that is held, each with what is gone.

    Args:
        found: decisions in force.
        named: kind and key of what the case names now.
        has_entry: whether any snapshot, or the pack, has the entry of that ref.
    """
    there = frozenset(named)
    out = []
    for item in found:
        gone = []
        if (item.kind, item.key) not in there:
            gone.append("the name is no longer in the case")
        if not has_entry(item.entry):
            gone.append(f"no list that is held has {item.entry}")
        if gone:
            out.append((item, " and ".join(gone)))
    return tuple(out)

"""What people decided about claims: merged and split ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..model import Decision, DecisionKind


def decided(
    groups: Sequence[Sequence[str]],
    decisions: Sequence[Decision],
    claim_id: Callable[[str], str],
    order: Mapping[str, int],
) -> list[list[str]]:
    """The groups of mention ids after every merge and split, in order. A decision whose claim is gone changes nothing.

    Args:
        groups: mention ids by event, each in order.
        decisions: those in force, in the order of the ledger.
        claim_id: the id of a claim from its first mention's.
        order: position of each mention.
    """
    out = [list(group) for group in groups]
    names = {claim_id(group[0]): group for group in out}
    for decision in decisions:
        mine = names.get(decision.object)
        if mine is None:
            continue
        if decision.kind is DecisionKind.MERGE:
            other = names.get(decision.values.get("with", ""))
            if other is None or other is mine:
                continue
            out = [g for g in out if g is not mine and g is not other]
            both = sorted(mine + other, key=order.__getitem__)
            out.append(both)
            # the old names go on meaning the merged claim, for later decisions
            names.update({name: both for name, group in names.items() if group is mine or group is other})
            names[claim_id(both[0])] = both
        elif decision.kind is DecisionKind.SPLIT:
            away = set(decision.values.get("mentions", "").split())
            gone = [m for m in mine if m in away]
            kept = [m for m in mine if m not in away]
            if not gone or not kept:
                continue
            out = [g for g in out if g is not mine] + [kept, gone]
            names.update({name: kept for name, group in names.items() if group is mine})
            names[claim_id(kept[0])] = kept
            names[claim_id(gone[0])] = gone
    return sorted(out, key=lambda g: order[g[0]])

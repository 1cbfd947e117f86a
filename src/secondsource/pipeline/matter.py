"""Which decisions anything is derived from."""

from __future__ import annotations

from secondsource.model import Decision, DecisionKind

_NOTHING = frozenset(
    {
        DecisionKind.RESOLVE,
        DecisionKind.MARK,
        DecisionKind.REDACT,
        DecisionKind.HAND_OUT,
        DecisionKind.REGISTER,
    }
)


def matters(decision: Decision) -> bool:
    """Whether anything is derived from it. That a person looked at a statement and found nothing changes nothing else."""
    if decision.kind in _NOTHING:
        return False
    return decision.kind is not DecisionKind.ACCEPT or ">" in decision.object

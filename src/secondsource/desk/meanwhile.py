"""What somebody decides in one window on what was decided away in another: it says who did, and gives back what was typed."""

from __future__ import annotations

from collections.abc import Mapping

from secondsource.model import Decision, DecisionKind, SecondsourceError
from secondsource.publish.tongue import noted, say
from secondsource.store.ledger import standing

from .shelf import Shown

Typed = tuple[tuple[str, str], ...]
"""Fields of a form by name, as somebody filled them in."""
_TAKES_AWAY = {
    DecisionKind.REJECT: noted("Rejected"),
    DecisionKind.MERGE: noted("Made one with another"),
    DecisionKind.SPLIT: noted("Taken apart"),
}


class Meanwhile(SecondsourceError):
    """What the form is about is there no more. The message says who decided so, if somebody did; what was typed is kept.

    Args:
        message: what happened, and what to do.
        typed: what somebody wrote into the form.
        decided: whether a decision took it away, which can be taken back.
    """

    def __init__(self, message: str, typed: Typed, *, decided: bool) -> None:
        super().__init__(message)
        self.typed, self.decided = typed, decided


def meanwhile(shown: Shown, gone: tuple[str, ...], fields: Mapping[str, str], otherwise: str) -> Meanwhile:
    """The error for a form about what is there no more.

    Args:
        shown: the case.
        gone: ids of what the form is about; a decision on any of them took it away.
        fields: of the form.
        otherwise: what to say if no decision did.
    """
    found = next((d for d in reversed(standing(shown.view.ledger)) if _took(d, gone)), None)
    if found is None:
        return Meanwhile(otherwise, _typed(fields), decided=False)
    said = say(
        "{done} meanwhile by {who}, {at}: take that back first.",
        done=say(_TAKES_AWAY[found.kind]),
        who=found.who,
        at=found.at,
    )
    return Meanwhile(said, _typed(fields), decided=True)


def _took(decision: Decision, gone: tuple[str, ...]) -> bool:
    return decision.kind in _TAKES_AWAY and (decision.object in gone or decision.values.get("with") in gone)


def _typed(fields: Mapping[str, str]) -> Typed:
    changed = [
        (name, value) for name, value in fields.items() if fields.get(f"was-{name}", value).strip() != value.strip()
    ]
    return tuple((name, value) for name, value in (("why", fields.get("why", "")), *changed) if value.strip())

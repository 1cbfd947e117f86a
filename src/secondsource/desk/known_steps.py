"""The line of knowledge of a claim as a slider: the days on which its support changed, and today at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from secondsource.publish.tongue import noted, say
from secondsource.publish.words import said_bounds, said_date
from secondsource.trace.knowledge import Known

NOW = noted("now")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A position of the slider.

    Args:
        number: from 1.
        day: ISO date; empty for what is known now.
        said: the day in words.
        bounds: the support as it could be known then, in words.
    """

    number: int
    day: str
    said: str
    bounds: str


def steps_of(known: Sequence[Known]) -> tuple[Step, ...]:
    """The positions: each day on which support changed, then what is known now, which is as on the last of them or later."""
    days = [
        Step(
            number=n,
            day=k.day.isoformat(),
            said=said_date(k.day.isoformat()),
            bounds=said_bounds(k.at_least, k.at_most),
        )
        for n, k in enumerate(known, start=1)
    ]
    return (*days, Step(number=len(days) + 1, day="", said=say(NOW), bounds=say("all reports of the case")))


def at_step(steps: Sequence[Step], day: str) -> Step:
    """Where the slider stands when the claim is shown as on a day: the last change until then; at its end if no day is named."""
    return next((s for s in reversed(steps) if s.day and s.day <= day), steps[0]) if day else steps[-1]


def href_of(claim: str, step: Step) -> str:
    """The page of the claim as it could be known at that step."""
    address = f"/claims/{quote(claim, safe='')}"
    return address + (f"?as_known_on={step.day}" if step.day else "")

"""What a gathering brought: what is new, changed, gone, and what could not be had, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from secondsource.model import SetAside
from secondsource.store.watching import Outcome

Tell = Callable[[str, int, int], None]
"""Called with what is being done, how many of its things are done, and how many there are."""


def silent(stage: str, done: int, total: int) -> None:
    """Progress for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One address that was asked, and what came of it.

    Args:
        source: the source's number.
        url: the address.
        outcome: what came of it.
        capture: digest of the capture that was taken, or of the one taken before where the page is gone; empty if there is none.
        why: one sentence where it failed or was refused.
    """

    source: int
    url: str
    outcome: Outcome
    capture: str = ""
    why: str = ""


@dataclass(slots=True)
class Gathered:
    """What a gathering brought. `left` counts what was due and not asked for; `captures` to `stages` are as in a run's result."""

    came: list[Came] = field(default_factory=list)
    left: int = 0
    stopped: bool = False
    captures: int = 0
    reports: int = 0
    stages: tuple[str, ...] = ()
    claims: int = 0
    set_aside: tuple[SetAside, ...] = ()

    def of(self, *outcomes: Outcome) -> tuple[Came, ...]:
        """Those with one of these outcomes, in the order in which they came."""
        return tuple(item for item in self.came if item.outcome in outcomes)

    @property
    def new(self) -> tuple[Came, ...]:
        """Pages taken for the first time."""
        return self.of(Outcome.NEW)

    @property
    def changed(self) -> tuple[Came, ...]:
        """Pages that say something else now."""
        return self.of(Outcome.CHANGED)

    @property
    def gone(self) -> tuple[Came, ...]:
        """Pages that were there and are there no more."""
        return self.of(Outcome.GONE)

    @property
    def failed(self) -> tuple[Came, ...]:
        """What could not be had this time, or will not be had."""
        return self.of(Outcome.FAILED, Outcome.REFUSED)

    @property
    def seen_again(self) -> int:
        """How many pages say what they said before."""
        return len(self.of(Outcome.SAME, Outcome.UNTOUCHED))

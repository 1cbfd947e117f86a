"""What an alert can be about, and how soon somebody wants to know.

There are two levels, and what is on neither is not told. *Now* is what a monitor wants to be woken for: a claim has become confirmed by a
second independent origin or is so no more, what it stands on was taken back, a rule would be breached or would be so no more. *Later* is what
belongs into a digest. What moves without anything having happened - the upper bound alone, a letter of a grade, a copy, a page captured
again with the same words - is told only to who asks for it by name, or not at all.
"""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How soon it matters. The order is how soon: `NOW` is above `LATER`."""

    NOW = "now"
    LATER = "later"
    ASKED = "asked"
    """Only for who asks for its kind by name."""

    @property
    def rank(self) -> int:
        """0 for the most urgent."""
        return list(Level).index(self)


class Kind(StrEnum):
    """What changed."""

    CONFIRMED = "confirmed"
    """At least two independent origins, and one more than was told before."""
    UNCONFIRMED = "unconfirmed"
    """It was told to have two independent origins or more, and fewer are shown now."""
    WITHDRAWN = "withdrawn"
    """A report that the claim stands on was taken back by its own outlet."""
    CORRECTED = "corrected"
    """A report that the claim stands on was mended, and what it tells of the claim is another thing now."""
    OUTCOME = "outcome"
    """What a rule says of it changed, and a breach, if confirmed, came up or fell away."""
    SHOWN = "shown"
    """A first origin with access of its own is shown where none was."""
    LOST = "lost"
    """No origin with access of its own is shown any more, for what it told was taken back or a person decided so."""
    STATUS = "status"
    """It is denied, retracted or rumour only now, or no longer; or somebody denies it whom nobody had heard."""
    DEADLINE = "deadline"
    """The time for a duty runs out soon, or has run out."""
    REPORT = "report"
    """A new report tells of a claim that a search finds."""
    LAW = "law"
    """What a rule says of it changed, and no breach came up or fell away."""
    DISPUTED = "disputed"
    """Reports give values that cannot all be right, or no longer do: a number that a relay got wrong is enough."""
    POSSIBLE = "possible"
    """The number of origins that there may be at most moved, and nothing else."""

    @property
    def level(self) -> Level:
        """How soon it matters."""
        return _LEVEL.get(self, Level.LATER)


_LEVEL = {
    Kind.CONFIRMED: Level.NOW,
    Kind.UNCONFIRMED: Level.NOW,
    Kind.WITHDRAWN: Level.NOW,
    Kind.CORRECTED: Level.NOW,
    Kind.OUTCOME: Level.NOW,
    Kind.LAW: Level.ASKED,
    Kind.DISPUTED: Level.ASKED,
    Kind.POSSIBLE: Level.ASKED,
}

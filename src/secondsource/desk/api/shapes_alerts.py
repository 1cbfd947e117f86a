"""The shape of answers about alerts."""

from __future__ import annotations

from typing import Literal

from secondsource.publish.shapes import Pair, Shape


class AlertCause(Shape):
    """A report that brought a change about.

    Args:
        report: its id.
        known_as: its outlet, or what else it is called.
        published: EDTF; null if not known.
        span: the words of it that tell the claim, in its text; null if it tells nothing of it.
        statement: id of the statement that tells it; null if there is none.
    """

    report: str
    known_as: str
    published: str | None
    span: Pair | None
    statement: str | None


class AlertChange(Shape):
    """One thing that changed.

    Args:
        kind: what changed; `docs/how-to/alerts.md` tells of each.
        said: what was and what is, in words.
        of: the provision or the report it is about; null if it is the claim itself.
        was: as it stood: `least..most` origins, a status, an outcome, the id of a report, a day; null if it did not.
        now: as it stands, likewise.
        because: the reports that brought it about; none where a person decided, or time went by.
    """

    kind: Literal[
        "confirmed",
        "unconfirmed",
        "withdrawn",
        "corrected",
        "outcome",
        "shown",
        "lost",
        "status",
        "deadline",
        "report",
        "law",
        "disputed",
        "possible",
    ]
    said: str
    of: str | None
    was: str | None
    now: str | None
    because: list[AlertCause]


class AlertTold(Shape):
    """What was told of a claim, or of a deadline.

    Args:
        id: always the same for the same change.
        at: ISO 8601 instant.
        level: how soon it matters: `now`, `later`, or `asked`, which is told only to who asks for it by name.
        claim: id of the claim; null for a deadline.
        title: its heading; of a deadline what is to be done.
        unseen: whether whoever asks has not said yet that they saw it.
        changes: the most urgent first.
    """

    id: str
    at: str
    level: Literal["now", "later", "asked"]
    claim: str | None
    title: str
    unseen: bool
    changes: list[AlertChange]

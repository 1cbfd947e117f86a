"""Which event of its report a denial or a confirmation is about: the one told nearest to it."""

from __future__ import annotations

from collections.abc import Sequence

from .facts import Facts
from .rules import Rules

ALONE = -1
"""Stands for no event: the mention is an event itself, or a remark in a report that tells of none."""
_AHEAD = 40
"""Characters by which an event told before a remark seems further away than one told after it."""


def anchors(told: Sequence[Facts], known: Rules) -> list[int]:
    """For each mention of one report, in order of the text: the place of the event that it remarks upon, or `ALONE`."""
    events = [at for at, f in enumerate(told) if f.type not in known.remarks]
    return [
        min(events, key=lambda at, remark=remark: _distance(told[at], remark, known), default=ALONE)  # type: ignore[misc]
        if remark.type in known.remarks
        else ALONE
        for remark in told
    ]


def _distance(event: Facts, remark: Facts, known: Rules) -> tuple[object, ...]:
    return (
        event.statement is None or event.statement != remark.statement,
        event.factuality.value != known.remarks[remark.type],
        # what is denied or confirmed is that something happened, sooner than how things stand
        event.type in known.states,
        abs(event.at - remark.at) + (_AHEAD if event.at < remark.at else 0),
        event.order,
        event.id,
    )

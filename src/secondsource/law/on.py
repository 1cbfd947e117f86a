"""What the law was on a day: the provisions in force, in which wording, and which deadlines were running."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model import Truth
from ..subjects import Subject
from ..subjects.schema import Provision
from .rule import Rule, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A provision on a day.

    Args:
        certain: False if it is not known whether it had begun by then.
        version: the wording in force, from the provision's `versions`; None if it never changed.
        running: deadlines that had not passed, with what they ask.
        passed: deadlines that had.
    """

    provision: Provision
    certain: bool
    version: Mapping[str, Any] | None
    running: tuple[tuple[str, str], ...]
    passed: tuple[tuple[str, str], ...]


def in_force(day: date, pack: Subject) -> tuple[InForce, ...]:
    """Every provision that was, or may have been, in force on the day, in the order of the pack."""
    return tuple(found for rule in rules(pack).values() if (found := _on(rule, day)) is not None)


def on(day: date, pack: Subject) -> tuple[Provision, ...]:
    """The provisions that were, or may have been, in force on the day.

    >>> from secondsource.subjects import load
    >>> [p.id for p in on(date(2016, 11, 29), load("dprk_labour")) if p.id == "UN-2321-34"]
    []
    """
    return tuple(found.provision for found in in_force(day, pack))


def _on(rule: Rule, day: date) -> InForce | None:
    truth, at = rule.window.holds(day), None
    if rule.provision.versions and truth is not Truth.FAILED:
        states = [version.window.holds(day) for version in rule.versions]
        best = max(states)
        truth, at = truth & best, states.index(best)
    if truth is Truth.FAILED:
        return None
    item = rule.provision
    dated = {(str(row["date"]), str(row.get("what", ""))) for row in item.deadlines}
    if rule.deadline and rule.deadline.day.isoformat() not in {row[0] for row in dated}:
        dated.add((rule.deadline.day.isoformat(), rule.deadline.what))
    rows = sorted(dated)
    return InForce(
        provision=item,
        certain=truth is Truth.MET,
        version=item.versions[at] if at is not None else None,
        running=tuple(row for row in rows if day.isoformat() <= row[0]),
        passed=tuple(row for row in rows if day.isoformat() > row[0]),
    )

"""What the law was on a day: the provisions in force, in which wording, and which deadlines were running."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..model import Truth
from ..subjects import Subject
from ..subjects.schema import Provision
from .reach import Reach, reach
from .rule import Rule, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A provision on a day.

    Args:
        certain: False if it is not known whether it had begun by then.
        version: the wording in force, from the provision's `versions`; None if it never changed.
        running: deadlines that had not passed, with what they ask.
        passed: deadlines that had.
        reach: whether, and on what, it reaches acts in the country asked for; None if none was.
    """

    provision: Provision
    certain: bool
    version: Mapping[str, Any] | None
    running: tuple[tuple[str, str], ...]
    passed: tuple[tuple[str, str], ...]
    reach: Reach | None = None


def in_force(
    day: date, pack: Subject, country: str | None = None, types: Collection[str] | None = None
) -> tuple[InForce, ...]:
    """Every provision that was, or may have been, in force on the day, in the order of the pack.

    Args:
        day: the day asked.
        pack: the subject pack.
        country: ISO 3166-1 alpha-2 code: only what reaches, or may reach, acts in that country.
        types: ids of event types: only what speaks of one of them (`topics`).
    """
    out = []
    for rule in rules(pack).values():
        if types is not None and not any(rule.speaks_of(kind) for kind in types):
            continue
        found = _on(rule, day)
        if found is None:
            continue
        if country is not None:
            there = reach(rule, country, day, pack)
            if there is None:
                continue
            found = replace(found, reach=there)
        out.append(found)
    return tuple(out)


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
    rows = deadlines_of(rule)
    return InForce(
        provision=item,
        certain=truth is Truth.MET,
        version=item.versions[at] if at is not None else None,
        running=tuple(row for row in rows if day.isoformat() <= row[0]),
        passed=tuple(row for row in rows if day.isoformat() > row[0]),
    )


def deadlines_of(rule: Rule) -> tuple[tuple[str, str], ...]:
    """The deadlines that a provision sets, in order: the day, and what is to be done by then."""
    dated = {(str(row["date"]), str(row.get("what", ""))) for row in rule.provision.deadlines}
    if rule.deadline and rule.deadline.day.isoformat() not in {row[0] for row in dated}:
        dated.add((rule.deadline.day.isoformat(), rule.deadline.what))
    return tuple(sorted(dated))

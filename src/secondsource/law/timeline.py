"""The law as bars on a time axis: what began when, what ended, which deadlines fell, and where a day stands among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date

from ..model import Outcome
from ..subjects import Subject
from ..subjects.schema import Provision
from .on import deadlines_of
from .rule import Rule, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One provision on the axis.

    Args:
        says: what comes of it if all its elements are met.
        begins: the day from which it may have been in force; None if it has no known beginning.
        sure: the day from which it surely was.
        ends: the last day; None if it is still in force.
        changes: days on which its wording changed.
        deadlines: days on which a time that it sets ran out, with what was to be done.
    """

    provision: Provision
    says: Outcome
    begins: date | None
    sure: date
    ends: date | None
    changes: tuple[date, ...]
    deadlines: tuple[tuple[date, str], ...]


def bars(provisions: Iterable[Provision], pack: Subject) -> tuple[Bar, ...]:
    """A bar for each provision of the pack, by the day on which it began, then by id."""
    ready = rules(pack)
    found = [_bar(ready[item.id]) for item in provisions]
    return tuple(sorted(found, key=lambda bar: (bar.sure, bar.provision.id)))


def axis(shown: Iterable[Bar], day: date) -> tuple[date, date]:
    """First and last day of an axis of whole years that holds the beginnings, ends and deadlines of the bars and the day itself.

    Of what began long before all the rest only the later part is shown: the axis reaches at most 12 years back from the day.
    """
    days = [day]
    for bar in shown:
        days += [bar.sure, *(end for end in (bar.ends,) if end), *(at for at, _ in bar.deadlines)]
    first = max(min(days).year, day.year - 12)
    last = min(max(max(days).year, day.year + 1), MAXYEAR)
    return date(first, 1, 1), date(last, 12, 31)


def _bar(rule: Rule) -> Bar:
    window = rule.window
    starts = [version.window.sure for version in rule.versions]
    return Bar(
        provision=rule.provision,
        says=rule.base,
        begins=None if window.first in (None, date.min) else window.first,
        sure=window.sure,
        ends=None if window.last == date.max else window.last,
        changes=tuple(sorted({start for start in starts if start not in (date.min, window.sure)})),
        deadlines=tuple((date.fromisoformat(day), what) for day, what in deadlines_of(rule)),
    )

"""Whether an entry was on a list on a day, and which snapshot says so.

Three things speak: that the entry is in a snapshot, that it is not, and the day of listing that the snapshot gives. Between two snapshots, and after the
newest, nothing speaks unless a day of listing does; the answer is then unknown, never no.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..model import BadDate, PartialDate, Truth
from .entry import Snapshot

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What one snapshot says of an entry: whether it is there (None: the snapshot has gaps), and its day of listing."""

    as_of: date
    there: bool | None
    listed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an entry stood.

    Args:
        on: whether it was on the list on every day asked (met), on none (failed), or cannot be told (unknown).
        why: one plain sentence that names the snapshots that speak.
        speaks: the days of those snapshots; empty where only the subject pack's record speaks.
    """

    on: Truth
    why: str
    speaks: tuple[str, ...]


def presences(entry: str, snapshots: Iterable[Snapshot]) -> tuple[Presence, ...]:
    """What each snapshot of one list says of the entry, oldest first."""
    out = []
    for snapshot in sorted(snapshots, key=lambda s: s.as_of):
        found = snapshot.by_id.get(entry)
        there = True if found else (False if snapshot.whole else None)
        out.append(Presence(as_of=snapshot.as_of, there=there, listed=found.listed if found else None))
    return tuple(out)


def standing(when: PartialDate | None, held: Sequence[Presence]) -> Standing:
    """Where the entry stood on every day that `when` may mean.

    Args:
        when: the day of the event, as precisely as it is known; None if it is not.
        held: what the snapshots say, oldest first; at least one.

    >>> held = [Presence(as_of=date(2019, 1, 12), there=False), Presence(as_of=date(2021, 7, 1), there=True)]
    >>> standing(PartialDate("2020-03"), held).why
    'not on the list of 2019-01-12; listed by 2021-07-01'
    """
    first = (when.earliest if when and when.has_year else None) or date.min
    last = (when.latest if when and when.has_year else None) or date.max
    days = sorted({day for day in (first, last, *_turns(held)) if first <= day <= last})
    found = list(dict.fromkeys(_on(day, held) for day in days))
    truths = {truth for truth, _, _ in found}
    on = truths.pop() if len(truths) == 1 else Truth.UNKNOWN
    sentences = list(dict.fromkeys(why for _, why, _ in found))
    shown = sentences if len(sentences) < 3 else [sentences[0], sentences[-1]]
    why = "; then ".join(shown)
    if when is None or not when.has_year:
        why = f"the day is not known: {why}"
    speaks = tuple(sorted({day.isoformat() for _, _, days_ in found for day in days_}))
    return Standing(on=on, why=why, speaks=speaks)


def _turns(held: Sequence[Presence]) -> Iterable[date]:
    """The days on which the answer may change, and the days beside them."""
    for it in held:
        marks = [it.as_of, *_span(it.listed)]
        for mark in marks:
            yield mark
            if mark > date.min:
                yield mark - _DAY
            if mark < date.max:
                yield mark + _DAY


def _span(listed: str | None) -> tuple[date, ...]:
    if not listed:
        return ()
    try:
        when = PartialDate(listed)
    except BadDate:
        return ()
    return tuple(day for day in (when.earliest, when.latest) if day is not None)


def _on(day: date, held: Sequence[Presence]) -> tuple[Truth, str, tuple[date, ...]]:
    """Truth, sentence and speaking snapshots for one day."""
    told = [it for it in held if it.there is not None]
    if not told:
        return (
            Truth.UNKNOWN,
            f"not found on the list of {held[-1].as_of}, of which some entries could not be read",
            (held[-1].as_of,),
        )
    before = next((it for it in reversed(told) if it.as_of <= day), None)
    after = next((it for it in told if it.as_of > day), None)
    if before is not None and before.as_of == day:
        words = "on the list of" if before.there else "not on the list of"
        return Truth.of(before.there), f"{words} {day}", (day,)
    return _between(day, before, after, told)


def _between(
    day: date, before: Presence | None, after: Presence | None, told: Sequence[Presence]
) -> tuple[Truth, str, tuple[date, ...]]:
    was = None if before is None else before.there
    dated = next((it for it in told if it.as_of > day and it.there and _span(it.listed)), None)
    if dated is not None and not was:
        low, high = _span(dated.listed)[0], _span(dated.listed)[-1]
        speaks = (*((before.as_of,) if before else ()), dated.as_of)
        earlier = f"not on the list of {before.as_of}; " if before else ""
        if day < low:
            return (
                Truth.FAILED,
                f"not yet on it: {earlier}listed on {dated.listed}, says the list of {dated.as_of}",
                speaks,
            )
        if day >= high and (before is None or before.as_of < high) and (after is None or after.there):
            return Truth.MET, f"listed on {dated.listed}, says the list of {dated.as_of}", speaks
        if day < high:
            return (
                Truth.UNKNOWN,
                f"{earlier}listed at some time in {dated.listed}, says the list of {dated.as_of}",
                speaks,
            )
    if before is None:
        assert after is not None
        if after.there:
            return (
                Truth.UNKNOWN,
                f"listed by {after.as_of}, the oldest list held, which does not say since when",
                (after.as_of,),
            )
        return (
            Truth.UNKNOWN,
            f"not on the list of {after.as_of}, the oldest held; nothing older is held",
            (after.as_of,),
        )
    if after is None:
        words = "on" if before.there else "not on"
        return (
            Truth.UNKNOWN,
            f"{words} the list of {before.as_of}, the newest held; nothing newer is held",
            (before.as_of,),
        )
    both = (before.as_of, after.as_of)
    if before.there and after.there:
        return Truth.MET, f"on the lists of {before.as_of} and {after.as_of}", both
    if before.there:
        return Truth.UNKNOWN, f"on the list of {before.as_of}; no longer on the list of {after.as_of}", both
    if after.there:
        return Truth.UNKNOWN, f"not on the list of {before.as_of}; listed by {after.as_of}", both
    return Truth.FAILED, f"neither on the list of {before.as_of} nor on that of {after.as_of}", both

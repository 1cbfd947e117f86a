"""Which mentions must be joined anew when others come or go: those whose neighbourhood is another now, with all they could come together with."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .blocks import WINDOW, Blocks, fitting
from .columns import KINDS, Columns, Flags, Whole
from .compared import Compared
from .grouped import BRIDGE, FactsAt
from .rules import Rules


class Step(NamedTuple):
    """What has changed between two states of a case.

    Args:
        old: columns before.
        new: columns now; what was joined before is still noted there.
        moved: for each old position the new one, -1 where the mention is gone.
        fresh: by new position, which mentions are new.
    """

    old: Columns
    new: Columns
    moved: Whole
    fresh: Flags


def loosened(step: Step, facts_at: FactsAt, known: Rules, compared: Compared) -> Flags:
    """By new position: what must be joined anew. Everything else would come together exactly as it did.

    Args:
        step: what has changed.
        facts_at: gives facts.
        known: the pack's rules of joining.
        compared: what pairs score, by new position; pairs that no longer meet are forgotten there, those that meet only now are noted.
    """
    parted, met = _disturbed(step)
    parts = step.new.one["part"]
    facts = facts_at(np.unique(met))
    compared.forget(parted)
    binding = compared.of(met, facts, known) >= BRIDGE
    one, two = parts[met[:, 0]], parts[met[:, 1]]
    within = (one == two) & (one >= 0)
    touched = [
        step.old.one["part"][step.moved < 0],
        _within(parts, parted),
        one[within],
        one[binding],
        two[binding],
    ]
    return step.fresh | (np.isin(parts, np.unique(np.concatenate(touched))) & (parts >= 0))


def _within(parts: Whole, pairs: Whole) -> Whole:
    one, two = parts[pairs[:, 0]], parts[pairs[:, 1]]
    found: Whole = one[one == two]
    return found


def _disturbed(step: Step) -> tuple[Whole, Whole]:
    """Pairs that may no longer meet, and pairs that may meet only now; each an array of two columns of new positions."""
    ranks = step.old.rank(), step.new.rank()
    parted, met = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for kind in KINDS:
        (keys, members), (keys_now, members_now) = step.old.many[kind], step.new.many[kind]
        only = np.unique(np.concatenate([keys[step.moved[members] < 0], keys_now[step.fresh[members_now]]]))
        before, now = Blocks.of(keys, members, ranks[0], only), Blocks.of(keys_now, members_now, ranks[1], only)
        met.append(_new(now, step, kind))
        gone, come = _shifted(before, now, step, kind)
        parted.append(gone)
        met.append(come)
    size = step.new.size
    return _split(np.unique(np.concatenate(parted)), size), _split(np.unique(np.concatenate(met)), size)


def _split(codes: Whole, size: int) -> Whole:
    return np.stack([codes // size, codes % size], axis=1) if size else codes.reshape(0, 2)


def _new(now: Blocks, step: Step, kind: str) -> Whole:
    """The pairs in which a new mention meets another."""
    fresh = step.fresh[now.members]
    upto: Whole = np.cumsum(fresh)
    near = _near(now.place, upto - fresh.astype(np.int64), upto)
    return now.met(near, lambda one, two: (step.fresh[one] | step.fresh[two]) & fitting(step.new, kind, one, two))


def _shifted(before: Blocks, now: Blocks, step: Step, kind: str) -> tuple[Whole, Whole]:
    """Of the mentions that stayed: the pairs that were pushed out of each other's window, and those that were drawn into it."""
    stayed, stays = step.moved[before.members] >= 0, ~step.fresh[now.members]
    keys, members = now.keys[stays], now.members[stays]
    was, windows = before.place[stayed], before.window[stayed]
    place, window = now.place[stays], now.window[stays]
    if not len(keys):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    own = np.arange(len(keys)) - np.repeat(first, np.diff(np.concatenate([first, [len(keys)]])))
    pushed = was + place - 2 * own
    near = _near(own, pushed, pushed) | (window != windows)
    keys, members, was, windows, place, window = (a[near] for a in (keys, members, was, windows, place, window))
    parted, met = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for by in range(1, min(WINDOW + 1, len(keys))):
        keep = keys[:-by] == keys[by:]
        if not keep.any():
            break
        then = keep & (was[by:] - was[:-by] <= windows[:-by])
        today = keep & (place[by:] - place[:-by] <= window[:-by])
        for changed, out in ((then & ~today, parted), (today & ~then, met)):
            at = np.flatnonzero(changed)
            one, two = members[at], members[at + by]
            fit = fitting(step.new, kind, one, two)
            one, two = one[fit], two[fit]
            out.append(np.minimum(one, two) * step.new.size + np.maximum(one, two))
    return np.concatenate(parted), np.concatenate(met)


def _near(place: Whole, before: Whole, upto: Whole) -> Flags:
    """The entries that have something counted within a window of them, in their block.

    Args:
        place: of each entry, its place in its block.
        before: how many are counted before each entry.
        upto: the same with what is counted at the entry.
    """
    first = np.flatnonzero(place == 0)
    counts = np.diff(np.concatenate([first, [len(place)]]))
    last = np.repeat(counts - 1, counts)
    here = np.arange(len(place))
    near: Flags = upto[here + np.minimum(last - place, WINDOW)] != before[here - np.minimum(place, WINDOW)]
    return near

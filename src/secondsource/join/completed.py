"""Groups that give no date or no place of their own join the one group that fits them best.

The mean over all pairs holds a short mention (“the strike”) off an event that others tell at length: most pairs have nothing to compare. Its best
pair decides then, if no other group comes near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce

from .columns import Whole
from .compared import Scores, each, one_by_one
from .facts import Facts
from .held import Held

ATTACH_FROM = 2.8
"""Score of the best pair from which an incomplete group joins."""
MARGIN = 0.4
"""By how much the best group must beat the next."""


def completed(
    groups: Sequence[Sequence[int]],
    events: Sequence[Facts],
    summaries: Sequence[Held],
    pairs: Whole,
    scores: Scores,
    never: Whole,
) -> list[list[int]]:
    """The groups after every incomplete one has joined, in order of their first member.

    Args:
        groups: positions of mentions by event.
        events: the mentions.
        summaries: what each says of time and kind.
        pairs: the compared ones, an array of two columns, smaller position first.
        scores: theirs.
        never: pairs that contradict each other, an array of two columns.
    """
    where = {i: g for g, group in enumerate(groups) for i in group}
    best: dict[int, dict[int, float]] = defaultdict(dict)
    near = scores >= ATTACH_FROM - MARGIN
    for (i, j), score in zip(each(pairs[near]), one_by_one(scores[near]), strict=True):
        a, b = where[i], where[j]
        if a != b:
            best[a][b] = best[b][a] = max(score, best[a].get(b, score))
    wanted = sorted((g for g in best if _incomplete(groups[g], events)), key=lambda g: (len(groups[g]), g))
    foes = _foes(where, frozenset(wanted), never)
    merged: dict[int, int] = {}
    whole = {g: reduce(_both, (summaries[i] for i in group)) for g, group in enumerate(groups)}
    members = [list(group) for group in groups]
    # a report that tells both apart knows that they are two; a single report may speak of one event twice
    tellers = [{events[i].report for i in group} for group in groups]
    for g in wanted:
        if members[g] == []:
            continue
        options: dict[int, float] = {}
        for other, score in best[g].items():
            while other in merged:
                other = merged[other]
            if other != g:
                options[other] = max(score, options.get(other, score))
        ranked = sorted(options, key=lambda o: (-options[o], o))
        if not ranked or options[ranked[0]] < ATTACH_FROM:
            continue
        if len(ranked) > 1 and options[ranked[0]] - options[ranked[1]] < MARGIN:
            continue
        home = ranked[0]
        both = whole[g].plus(whole[home])
        if both is None or (g, home) in foes or (len(tellers[g]) > 1 and tellers[g] & tellers[home]):
            continue
        tellers[home] |= tellers[g]
        whole[home] = both
        members[home] += members[g]
        members[g] = []
        merged[g] = home
    return sorted((sorted(m) for m in members if m), key=lambda m: m[0])


def _foes(where: Mapping[int, int], wanted: frozenset[int], never: Whole) -> set[tuple[int, int]]:
    """Of these groups the others that they contradict."""
    if not wanted:
        return set()
    pairs = ((where[i], where[j]) for i, j in each(never))
    return {(g, other) for a, b in pairs for g, other in ((a, b), (b, a)) if g in wanted}


def _both(a: Held, b: Held) -> Held:
    return a.plus(b) or a


def _incomplete(group: Sequence[int], events: Sequence[Facts]) -> bool:
    members = [events[i] for i in group]
    return not any(f.dated and f.span_days is not None for f in members) or not any(f.place for f in members)

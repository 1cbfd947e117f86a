"""The runs of words of a case's texts, kept from one time to the next, so that a new text is looked up and not all are compared again.

Which texts meet in a run depends on their order. So the runs of what comes, goes or moves are looked up with all texts that hold them, the meetings in
these runs are counted before and after, and the difference is laid over what was counted before. That gives the pairs that counting all anew would.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from .shared import TEXTS, Numbers, Whole, indexed, least_runs, likeliest, meetings

_BITS = int(TEXTS)
_TEXT = np.uint64((1 << _BITS) - 1)
Pair = tuple[str, str]
"""The later and the earlier of two reports."""


def _whole() -> Whole:
    return np.empty(0, dtype=np.int64)


@dataclass
class Runs:
    """What is kept of the texts' runs.

    Args:
        least: words that two texts must share, see `candidates`.
        texts: report ids by the number of their text; None for one that is gone.
        keys: every run with the number of its text in the lower bits, sorted, each once.
        pairs: all that meet in enough runs, the later text's number above the earlier one's, sorted.
        counts: in how many runs they meet.
    """

    least: int
    texts: list[str | None] = field(default_factory=list)
    keys: Numbers = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    pairs: Whole = field(default_factory=_whole)
    counts: Whole = field(default_factory=_whole)

    def fill(self, reports: Sequence[str], texts: Iterable[str]) -> None:
        """Takes the texts of all reports, in order of publication."""
        self.texts = list(reports)
        keys, size = indexed(texts)
        keys.sort()
        fresh = np.ones(len(keys), dtype=bool)
        fresh[1:] = keys[1:] != keys[:-1]
        self.keys = keys[fresh]
        numbers, counts = meetings(self.keys, max(1, size))
        enough = counts >= least_runs(self.least)
        numbers = numbers[enough]
        self.pairs = numbers // max(1, size) << _BITS | numbers % max(1, size)
        self.counts = counts[enough]

    def change(
        self,
        gone: Collection[str],
        fresh: Sequence[str],
        text: Callable[[str], str],
        before: Mapping[str, int],
        now: Mapping[str, int],
    ) -> frozenset[str]:
        """Lets go of some reports and takes others in; gives all whose partners are others than before.

        Args:
            gone: reports that are no more, or whose text or place is another.
            fresh: reports that are new, and those of `gone` that are still there.
            text: gives a report's own text.
            before: the places of the reports in order of publication as they were.
            now: as they are.
        """
        away = np.array([n for n, r in enumerate(self.texts) if r in gone], dtype=np.int64)
        least = len(self.texts)
        mine = self._keys(fresh, text, np.arange(least, least + len(fresh)))
        lost = self.keys[np.isin(self.keys & _TEXT, away.astype(np.uint64))] if len(away) else self.keys[:0]
        held = _holding(self.keys, np.unique(np.concatenate([mine, lost]) >> TEXTS))
        left = held[~np.isin(held & _TEXT, away.astype(np.uint64))]
        old = Runs(self.least, self.texts, self.keys, self.pairs, self.counts)
        if len(lost):
            self.keys = np.delete(self.keys, np.searchsorted(self.keys, lost))
        self.keys = np.insert(self.keys, np.searchsorted(self.keys, mine), mine)
        self.texts = [None if r in gone else r for r in self.texts] + list(fresh)
        was = _counted(held, old.places(before))
        seen = _counted(np.concatenate([left, mine]), self.places(now))
        laters = self._lay_over(*_differing(was, seen), away, least, text, now)
        return frozenset(r for pair in old.chosen(laters, before) ^ self.chosen(laters, now) for r in pair)

    def places(self, order: Mapping[str, int]) -> Whole:
        """The place of every text in an order; -1 for what is not in it."""
        return np.array([order.get(r, -1) if r is not None else -1 for r in self.texts], dtype=np.int64)

    def chosen(self, laters: Collection[int] | None, order: Mapping[str, int]) -> set[Pair]:
        """The pairs that are worth aligning, of these later texts only; of all if None."""
        pairs, counts = self.pairs, self.counts
        if laters is not None:
            mask = np.isin(pairs >> _BITS, np.fromiter(laters, dtype=np.int64, count=len(laters)))
            pairs, counts = pairs[mask], counts[mask]
        places, size = self.places(order), max(1, len(order))
        later, earlier = pairs >> _BITS, pairs & int(_TEXT)
        which = likeliest(places[later] * size + places[earlier], counts, size)
        return {
            (str(self.texts[a]), str(self.texts[b]))
            for a, b in zip(later[which].tolist(), earlier[which].tolist(), strict=True)
        }

    def partners(self, reports: Set[str], order: Mapping[str, int]) -> set[Pair]:
        """The pairs worth aligning of which one is among the reports."""
        mine = np.array([n for n, r in enumerate(self.texts) if r in reports], dtype=np.int64)
        beside = self.pairs[np.isin(self.pairs & int(_TEXT), mine)] >> _BITS
        return {pair for pair in self.chosen({*mine.tolist(), *beside.tolist()}, order) if not reports.isdisjoint(pair)}

    def _keys(self, reports: Sequence[str], text: Callable[[str], str], numbers: Whole) -> Numbers:
        keys, _ = indexed(text(report) for report in reports)
        return np.unique(keys & ~_TEXT | numbers.astype(np.uint64)[(keys & _TEXT).astype(np.int64)])

    def _lay_over(
        self, pairs: Whole, more: Whole, away: Whole, least: int, text: Callable[[str], str], now: Mapping[str, int]
    ) -> set[int]:
        """Lays the differences over the counts; gives the later texts of all pairs that are counted otherwise.

        A pair that did not meet often enough to be kept and now meets more often is counted anew, with all pairs of its later text.
        """
        later, earlier = pairs >> _BITS, pairs & int(_TEXT)
        at = np.searchsorted(self.pairs, pairs)
        known = np.zeros(len(pairs), dtype=bool)
        inside = at < len(self.pairs)
        known[inside] = self.pairs[at[inside]] == pairs[inside]
        fresh = (later >= least) | (earlier >= least)
        unsure = np.unique(later[~known & ~fresh & (more > 0) & ~np.isin(later, away) & ~np.isin(earlier, away)])
        counts = self.counts.copy()
        counts[at[known]] += more[known]
        drop = np.isin(self.pairs >> _BITS, np.concatenate([away, unsure])) | np.isin(self.pairs & int(_TEXT), away)
        enough = least_runs(self.least)
        keep = ~drop & (counts >= enough)
        add = fresh & (more >= enough) & ~np.isin(later, unsure)
        anew, often = self._anew(unsure, text, now)
        laters = {*later[known].tolist(), *later[add].tolist(), *unsure.tolist(), *(self.pairs[drop] >> _BITS).tolist()}
        self.pairs = np.concatenate([self.pairs[keep], pairs[add], anew])
        self.counts = np.concatenate([counts[keep], more[add], often])
        order = np.argsort(self.pairs, kind="stable")
        self.pairs, self.counts = self.pairs[order], self.counts[order]
        return laters

    def _anew(self, texts: Whole, text: Callable[[str], str], now: Mapping[str, int]) -> tuple[Whole, Whole]:
        """The pairs of these later texts that meet often enough, and how often."""
        names = [str(self.texts[n]) for n in texts.tolist()]
        runs = np.unique(self._keys(names, text, texts) >> TEXTS)
        pairs, counts = _counted(_holding(self.keys, runs), self.places(now))
        mask = np.isin(pairs >> _BITS, texts) & (counts >= least_runs(self.least))
        return pairs[mask], counts[mask]


def _holding(keys: Numbers, runs: Numbers) -> Numbers:
    """All keys of these runs."""
    first = np.searchsorted(keys, runs << TEXTS)
    many = np.searchsorted(keys, runs << TEXTS | _TEXT, side="right") - first
    skipped = np.cumsum(many) - many
    at = np.arange(int(many.sum())) + np.repeat(first - skipped, many)
    found: Numbers = keys[at]
    return found


def _counted(keys: Numbers, places: Whole) -> tuple[Whole, Whole]:
    """The pairs of texts that meet in these runs, by their numbers, sorted, and how often each does."""
    size = int(places.max(initial=0)) + 1
    number = np.zeros(size, dtype=np.int64)
    there = np.flatnonzero(places >= 0)
    number[places[there]] = there
    placed = keys & ~_TEXT | places[(keys & _TEXT).astype(np.int64)].astype(np.uint64)
    placed.sort()
    found, counts = meetings(placed, size)
    pairs = number[found // size] << _BITS | number[found % size]
    order = np.argsort(pairs)
    return pairs[order], counts[order]


def _differing(was: tuple[Whole, Whole], now: tuple[Whole, Whole]) -> tuple[Whole, Whole]:
    """The pairs that meet more or less often than they did, and by how much."""
    pairs: npt.NDArray[np.int64] = np.concatenate([was[0], now[0]])
    more = np.concatenate([-was[1], now[1]])
    order = np.argsort(pairs, kind="stable")
    pairs, more = pairs[order], more[order]
    start = np.flatnonzero(np.diff(pairs, prepend=-1))
    if not len(start):
        return pairs, more
    more = np.add.reduceat(more, start)
    return pairs[start][more != 0], more[more != 0]

"""The claims of a case of which only a part has changed: what is joined anew is that part and its neighbourhood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..model import Claim, Kept, News, Stand
from ..subjects import Subject
from .columns import NEW, Columns, Flags, columns_of, spliced
from .compared import Compared
from .facts import Facts, Maker, Told
from .grouped import group
from .homes import house
from .kept import About, Held, load, save
from .loosened import Step, loosened
from .made import claim_of, numbered
from .rules import rules
from .settled import Settled, named_in, settled

_MENTIONS = 5_000
"""Mentions whose claims are made together: their readings are in memory at once."""


@dataclass(frozen=True, kw_only=True)
class Joined:
    """The claims of a case.

    Args:
        order: ids of all claims, in order.
        made: those that may be others than before, made as one walks through them.
        loosened: how many mentions were joined anew.
        mentions: how many there are.
    """

    order: Sequence[str]
    made: Iterator[Claim]
    loosened: int
    mentions: int


def again(news: News, stand: Stand, kept: Kept, pack: Subject) -> Joined:
    """The same claims as `join` makes of all readings, in the same order.

    What is kept holds for the claims only when all of `made` are written down.

    Args:
        news: what has changed.
        stand: what stands in the case.
        kept: what was kept when it was joined last; what is to be kept is put there.
        pack: the subject pack.
    """
    return _Again(news, stand, kept, pack).joined()


class _Again:
    def __init__(self, news: News, stand: Stand, kept: Kept, pack: Subject) -> None:
        self.news, self.stand, self.pack = news, stand, pack
        self.known, self.kept, self.held = rules(pack), kept, Held(kept)
        self.maker = Maker(pack, stand.outlets)

    def joined(self) -> Joined:
        found = None if self.news.whole else load(self.kept)
        old, about, before = found or (columns_of((), self.known), About((), ()), Compared(0))
        changed = self.news.reports if found else frozenset(self.stand.reports)
        if found and about.outlets != tuple(sorted(self.stand.outlets)):
            changed |= self._heard_otherwise(old, Maker(self.pack, about.outlets))
        step = self._step(old, changed)
        facts_at = partial(self.held.at, step.new)
        compared = before.moved(step.moved, step.new.size)
        loose = loosened(step, facts_at, self.known, compared) if found else step.fresh
        group(step.new, loose, facts_at, self.known, compared)
        house(step.new, facts_at)
        claims = settled(step.new, self.news.decisions, lambda at: [f.id for f in facts_at(at).values()])
        names = frozenset(named_in(self.news.decisions)) | frozenset(about.decided)
        wanted = _changed(step, claims, names)
        made_with = About(tuple(sorted(self.stand.outlets)), tuple(sorted(named_in(self.news.decisions))))
        save(self.kept, step.new, made_with, compared)
        firsts = step.new.one["name"][claims.members[claims.bounds[:-1]]]
        return Joined(
            order=[numbered(name) for name in firsts[claims.order].tolist()],
            made=self._claims(step.new, claims, [at for at in claims.order.tolist() if wanted[at]]),
            loosened=int(loose.sum()),
            mentions=step.new.size,
        )

    def _heard_otherwise(self, old: Columns, before: Maker) -> frozenset[str]:
        """The reports that name a source which sounds like another outlet now, or like one at all."""
        texts = old.tables.link.texts
        other = [at for at, text in enumerate(texts) if before.heard(text) != self.maker.heard(text)]
        links, members = old.many["links"]
        places = np.unique(old.report_at()[members[np.isin(links, other)]])
        return frozenset(old.reports[at][1] for at in places.tolist()) - self.news.gone

    def _step(self, old: Columns, changed: frozenset[str]) -> Step:
        away = changed | self.news.gone
        gone = np.fromiter((report in away for _, report in old.reports), dtype=bool, count=len(old.reports))
        self.held.drop(report for (_, report), leaves in zip(old.reports, gone.tolist(), strict=True) if leaves)
        fresh = columns_of(self._told(changed), self.known, old.tables)
        return Step(old, *spliced(old, gone, fresh))

    def _told(self, changed: frozenset[str]) -> Iterator[Sequence[Facts]]:
        """The facts of the changed reports, those of one report together."""
        wanted = (report for report in self.stand.reports if report in changed)
        made = (self.maker.of(reading) for reading in self.stand.readings(wanted))
        return self.held.put([f.light() for f in told] for told in made if told)

    def _claims(self, columns: Columns, claims: Settled, wanted: Sequence[int]) -> Iterator[Claim]:
        report_at, starts = columns.report_at(), columns.starts()
        for batch in _batches(wanted, claims):
            members = np.concatenate([claims.of(claim) for claim in batch])
            places = np.unique(report_at[members]).tolist()
            told: dict[int, list[Told]] = {}
            ids = [columns.reports[at][1] for at in places]
            for at, reading in zip(places, self.stand.readings(ids), strict=True):
                told[at] = self.maker.of(reading)
            for claim in batch:
                mine = claims.of(claim).tolist()
                yield claim_of(
                    [told[int(report_at[i])][i - int(starts[report_at[i]])] for i in mine], self.pack, self.known
                )


def _batches(wanted: Iterable[int], claims: Settled) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for claim in wanted:
        batch.append(claim)
        size += int(claims.bounds[claim + 1] - claims.bounds[claim])
        if size >= _MENTIONS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _changed(step: Step, claims: Settled, names: frozenset[int]) -> Flags:
    """By claim, whether it may be another than before: its mentions are others, or people decided about it, now or then."""
    starts, sizes = claims.bounds[:-1], np.diff(claims.bounds)
    if not len(starts):
        return np.empty(0, dtype=bool)
    stayed = step.moved >= 0
    home = np.full(step.new.size, NEW - 1, dtype=np.int64)
    home[step.moved[stayed]] = step.old.one["home"][stayed]
    mine = home[claims.members]
    low, high = np.minimum.reduceat(mine, starts), np.maximum.reduceat(mine, starts)
    labels, counts = np.unique(step.old.one["home"], return_counts=True)
    labels, counts = np.append(labels, NEW - 1), np.append(counts, 0)
    at = np.minimum(np.searchsorted(labels[:-1], high), len(labels) - 1)
    same = (low == high) & (labels[at] == high) & (counts[at] == sizes)
    named: Flags = np.isin(step.new.one["name"][claims.members[starts]], list(names))
    changed: Flags = ~same | claims.decided | named
    return changed

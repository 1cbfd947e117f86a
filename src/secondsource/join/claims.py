"""From readings to claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from ..model import Claim, Decision, Reading
from ..subjects import Subject
from .columns import Whole, columns_of
from .compared import Compared
from .facts import Told, facts
from .grouped import group
from .homes import house
from .made import claim_of
from .rules import rules
from .settled import settled

VERSION = "11"


def join(readings: Sequence[Reading], pack: Subject, decisions: Sequence[Decision] = ()) -> tuple[Claim, ...]:
    """The claims of all readings, sorted by the first mention of each; the order of the readings does not matter.

    Args:
        readings: what was read in each report.
        pack: the subject pack.
        decisions: merges and splits in force, in the order of the ledger.
    """
    known = rules(pack)
    by_id = {f.id: f for f in facts(readings, pack)}
    every = sorted(by_id.values(), key=lambda f: (f.order, f.id))
    columns = columns_of(_by_report(every), known)

    def at(positions: Whole) -> dict[int, Told]:
        return {i: every[i] for i in positions.tolist()}

    group(columns, np.ones(columns.size, dtype=bool), at, known, Compared(columns.size))
    house(columns, at)
    return tuple(
        claim_of([every[i] for i in members.tolist()], pack, known)
        for members in settled(columns, decisions, lambda positions: [every[i].id for i in positions.tolist()]).groups()
    )


def _by_report(every: Sequence[Told]) -> Iterator[list[Told]]:
    return (list(mine) for _, mine in groupby(every, key=lambda f: f.report))


def narrowed(
    claims: Sequence[Claim], readings: Sequence[Reading], pack: Subject, *, anew: bool = False
) -> tuple[Claim, ...]:
    """The claims as only these readings tell them, under the ids that they have; a claim of which nothing is left is dropped.

    Args:
        claims: of a whole case.
        readings: some of its readings, such as those that could be known on a day.
        pack: the subject pack.
        anew: make those anew too that lose nothing: which outlet a word in passing means can hang on what else the case holds.
    """
    known = rules(pack)
    by_id = {f.id: f for f in facts(readings, pack)}
    out = []
    for claim in claims:
        kept = sorted((by_id[m] for m in claim.mentions if m in by_id), key=lambda f: (f.order, f.id))
        if len(kept) == len(claim.mentions) and not anew:
            out.append(claim)
        elif kept:
            out.append(replace(claim_of(kept, pack, known), id=claim.id))
    return tuple(out)

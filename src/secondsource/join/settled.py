"""The claims as sets of mentions, with what people decided about them laid over what was joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..model import Decision, claim_id
from .columns import Columns, Flags, Whole
from .decided import decided

_NAME = re.compile(r"c[0-9a-f]{12}")
IdsOf = Callable[[Whole], Sequence[str]]
"""Gives the ids of the mentions at some positions."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The claims of a case.

    Args:
        members: positions of mentions, claim by claim, in order within each.
        bounds: by claim, where its members begin, and the end of all.
        order: the claims in order of their first mentions.
        decided: by claim, whether people decided anything about what it was made of.
    """

    members: Whole
    bounds: Whole
    order: Whole
    decided: Flags

    def of(self, claim: int) -> Whole:
        """The positions of the mentions of a claim."""
        return self.members[self.bounds[claim] : self.bounds[claim + 1]]

    def groups(self) -> Iterator[Whole]:
        """The mentions of each claim, the claims in order."""
        return (self.of(claim) for claim in self.order.tolist())


def named_in(decisions: Sequence[Decision]) -> frozenset[int]:
    """The numbers of all claims that the decisions name."""
    names = (name for d in decisions for name in (d.object, d.values.get("with", "")))
    return frozenset(int(name[1:], 16) for name in names if _NAME.fullmatch(name))


def settled(columns: Columns, decisions: Sequence[Decision], ids_of: IdsOf) -> Settled:
    """The claims from the homes of all mentions, and what people decided.

    Args:
        columns: of all mentions.
        decisions: those in force, in the order of the ledger.
        ids_of: gives the ids of mentions.
    """
    members = np.argsort(columns.one["home"], kind="stable")
    starts = np.flatnonzero(np.diff(columns.one["home"][members], prepend=-2))
    bounds = np.append(starts, columns.size)
    names = named_in(decisions)
    meant = np.isin(columns.one["name"][members[starts]], list(names)) if names else np.zeros(len(starts), dtype=bool)
    if meant.any():
        members, bounds, meant = _laid_over(members, bounds, meant, decisions, ids_of)
    return Settled(members, bounds, np.argsort(members[bounds[:-1]], kind="stable"), meant)


def _laid_over(
    members: Whole, bounds: Whole, meant: Flags, decisions: Sequence[Decision], ids_of: IdsOf
) -> tuple[Whole, Whole, Flags]:
    groups = [members[bounds[at] : bounds[at + 1]] for at in np.flatnonzero(meant).tolist()]
    positions = np.sort(np.concatenate(groups))
    ids = dict(zip(positions.tolist(), ids_of(positions), strict=True))
    order = {identifier: at for at, identifier in ids.items()}
    found = decided([[ids[i] for i in group.tolist()] for group in groups], decisions, claim_id, order)
    others = np.repeat(~meant, np.diff(bounds))
    sizes = [*np.diff(bounds)[~meant].tolist(), *(len(group) for group in found)]
    told = np.array([order[identifier] for group in found for identifier in group], dtype=np.int64)
    flags = np.arange(len(sizes)) >= (~meant).sum()
    return np.concatenate([members[others], told]), np.concatenate([[0], np.cumsum(sizes)]), flags

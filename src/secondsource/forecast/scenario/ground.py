"""What never changes in a run: which crew works where, in which class of papers, at what pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .values import Host, Preset

Array = npt.NDArray[Any]
LEAST = 2
"""Crews of a group at least: where there is room for workers at all, some may be sent."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Crews and groups of a preset. A group is a host with one class of papers; the crews of a group stand side by side.

    Args:
        hosts_named: codes of the hosts, in order.
        informal_group: `[groups]`, whether the papers are for something else than work.
        group_of: `[crews]`, the group of each.
        host_of_group: `[groups]`, the place of its host.
        member: `[crews, groups]`, 1 where a crew belongs to the group.
        size: `[1, groups]`, how many crews it has.
        wage, plan, keep, flight: `[1, crews]`, see `Host`.
        informal: `[1, crews]`, 1 in the informal class.
        openness, talk, enforcement: `[1, groups]`.
        swing: `[1, hosts]`.
        stock: `[groups, 3]`, workers at the start: low, likeliest, high.
    """

    hosts_named: tuple[str, ...]
    informal_group: Array
    group_of: Array
    host_of_group: Array
    member: Array
    size: Array
    wage: Array
    plan: Array
    keep: Array
    flight: Array
    informal: Array
    openness: Array
    talk: Array
    enforcement: Array
    swing: Array
    stock: Array

    @property
    def crews(self) -> int:
        """How many crews."""
        return len(self.group_of)

    @property
    def groups(self) -> int:
        """How many groups."""
        return len(self.host_of_group)

    @property
    def hosts(self) -> int:
        """How many hosts."""
        return len(self.hosts_named)

    def sum_by_group(self, values: Array) -> Array:
        """`[runs, groups]` sums of `[runs, crews]`."""
        sums: Array = values.astype(self.wage.dtype, copy=False) @ self.member
        return sums

    def sum_by_host(self, by_group: Array) -> Array:
        """`[runs, hosts]` sums of `[runs, groups]`; each host has two groups."""
        sums: Array = by_group.reshape(by_group.shape[0], self.hosts, 2).sum(2)
        return sums

    def broker(self, p: Any) -> Array:
        """Share of the pay that brokers and managers keep, by crew."""
        return p.broker + (p.broker_informal - p.broker) * self.informal  # type: ignore[no-any-return]


def laid(preset: Preset, hosts: Mapping[str, Host], kind: Any) -> Ground:
    """The ground of a preset.

    Args:
        preset: its stocks name the hosts; a host without workers may have a stock of 0, so that it can take some.
        hosts: by code.
        kind: the dtype of all numbers.
    """
    named = tuple(preset.stocks)
    own = [hosts[code] for code in named]
    shares = [(1 - host.informal, host.informal) for host in own]
    stock = np.array(
        [
            [share * end for end in (s.low, s.value, s.high)]
            for s, pair in zip(preset.stocks.values(), shares, strict=True)
            for share in pair
        ]
    )
    sizes = shared_out(stock[:, 1], preset.sites)
    group_of = np.repeat(np.arange(len(sizes)), sizes)
    host_of_group = np.repeat(np.arange(len(own)), 2)

    def by_crew(values: Sequence[float]) -> Array:
        return np.asarray(values, dtype=kind)[host_of_group][group_of][None, :]

    def by_group(values: Sequence[float]) -> Array:
        return np.asarray(values, dtype=kind)[host_of_group][None, :]

    informal = np.tile([False, True], len(own))
    return Ground(
        hosts_named=named,
        informal_group=informal,
        group_of=group_of,
        host_of_group=host_of_group,
        member=(group_of[:, None] == np.arange(len(sizes))).astype(kind),
        size=np.asarray(sizes, dtype=kind)[None, :],
        wage=by_crew([h.wage for h in own]),
        plan=by_crew([h.plan for h in own]),
        keep=by_crew([h.keep for h in own]),
        flight=by_crew([h.flight for h in own]),
        informal=informal[group_of].astype(kind)[None, :],
        openness=by_group([h.openness for h in own]),
        talk=by_group([h.talk for h in own]),
        enforcement=by_group([h.enforcement for h in own]),
        swing=np.asarray([[h.swing for h in own]], dtype=kind),
        stock=stock,
    )


def shared_out(weights: Array, total: int) -> list[int]:
    """Crews of each group: `LEAST` each, the rest by weight, the largest remainders first.

    >>> shared_out(np.array([3.0, 1.0, 0.0]), 10)
    [5, 3, 2]
    """
    count = len(weights)
    if total < LEAST * count:
        raise ValueError(f"A preset with {count // 2} hosts needs at least {LEAST * count} crews, and has {total}.")
    spare = total - LEAST * count
    known = float(weights.sum())
    rest = spare * weights / known if known > 1e-9 else np.full(count, spare / count)
    sizes = np.floor(rest).astype(int)
    sizes[np.argsort(-(rest - sizes), kind="stable")[: spare - int(sizes.sum())]] += 1
    return [int(size) + LEAST for size in sizes]

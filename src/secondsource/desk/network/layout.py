"""Puts the nodes of a network into columns, a column for each sort, so that few lines cross. The same network always gives the same picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.publish.layout import wrapped

from .graph import Network, Node, Sort

WIDTH = 1160.0
BOX = 206.0
_TOP = 40.0
_EDGE = 2.0
_LINE = 14.0
_BETWEEN = 10.0
_SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A node with its place in user units; `lines` are its name, wrapped."""

    node: Node
    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height at which its lines end."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its sort and where it begins."""

    sort: Sort
    x: float


def columns(network: Network) -> tuple[Column, ...]:
    """The columns there are, from left to right."""
    sorts = [sort for sort in Sort if any(node.sort is sort for node in network.nodes.values())]
    gap = (WIDTH - BOX - 2 * _EDGE) / max(len(sorts) - 1, 1)
    return tuple(Column(sort, round(_EDGE + n * gap, 1)) for n, sort in enumerate(sorts))


def place(network: Network, near: Iterable[tuple[str, str]] = ()) -> dict[str, Box]:
    """Where every node goes, by key; `near` are pairs of keys that should stand near each other without being joined."""
    stacks = {c.sort: [n for n in network.nodes.values() if n.sort is c.sort] for c in columns(network)}
    for stack in stacks.values():
        stack.sort(key=lambda node: (-len(node.claims), node.name, node.key))
    _untangle(network, stacks, tuple(near))
    lines = {key: wrapped(node.name, BOX - 18, 12, 2) for key, node in network.nodes.items()}
    tall = {s: sum(_height(lines[n.key]) + _BETWEEN for n in stack) for s, stack in stacks.items()}
    whole = max(tall.values(), default=0.0)
    out: dict[str, Box] = {}
    for column in columns(network):
        stack = stacks[column.sort]
        spare = (whole - tall[column.sort]) / max(len(stack), 1)
        y = _TOP + spare / 2
        for node in stack:
            height = _height(lines[node.key])
            out[node.key] = Box(node, column.x, round(y, 1), height, lines[node.key])
            y += height + _BETWEEN + spare
    return out


def _height(lines: tuple[str, ...]) -> float:
    return 13 + _LINE * (len(lines) + 1)


def _untangle(network: Network, stacks: dict[Sort, list[Node]], near: tuple[tuple[str, str], ...]) -> None:
    """Order each column by the middle of what its nodes are joined with, to and fro (the barycentre of Sugiyama 1981)."""
    beside = {key: [*network.beside(key)] for key in network.nodes}
    for one, other in near:
        beside[one].append(other)
        beside[other].append(one)
    for sweep in range(_SWEEPS):
        at = {n.key: (i + 0.5) / len(stack) for stack in stacks.values() for i, n in enumerate(stack)}
        order = list(stacks) if sweep % 2 == 0 else list(stacks)[::-1]
        for sort in order:
            middle = {
                n.key: sum(at[k] for k in found) / len(found) if (found := beside[n.key]) else at[n.key]
                for n in stacks[sort]
            }
            stacks[sort].sort(key=lambda n, middle=middle: (round(middle[n.key], 6), n.key))  # type: ignore[misc]
            at.update({n.key: (i + 0.5) / len(stacks[sort]) for i, n in enumerate(stacks[sort])})

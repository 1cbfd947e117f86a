"""The documents of a topic split into stories: two earthquakes, two arrests, told of in like words.

A topic of ECB+ holds two events of one kind, and a search for news brings up the same. What tells the stories apart is names and
numbers. Documents are split in two where the halves stand further apart than chance would have it: where the first eigenvalue of the
centred similarities rises high above the others (the gap by which a number of clusters is chosen, von Luxburg 2007, 8.3), by the sign of
its eigenvector and then by two-means, of which that sign is the relaxed solution (Ding and He 2004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .stems import stem_of, worded

if TYPE_CHECKING:
    from spacy.tokens import Doc

APART = (2.5, 3.5)
"""How many times the median the first eigenvalue must be for two stories, and for a part to be split again. Chosen on the developer part."""
LEAST = (12, 16)
"""Documents below which they, or a part, are one story: too few to tell."""
SMALLEST = 2
"""Documents of a story that is split off."""
NAMED = 2.0
"""What a name or number weighs beside another word."""
ROUNDS = 30
_SAME = 1e-9
"""An eigenvalue up to which documents do not differ: what is left is rounding, and another processor rounds otherwise."""

Floats = npt.NDArray[np.float64]


def stories(documents: Mapping[str, Sequence[Doc]], rarity: Mapping[str, float]) -> dict[str, int]:
    """The number of the story of each document of one topic.

    Args:
        documents: the parsed sentences of each.
        rarity: the weight of each stem.
    """
    names = sorted(documents)
    rows = _weighed([_bag(documents[name], rarity) for name in names])
    alike = rows @ rows.T
    found: list[list[int]] = []
    waiting = [(list(range(len(names))), APART[0], LEAST[0])]
    while waiting:
        group, apart, least = waiting.pop()
        halves = _halves(alike[np.ix_(group, group)], apart) if len(group) >= least else None
        if halves is None:
            found.append(group)
        else:
            waiting += [([group[k] for k in half], APART[1], LEAST[1]) for half in halves]
    return {names[k]: number for number, group in enumerate(sorted(found)) for k in group}


def _bag(sentences: Sequence[Doc], rarity: Mapping[str, float]) -> dict[str, float]:
    bag: dict[str, float] = {}
    for sentence in sentences:
        for token in worded(sentence):
            named = token.text[0].isdigit() or (token.text[0].isupper() and token.i > 0)
            word = stem_of(token)
            bag[word] = max(bag.get(word, 0.0), rarity[word] * (NAMED if named else 1.0))
    return bag


def _weighed(bags: Sequence[Mapping[str, float]]) -> Floats:
    """A row of length one for each document."""
    column = {word: k for k, word in enumerate(sorted({word for bag in bags for word in bag}))}
    rows = np.zeros((len(bags), len(column)))
    for row, bag in zip(rows, bags, strict=True):
        row[[column[word] for word in bag]] = list(bag.values())
    unit: Floats = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
    return unit


def _halves(alike: Floats, apart: float) -> list[list[int]] | None:
    """The two stories of some documents; None where they are one."""
    size = len(alike)
    centre = np.eye(size) - 1 / size
    inner = centre @ alike @ centre
    values, directions = np.linalg.eigh(inner)
    if values[-1] < max(apart * np.median(values[1:]), _SAME):
        return None
    side = directions[:, -1] > 0
    for _ in range(ROUNDS):
        if min(side.sum(), (~side).sum()) < SMALLEST:
            return None
        near, far = (
            np.diag(inner) - 2 * inner[:, part].mean(axis=1) + inner[np.ix_(part, part)].mean()
            for part in (side, ~side)
        )
        moved = near < far
        if (moved == side).all():
            break
        side = moved
    halves = sorted([np.flatnonzero(side).tolist(), np.flatnonzero(~side).tolist()])
    return halves if min(map(len, halves)) >= SMALLEST else None

"""Two mentions compared in seven ways, and what each way weighs.

The weights are a logistic regression's over the pairs of mentions of the developer part of ECB+ (`training/coreference.py`), each topic
counting the same; positive speaks for one event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .mentions import Mention

Matrix = npt.NDArray[np.float32]
Stories = npt.NDArray[np.int64]
Vectors = Callable[[Sequence[str]], Matrix]

WORDS = "words"
HEADS = "heads"
NEAR = "what stands near"
TOGETHER = "heads in one sentence"
SAID = "said, one word"
SAID_BY_ONE = "said, one subject"
SAID_BY_OTHERS = "said, other subjects"
COMPARISONS = (WORDS, HEADS, NEAR, TOGETHER, SAID, SAID_BY_ONE, SAID_BY_OTHERS)


class Fit(NamedTuple):
    """The weights of the comparisons, and the mean score from which groups become one."""

    weights: Mapping[str, float]
    join_from: float


WITH_VECTORS = Fit(
    {
        WORDS: 1.712,
        HEADS: 3.757,
        NEAR: 2.480,
        TOGETHER: -2.370,
        SAID: -1.406,
        SAID_BY_ONE: 1.586,
        SAID_BY_OTHERS: -1.006,
    },
    join_from=4.360,
)
"""Fitted on the developer part of ECB+ with the vectors of the shipped weights: 81.7 CoNLL on topics not learnt from, 81.6 on all."""
WORDS_ALONE = Fit(
    {
        WORDS: 1.259,
        HEADS: 3.076,
        NEAR: 2.845,
        TOGETHER: -2.519,
        SAID: -1.613,
        SAID_BY_ONE: 1.969,
        SAID_BY_OTHERS: -0.622,
    },
    join_from=3.591,
)
"""The same by stems, where there are no vectors: 80.0 on topics not learnt from, 80.3 on all."""

UNKNOWN = 3.0
"""The weight of a stem that no sentence holds."""


def scored(
    comparisons: Iterable[tuple[str, Matrix]], stories: Stories, weights: Mapping[str, float]
) -> npt.NDArray[np.float64]:
    """The weighted sum of the comparisons, (n, n); minus infinity between stories: their mentions are never of one event."""
    size = len(stories)
    total = np.zeros((size, size))
    for name, values in comparisons:
        total += weights[name] * values
    total[stories[:, None] != stories[None]] = -np.inf
    return total


def compared(
    mentions: Sequence[Mention], stories: Stories, rarity: Mapping[str, float], vectors: Vectors | None
) -> Iterator[tuple[str, Matrix]]:
    """The seven comparisons of the mentions of one topic, each (n, n), one after another: a large topic's need not stand together.

    Args:
        mentions: all of one topic.
        stories: the number of each one's story.
        rarity: the weight of each stem.
        vectors: as `coreference` takes them.
    """
    heads = _numbered([m.head for m in mentions])
    same = (heads[:, None] == heads[None]).astype(np.float32)
    if vectors is None:
        both, own = _shared([m.stems for m in mentions], rarity)
        yield WORDS, _share(both, np.maximum(own[:, None], own[None]))
        yield HEADS, same
    else:
        rows = vectors([m.words for m in mentions])
        yield WORDS, _cosines(rows)
        yield HEADS, _cosines(_means(rows, heads)[heads])
    both, own = _shared([m.near for m in mentions], rarity)
    yield NEAR, _share(both, np.sqrt(own[:, None] * own[None]))
    yield TOGETHER, _together(mentions, stories)
    says = np.array([m.says for m in mentions], dtype=np.float32)
    saying = says[:, None] * says[None]
    both, own = _shared([m.subject for m in mentions], rarity)
    known = (own[:, None] > 0) & (own[None] > 0)
    yield SAID, saying * same
    yield SAID_BY_ONE, saying * _share(both, np.minimum(own[:, None], own[None]))
    yield SAID_BY_OTHERS, saying * (known & (both <= 0))


def _together(mentions: Sequence[Mention], stories: Stories) -> Matrix:
    """How much more often than by chance the heads of two mentions meet in one sentence of their story, as a logarithm.

    Who tells of two things in one sentence, with two words, seldom means one event; two words for one event keep apart.
    """
    kinds = _numbered(list(zip(stories.tolist(), (m.head for m in mentions), strict=True)))
    sentences = _numbered([m.sentence for m in mentions])
    holds = np.zeros((kinds.max() + 1, sentences.max() + 1), dtype=np.float32)
    holds[kinds, sentences] = 1
    story = np.zeros(len(holds), dtype=np.int64)
    story[kinds] = stories
    told_in = np.zeros(holds.shape[1], dtype=np.int64)
    told_in[sentences] = stories
    size = np.bincount(told_in)[story]
    met, often = holds @ holds.T, holds.sum(axis=1)
    surplus = np.log((met + 0.5) / (often[:, None] * often[None] / size[:, None] + 0.5))
    np.fill_diagonal(surplus, 0.0)
    surplus[story[:, None] != story[None]] = 0.0
    together: Matrix = surplus[np.ix_(kinds, kinds)].astype(np.float32)
    return together


def _numbered(values: Sequence[object]) -> npt.NDArray[np.int64]:
    number: dict[object, int] = {}
    return np.array([number.setdefault(value, len(number)) for value in values], dtype=np.int64)


def _shared(sets: Sequence[frozenset[str]], rarity: Mapping[str, float]) -> tuple[Matrix, Matrix]:
    """The weight of what two sets have in common, (n, n), and of each set, (n)."""
    column = {word: k for k, word in enumerate(sorted({word for one in sets for word in one}))}
    rows = np.zeros((len(sets), len(column)), dtype=np.float32)
    for row, one in zip(rows, sets, strict=True):
        for word in one:
            row[column[word]] = rarity.get(word, UNKNOWN) ** 0.5
    both: Matrix = rows @ rows.T
    return both, np.diag(both).copy()


def _share(part: Matrix, whole: Matrix) -> Matrix:
    """One over the other; nothing of nothing is none."""
    share: Matrix = np.divide(part, np.maximum(whole, 1e-9), dtype=np.float32)
    return share


def _cosines(rows: Matrix) -> Matrix:
    unit = _share(rows, np.linalg.norm(rows, axis=1, keepdims=True))
    cosines: Matrix = unit @ unit.T
    return cosines


def _means(rows: Matrix, groups: npt.NDArray[np.int64]) -> Matrix:
    """The mean of the rows of each group."""
    total = np.zeros((groups.max() + 1, rows.shape[1]), dtype=np.float32)
    np.add.at(total, groups, rows)
    return _share(total, np.bincount(groups).astype(np.float32)[:, None])

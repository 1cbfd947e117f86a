"""Learns what each comparison of two mentions says of their being one event, and how well groups come out of it.

    python training/coreference.py --data ../shared/eval/data

Pairs of mentions of the developer part of ECB+ are compared as `secondsource.join.coreference` does; a logistic regression with a small
ridge penalty (`calibrate.regression`) weighs the comparisons. Two figures are printed: with the weights and the threshold learnt from
seven topics and tried on the eighth, for each topic in turn, and with those learnt from all. The choice of comparisons and the bars of
`stories.py` are not tried anew: they were settled on all eight, so that the first figure too is a little high. What it prints is written by hand into
`secondsource/join/coreference/compare.py`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from calibrate import regression

from secondsource.join.coreference.compare import COMPARISONS, Vectors, scored
from secondsource.join.coreference.linkage import merges
from secondsource.join.coreference.topics import Topic, topics
from secondsource.read.prose import english
from secondsource.read.tagger.encoder import load

THRESHOLDS = np.arange(-3, 2.01, 0.25)
"""Log odds from which groups are tried to be joined."""
NEIGHBOURS = 5
"""A threshold's worth is the mean of so many around it: one alone may be lucky."""


@dataclass(frozen=True)
class Told:
    """A topic with what is known of it: comparisons (n, n) by their names, and the true event of each mention."""

    topic: Topic
    compared: Mapping[str, np.ndarray]
    events: Sequence[str]

    def pairs(self) -> tuple[np.ndarray, np.ndarray]:
        """The comparisons of each pair of mentions, (pairs, comparisons), and whether it is of one event."""
        a, b = np.triu_indices(len(self.events), 1)
        events = np.array(self.events)
        return np.stack([self.compared[name][a, b] for name in COMPARISONS], axis=1), events[a] == events[b]

    def counts(self, constant: float, weights: Sequence[float], scorer: Any) -> np.ndarray:
        """What the scorer counts (see `conll`) at every threshold, (thresholds, 11)."""
        score = scored(self.compared.items(), self.topic.stories, dict(zip(COMPARISONS, weights, strict=True)))
        steps = list(merges(score + constant, THRESHOLDS[0]))
        key = scorer.clusters(dict(enumerate(self.events)))
        out = []
        for threshold in THRESHOLDS:
            label = list(range(len(self.events)))
            for mean, a, b in steps:
                if mean >= threshold:
                    label = [a if x == b else x for x in label]
            response = scorer.clusters(dict(enumerate(label)))
            twice = [*scorer.muc(key, response), *scorer.muc(response, key)]
            twice += [*scorer.b_cubed(key, response), *scorer.b_cubed(response, key)]
            out.append([*twice, scorer.ceaf_e(key, response), len(response), len(key)])
        return np.array(out, dtype=float)


def conll(counts: np.ndarray) -> np.ndarray:
    """The mean of MUC, B3 and CEAFe in per cent from their counts (..., 11), which add up over topics."""
    (a, b), (c, d), (e, f), (g, h), (both, told, true) = (
        counts[..., k].T for k in ([0, 1], [2, 3], [4, 5], [6, 7], [8, 9, 10])
    )
    return 100 / 3 * (_f(c / np.maximum(d, 1), a / np.maximum(b, 1)) + _f(g / h, e / f) + _f(both / told, both / true))


def _f(precision: np.ndarray, recall: np.ndarray) -> np.ndarray:
    return 2 * precision * recall / np.maximum(precision + recall, 1e-9)


def learnt(told: Iterable[Told]) -> tuple[float, list[float]]:
    """Constant and weights of the comparisons."""
    x, y = zip(*(one.pairs() for one in told), strict=True)
    return regression(np.concatenate(x), np.concatenate(y))


def best(counts: np.ndarray) -> int:
    """The number of the threshold that is best for the topics together; counts: (topics, thresholds, 11)."""
    figures = conll(counts.sum(axis=0))
    edge = NEIGHBOURS // 2
    return edge + int(np.convolve(figures, np.ones(NEIGHBOURS), "valid").argmax())


def report(told: Sequence[Told], scorer: Any) -> None:
    """Fit, try, print."""
    unseen = []
    for left_out in told:
        seen = [one for one in told if one is not left_out]
        fit = learnt(seen)
        k = best(np.stack([one.counts(*fit, scorer) for one in seen]))
        unseen.append(left_out.counts(*fit, scorer)[k])
    constant, weights = learnt(told)
    counts = np.stack([one.counts(constant, weights, scorer) for one in told])
    k = best(counts)
    print(
        f"  on topics not seen {conll(sum(unseen)):.1f} CoNLL, on those learnt from {conll(counts.sum(axis=0))[k]:.1f}"
    )
    for name, weight in zip(COMPARISONS, weights, strict=True):
        print(f"  {name}: {weight:.3f}")
    print(f"  join from {THRESHOLDS[k] - constant:.3f}")


def main() -> None:
    """With vectors, and without."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.data.parent / "scorers"))
    import coref as scorer

    rows = scorer.load(args.data, "dev")
    encoder = load()
    ways: dict[str, Vectors | None] = {"by stems alone": None}
    if encoder is not None:
        ways = {"with vectors": encoder.vectors, **ways}
    found = list(topics(rows, english().pipe))
    for name, vectors in ways.items():
        told = [Told(t, dict(t.compared(vectors)), [rows[k]["cluster"] for k in t.places]) for t in found]
        print(name)
        report(told, scorer)


if __name__ == "__main__":
    main()

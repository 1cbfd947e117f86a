"""Words that tell of an event, marked by the trained network: texts in, spans with a type and a probability out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from ...model import Span
from .network import opened
from .weights import EVENTS_MODEL, EventWeights, installed_events
from .windows import windows

PIECES = 160
"""Word pieces per window; the network was trained on stretches of up to about as many."""
LEAST = 0.05
"""Probability below which nothing is told of."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that may tell of an event of a type, with the probability of their surest piece."""

    span: Span
    type: str
    probability: float


class EventWords:
    """The trained network.

    Args:
        weights: what to load; its files are held against their digests, and WeightsDamaged is raised where one differs.
        threads: threads of one call; 1 suits a pool of processes.
    """

    def __init__(self, weights: EventWeights, threads: int = 1) -> None:
        self.session, self.tokenizer = opened(weights, EVENTS_MODEL, threads)
        self.types = weights.types

    def marks(self, text: str, stretches: Iterable[Span] | None = None) -> list[Marked]:
        """Words of a text that may tell of an event, in text order; words that may tell of two types come twice.

        Args:
            text: any text; spans are offsets into it.
            stretches: what of it to read, each for itself; all of it if None.
        """
        if stretches is None:
            stretches = [Span(0, len(text))] if text else []
        out: list[Marked] = []
        for stretch in stretches:
            for window in windows(stretch.of(text), self.tokenizer, PIECES):
                ids = np.array([window.ids], dtype=np.int64)
                features = np.array([window.features], dtype=np.int64)
                (scores,) = self.session.run(["types"], {"ids": ids, "features": features, "mask": np.ones_like(ids)})
                offsets = [(a + stretch.start, b + stretch.start) if b else (0, 0) for a, b in window.offsets]
                out += self._runs(text, offsets, scores[0])
        return sorted(out, key=lambda m: (m.span, m.type))

    def _runs(self, text: str, offsets: list[tuple[int, int]], scores: Any) -> Iterable[Marked]:
        exponents = np.exp(scores - scores.max(axis=-1, keepdims=True))
        probabilities = (exponents / exponents.sum(axis=-1, keepdims=True))[:, 1:]
        for number in np.flatnonzero(probabilities.max(axis=0) >= LEAST):
            run: list[tuple[int, int, float]] = []
            for (start, end), p in zip(offsets, probabilities[:, number].tolist(), strict=True):
                if p < LEAST or end <= start:
                    continue
                if run and text[run[-1][1] : start].strip():
                    yield self._mark(run, int(number))
                    run = []
                run.append((start, end, p))
            if run:
                yield self._mark(run, int(number))

    def _mark(self, run: list[tuple[int, int, float]], number: int) -> Marked:
        """The run without its unsure edges: pieces less than half as sure as the surest."""
        top = max(p for _, _, p in run)
        sure = [k for k, (_, _, p) in enumerate(run) if 2 * p >= top]
        kept = run[sure[0] : sure[-1] + 1]
        return Marked(Span(kept[0][0], kept[-1][1]), self.types[number], top)


def load_events(folder: str | None = None) -> EventWords | None:
    """The network of the weights in that folder, or of those in force (see `weights.installed_events`); None without weights.

    Loaded once per process. Raises WeightsDamaged.
    """
    weights = installed_events(folder)
    return _loaded(weights.folder, weights.id) if weights is not None else None


@lru_cache(maxsize=2)
def _loaded(folder: Path, _id: str) -> EventWords | None:
    weights = installed_events(str(folder))
    return EventWords(weights) if weights is not None else None

"""Runs the trained encoder with ONNX Runtime: texts in, scores out. No PyTorch is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ...model import Span
from .decode import Attribution, Scores, attributions, log_softmax
from .network import opened
from .weights import MODEL, Weights, WeightsDamaged, installed
from .windows import Window, windows

SECOND = 190
"""Word pieces per window of the second look."""
OUTPUTS = ("tags", "to_cue", "to_source", "value")
PIECES, WANTED = "pieces", "wanted"
"""The output and the input of the table of word pieces; one piece of text must be given with them, and is read in a millisecond."""
FIRST_WORD = 999
"""The id of the first piece of the BERT vocabulary that occurs in texts; those before are unused or special."""


class Scored(NamedTuple):
    """A window with its scores: tags (length, 7), pointers (length, length + 1), values of factuality (length, sets)."""

    window: Window
    tags: Scores
    to_cue: Scores
    to_source: Scores
    value: Scores


class Encoder:
    """The trained encoder.

    Args:
        weights: what to load; its files are held against their digests, and WeightsDamaged is raised where one differs.
        threads: threads of one call; 1 suits a pool of processes.
    """

    def __init__(self, weights: Weights, threads: int = 1) -> None:
        self.session, self.tokenizer = opened(weights, MODEL, threads)
        self.folder = weights.folder
        self.scales = weights.scales
        self.judge = weights.judge

    def score(self, window: Window) -> Scored:
        """The scores of a window. One at a time: a batch of them leaves the processor's cache and takes a fifth longer."""
        ids = np.array([window.ids], dtype=np.int64)
        features = np.array([window.features], dtype=np.int64)
        found = self.session.run(OUTPUTS, {"ids": ids, "features": features, "mask": np.ones_like(ids)})
        return Scored(window, *(scores[0] for scores in found))

    def vectors(self, words: Sequence[str]) -> Scores:
        """Vectors of words or phrases out of context, (words, size): the mean of their pieces, less the mean of the vocabulary.

        They are what the network starts from, looked up and not computed. What has no word piece gets zeros.

        Raises:
            WeightsDamaged: if the network was exported without its table of word pieces.
        """
        encoded = [one.ids for one in self.tokenizer.encode_batch(list(words), add_special_tokens=False)]
        known = sorted({piece for ids in encoded for piece in ids})
        row = {piece: k for k, piece in enumerate(known)}
        table = self._pieces(known) - self._middle
        out = np.zeros((len(encoded), table.shape[1]), dtype=np.float32)
        for k, ids in enumerate(encoded):
            if ids:
                out[k] = table[[row[piece] for piece in ids]].mean(axis=0)
        return out

    @cached_property
    def _middle(self) -> Scores:
        every: Scores = self._pieces(range(FIRST_WORD, self.tokenizer.get_vocab_size())).mean(axis=0)
        return every

    def _pieces(self, wanted: Sequence[int]) -> Scores:
        if PIECES not in {output.name for output in self.session.get_outputs()}:
            raise WeightsDamaged(self.folder, f"{MODEL} was exported without its table of word pieces")
        one = np.ones((1, 1), dtype=np.int64)
        asked = {"ids": one, "features": one, "mask": one, WANTED: np.array(wanted, dtype=np.int64)}
        found: Scores = self.session.run((PIECES,), asked)[0]
        return found

    def attributions(self, text: str, stretches: Iterable[Span] | None = None) -> list[Attribution]:
        """The attributions of a text, as character spans into it, in text order.

        Args:
            text: any text.
            stretches: what of it to read, each for itself; all of it if None.
        """
        if stretches is None:
            stretches = [Span(0, len(text))] if text else []
        found = []
        for stretch in stretches:
            for scored in self._twice(stretch.of(text)):
                offsets = [(a + stretch.start, b + stretch.start) if b else (0, 0) for a, b in scored.window.offsets]
                found += attributions(scored.tags, scored.to_cue, scored.to_source, offsets, self.judge)
        return sorted(found, key=lambda a: (a.content, a.cue))

    def _twice(self, text: str) -> list[Scored]:
        """The windows of a text with their scores, the tags averaged with those that smaller windows give: each sees other neighbours."""
        large = [self.score(window) for window in windows(text, self.tokenizer)]
        if len(large) == 1 and len(large[0].window.ids) <= SECOND:
            return large
        small: dict[tuple[int, int], Scores] = {}
        for window in windows(text, self.tokenizer, SECOND):
            small.update(zip(window.offsets, log_softmax(self.score(window).tags), strict=True))
        out = []
        for scored in large:
            other = np.array([small[place] for place in scored.window.offsets], dtype=np.float32)
            mean = np.asarray((log_softmax(scored.tags) + other) / 2, dtype=np.float32)
            out.append(scored._replace(tags=mean))
        return out


def load(folder: str | None = None) -> Encoder | None:
    """The encoder of the weights in that folder, or of those in force (see `weights.installed`); None without weights.

    Loaded once per process. Raises WeightsDamaged.
    """
    weights = installed(folder)
    return _loaded(weights.folder, weights.id) if weights is not None else None


@lru_cache(maxsize=2)
def _loaded(folder: Path, _id: str) -> Encoder | None:
    weights = installed(str(folder))
    return Encoder(weights) if weights is not None else None

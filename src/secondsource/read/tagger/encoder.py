"""Runs the trained encoder with ONNX Runtime: texts in, scores out. No PyTorch is needed.

The weights are one replaceable file, made by `training/`. Where it is missing there is no encoder, and the rules read alone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from .decode import Attribution, Scores, attributions
from .windows import Window, windows

HERE = Path(__file__).parent / "weights"
BATCH_PIECES = 2_000


@dataclass(frozen=True, slots=True)
class Scored:
    """A window with its scores, cut to its own length."""

    window: Window
    tags: Scores
    to_cue: Scores
    to_source: Scores
    value: Scores


class Encoder:
    """The trained encoder.

    Args:
        folder: holds `attribution.onnx` and `tokenizer.json`.
        threads: threads of one call; 1 suits a pool of processes.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = (folder / "attribution.onnx").read_bytes()
        self.digest = hashlib.sha256(model).hexdigest()
        self.session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def score(self, items: Sequence[Window]) -> list[Scored]:
        """Scores of windows, in their order; windows of like lengths go through together."""
        out: list[Scored | None] = [None] * len(items)
        order = sorted(range(len(items)), key=lambda i: len(items[i].ids))
        while order:
            group = [order.pop()]
            longest = len(items[group[0]].ids)
            while order and (len(group) + 1) * longest <= BATCH_PIECES:
                group.append(order.pop())
            ids = np.zeros((len(group), longest), dtype=np.int64)
            features = np.full((len(group), longest), 3, dtype=np.int64)
            mask = np.zeros((len(group), longest), dtype=np.int64)
            for row, i in enumerate(group):
                size = len(items[i].ids)
                ids[row, :size], features[row, :size], mask[row, :size] = items[i].ids, items[i].features, 1
            tags, cue, source, value = self.session.run(None, {"ids": ids, "features": features, "mask": mask})
            for row, i in enumerate(group):
                size = len(items[i].ids)
                columns = [*range(size), longest]
                out[i] = Scored(
                    items[i],
                    tags[row, :size],
                    cue[row, :size][:, columns],
                    source[row, :size][:, columns],
                    value[row, :size],
                )
        return [one for one in out if one is not None]

    def attributions(self, text: str) -> list[Attribution]:
        """The attributions of a text, as character spans into it, in text order."""
        found = [
            a
            for s in self.score(windows(text, self.tokenizer))
            for a in attributions(s.tags, s.to_cue, s.to_source, s.window.offsets)
        ]
        return sorted(found, key=lambda a: (a.content, a.cue))


@lru_cache(maxsize=2)
def load(folder: str | None = None) -> Encoder | None:
    """The encoder in that folder, the one named by SECONDSOURCE_WEIGHTS, or the one beside this file; None without weights."""
    place = Path(folder or os.environ.get("SECONDSOURCE_WEIGHTS") or HERE)
    if not (place / "attribution.onnx").is_file():
        return None
    return Encoder(place)

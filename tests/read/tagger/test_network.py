"""Networks are stored in eight bits and reckon in floats: what comes out is what the file says, on every processor."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from secondsource.read.tagger.network import opened
from secondsource.read.tagger.weights import EVENTS_MODEL, MODEL, installed, installed_events

pytestmark = pytest.mark.skipif(
    installed() is None or installed_events() is None, reason="the trained weights are left out here"
)


@pytest.mark.parametrize(
    ("of", "model", "outputs"), [(installed, MODEL, ["tags", "value"]), (installed_events, EVENTS_MODEL, ["types"])]
)
def test_what_comes_out_is_what_the_graph_says_word_for_word(of, model, outputs):
    weights = of()
    session, tokenizer = opened(weights, model)
    text = (
        "Dozens of builders stopped work on Monday, a foreman told the paper, because no wages had been paid since March. "
        * 6
    )
    ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
    given = {"ids": ids, "features": np.zeros_like(ids), "mask": np.ones_like(ids)}
    plain = onnxruntime.SessionOptions()
    plain.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    plain.log_severity_level = 3
    bare = onnxruntime.InferenceSession(str(weights.whole(model)), plain, providers=["CPUExecutionProvider"])
    for found, wanted in zip(session.run(outputs, given), bare.run(outputs, given), strict=True):
        assert np.abs(found - wanted).max() < 1e-3

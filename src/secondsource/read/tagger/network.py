"""Opens a trained network with its tokenizer: a folder of weights in, what ONNX Runtime runs out."""

from __future__ import annotations

from typing import Any

import onnxruntime
from tokenizers import Tokenizer

from .weights import TOKENS, Files, WeightsDamaged


def opened(weights: Files, network: str, threads: int = 1) -> tuple[Any, Any]:
    """The network (an ONNX Runtime session on the processor) and its tokenizer, checked before against their digests.

    Args:
        weights: the folder.
        network: the name of the network's file in it.
        threads: threads of one call; 1 suits a pool of processes.

    Raises WeightsDamaged where a file is missing, differs from its digest, or cannot be read as what it should be.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Else the runtime rounds what goes into each product to eight bits too, as its processor can: another answer on every machine, and no sooner.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    model, tokens = str(weights.whole(network)), str(weights.whole(TOKENS))
    try:
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return session, Tokenizer.from_file(tokens)
    except Exception as error:
        raise WeightsDamaged(weights.folder, str(error)) from error

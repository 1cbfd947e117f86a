"""Writes the trained network as ONNX with weights stored in eight bits, with the tokenizer and a manifest of digests beside it.

    python training/export.py --state training/out/pass-*.pt --start DIR_WITH_MINILM --out DIR

Stored so, the file is a quarter of the size and loses nothing measurable; eight-bit sums at run time would be twice as fast and lose
0.3 points of LINK F1, and more on processors without VNNI.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from network import SETS, Network
from onnx import helper, numpy_helper
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import BertConfig

from secondsource.read.tagger.weights import MANIFEST, MODEL, TOKENS

SMALL = 10_000
"""Numbers in a table of weights below which it stays as it is."""
WORDS = "encoder.embeddings.word_embeddings.weight"
"""What the table of the word pieces' vectors is called in the graph."""


def main() -> None:
    """Export, quantise, and print what was written with its digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True, nargs="+", help="states of several passes are averaged")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="minilm-l6-attribution", help="what the weights are called")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    config = BertConfig.from_json_file(args.start / "config.json")
    config._attn_implementation = "eager"
    net = Network(config)
    net.load_state_dict(averaged(args.state))
    pairs = {name: {0: "batch", 1: "length", 2: "length_and_none"} for name in ("to_cue", "to_source")}
    onnx.save(with_pieces(stored(net, ("tags", "to_cue", "to_source", "value"), pairs)), args.out / MODEL)
    slim_tokenizer(args.start / "tokenizer.json", args.out / TOKENS)
    manifest = {
        "name": args.name,
        "scales": SETS,
        "sha256": {file: hashlib.sha256((args.out / file).read_bytes()).hexdigest() for file in (MODEL, TOKENS)},
    }
    (args.out / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(manifest, indent=2))


def stored(
    net: torch.nn.Module, outputs: tuple[str, ...], axes: dict[str, dict[int, str]] | None = None
) -> onnx.ModelProto:
    """A network of ids, features and mask as ONNX with its weights in eight bits.

    Args:
        net: the network.
        outputs: the names of what it returns.
        axes: names of the open dimensions of those outputs that have others than batch and length.
    """
    net.eval()
    ids = torch.randint(5, 1000, (2, 40))
    with tempfile.TemporaryDirectory() as folder:
        full, ready = Path(folder) / "full.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            net,
            (ids, torch.zeros_like(ids), torch.ones_like(ids)),
            full,
            input_names=["ids", "features", "mask"],
            output_names=list(outputs),
            dynamic_axes={name: {0: "batch", 1: "length"} for name in ("ids", "features", "mask", *outputs)}
            | (axes or {}),
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(full, ready, skip_symbolic_shape=True)
        return eight_bit(onnx.load(ready))


def eight_bit(model: onnx.ModelProto) -> onnx.ModelProto:
    """The model with its large weights as eight-bit whole numbers and a scale per column (per row for the tables that are looked up).

    Only what is stored is in eight bits. The runtime turns it into floats when it loads the file, so that every processor comes to the
    same sums, those too that would saturate eight-bit products.
    """
    graph = model.graph
    tables = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.ndim != 2 or values.size < SMALL:
            continue
        axis = 0 if tensor.name in tables else 1
        scale = np.maximum(np.abs(values).max(axis=1 - axis), 1e-12) / 127
        whole = np.round(values / np.expand_dims(scale, 1 - axis)).astype(np.int8)
        stored, scaled = f"{tensor.name} in eight bits", f"{tensor.name} scale"
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(whole, stored))
        scale = scale.astype(np.float32)
        graph.initializer.append(numpy_helper.from_array(scale[:, None] if axis == 0 else scale, scaled))
        if axis == 1:
            graph.node.insert(0, helper.make_node("DequantizeLinear", [stored, scaled], [tensor.name], axis=axis))
            continue
        for node in [n for n in graph.node if n.op_type == "Gather" and n.input[0] == tensor.name]:
            at = list(graph.node).index(node)
            graph.node.remove(node)
            for k, part in enumerate(rows_of(tensor.name, node.input[1], node.output[0])):
                graph.node.insert(at + k, part)
    return model


def rows_of(table: str, which: str, out: str) -> list[onnx.NodeProto]:
    """Nodes that look rows up in a table stored in eight bits and multiply each by its scale.

    DequantizeLinear before the look-up would come to the same, and turn all of the table into floats at every call.
    """
    codes, numbers, scale = f"{out} in eight bits", f"{out} unscaled", f"{out} scale"
    return [
        helper.make_node("Gather", [f"{table} in eight bits", which], [codes], name=codes, axis=0),
        helper.make_node("Cast", [codes], [numbers], name=numbers, to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", [f"{table} scale", which], [scale], name=scale, axis=0),
        helper.make_node("Mul", [numbers, scale], [out], name=out),
    ]


def with_pieces(model: onnx.ModelProto, table: str = WORDS) -> onnx.ModelProto:
    """The model with one more output, `pieces`: the vectors of the word pieces that the input `wanted` lists.

    The input may be left out, and costs nothing then: it has a value of its own, one piece.
    """
    graph = model.graph
    size = next(tensor.dims[1] for tensor in graph.initializer if tensor.name == f"{table} in eight bits")
    graph.input.append(helper.make_tensor_value_info("wanted", onnx.TensorProto.INT64, ["wanted"]))
    graph.initializer.append(numpy_helper.from_array(np.zeros(1, np.int64), "wanted"))
    graph.node.extend(rows_of(table, "wanted", "pieces"))
    graph.output.append(helper.make_tensor_value_info("pieces", onnx.TensorProto.FLOAT, ["wanted", size]))
    return model


def averaged(files: list[Path]) -> dict[str, torch.Tensor]:
    """The mean of the networks of several passes (stochastic weight averaging, Izmailov et al. 2018)."""
    nets = [torch.load(file, weights_only=True)["net"] for file in files]
    return {
        name: torch.stack([net[name] for net in nets]).mean(dim=0) if first.is_floating_point() else first
        for name, first in nets[0].items()
    }


def slim_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer without padding and truncation, as compact JSON."""
    data = json.loads(source.read_text(encoding="utf-8"))
    data["padding"] = data["truncation"] = None
    target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Writes the network that marks words which tell of an event as ONNX, with the tokenizer and a manifest of digests beside it.

python training/export_triggers.py --state training/out/triggers/pass-*.pt --start DIR_WITH_MINILM --out DIR
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import onnx
import torch
from export import averaged, slim_tokenizer, stored
from transformers import BertConfig
from triggers import Triggers

from secondsource.read.tagger.weights import EVENTS_MODEL, MANIFEST, TOKENS


def main() -> None:
    """Export, and print what was written with its digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--state", type=Path, required=True, nargs="+", help="states of several passes are averaged")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="minilm-events", help="what the weights are called")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    last = torch.load(args.state[-1], weights_only=True)
    config = BertConfig.from_json_file(args.start / "config.json")
    config._attn_implementation = "eager"
    net = Triggers(config, len(last["types"]), last["layers"])
    net.load_state_dict(averaged(args.state))
    onnx.save(stored(net, ("types",)), args.out / EVENTS_MODEL)
    slim_tokenizer(args.start / "tokenizer.json", args.out / TOKENS)
    digests = {file: hashlib.sha256((args.out / file).read_bytes()).hexdigest() for file in (EVENTS_MODEL, TOKENS)}
    manifest = {"name": args.name, "types": last["types"], "sha256": digests}
    (args.out / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({**manifest, "types": len(last["types"])}, indent=2))


if __name__ == "__main__":
    main()

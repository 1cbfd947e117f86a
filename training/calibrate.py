"""Measures what the reader's confidences are worth and writes that into the manifest beside the weights.

    python training/calibrate.py --data ../shared/eval/data --weights DIR

Every second document of PolNeAR's developer part is read; the raw confidences are mapped to shares of right attributions by isotonic
regression (pool adjacent violators, Zadrozny and Elkan 2002). The evaluation measures reliability on the other documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from evaluation.reliability import Pair, judged  # noqa: E402
from secondsource.read.tagger.encoder import Encoder  # noqa: E402
from secondsource.read.tagger.weights import MANIFEST, installed  # noqa: E402

STEPS = 9


def knots(pairs: list[Pair], steps: int = STEPS) -> list[tuple[float, float]]:
    """A rising line through (raw confidence, share that is right): groups of equal size, pooled where the share would fall."""
    ordered = sorted(pairs)
    size = max(1, len(ordered) // steps)
    groups = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    if len(groups) > 1 and len(groups[-1]) < size:
        groups[-2:] = [groups[-2] + groups[-1]]
    pooled: list[list[Pair]] = []
    for group in groups:
        pooled.append(group)
        while len(pooled) > 1 and _share(pooled[-1]) <= _share(pooled[-2]):
            pooled[-2:] = [pooled[-2] + pooled[-1]]
    return [(round(sum(raw for raw, _ in g) / len(g), 4), round(_share(g), 4)) for g in pooled]


def _share(group: list[Pair]) -> float:
    return sum(right for _, right in group) / len(group)


def main() -> None:
    """Read, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.data.parent / "scorers"))
    import attribution as scorer

    weights = installed(str(args.weights))
    if weights is None:
        raise SystemExit(f"there are no weights in {args.weights}")
    encoder = Encoder(replace(weights, calibration=()), threads=2)
    texts, predicted = scorer.load(args.data, "dev")[::2], []
    for doc in texts:
        found = encoder.attributions(doc["text"])
        predicted.append(
            {
                "doc": doc["doc"],
                "attributions": [
                    {"source": list(a.source), "content": list(a.content), "confidence": a.confidence} for a in found
                ],
            }
        )
    pairs = [pair for document in judged(texts, texts, predicted) for pair in document]
    manifest = json.loads((args.weights / MANIFEST).read_text(encoding="utf-8"))
    manifest["calibration"] = knots(pairs)
    (args.weights / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(len(pairs), manifest["calibration"])


if __name__ == "__main__":
    main()

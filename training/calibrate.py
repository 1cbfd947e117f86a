"""Learns how far the reader's attributions can be trusted, and writes that into the manifest beside the weights.

    python training/calibrate.py --data ../shared/eval/data --weights DIR

Every second document of PolNeAR's developer part is read, leaning towards finding too much. A logistic regression with a small
ridge penalty on what the network is sure of (`decode.EVIDENCE`) then says how likely each attribution is right, as the scorer's
LINK counts. The evaluation measures reliability on the other documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from evaluation.reliability import judged  # noqa: E402
from secondsource.read.tagger.decode import EVIDENCE, Judge  # noqa: E402
from secondsource.read.tagger.encoder import Encoder  # noqa: E402
from secondsource.read.tagger.weights import MANIFEST, installed  # noqa: E402

RIDGE = 3.0
LEAST = 0.35
"""Probability from which an attribution is told. F1 is highest where it is about half of that F1 (Lipton et al. 2014); a little less
keeps more of the words."""


def regression(evidence: list[tuple[float, ...]], right: list[bool]) -> tuple[float, list[float]]:
    """Constant and weights of a logistic regression by Newton's method; the penalty is on standardised weights."""
    x, y = np.array(evidence), np.array(right, dtype=float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = np.hstack([np.ones((len(x), 1)), (x - mean) / spread])
    ridge = RIDGE * np.eye(z.shape[1])
    ridge[0, 0] = 0
    w = np.zeros(z.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        w -= np.linalg.solve(z.T @ (z * (p * (1 - p))[:, None]) + ridge, z.T @ (p - y) + ridge @ w)
    weights = w[1:] / spread
    return float(w[0] - weights @ mean), [float(v) for v in weights]


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
    judge = Judge()
    encoder = Encoder(replace(weights, judge=judge), threads=2)
    texts, predicted, evidence = scorer.load(args.data, "dev")[::2], [], []
    for doc in texts:
        found = encoder.attributions(doc["text"])
        evidence += [a.evidence for a in found]
        rows = [{"source": a.source, "content": a.content, "confidence": a.confidence} for a in found]
        predicted.append({"doc": doc["doc"], "attributions": rows})
    right = [is_right for document in judged(texts, texts, predicted) for _, is_right in document]
    constant, learnt = regression(evidence, right)
    manifest = json.loads((args.weights / MANIFEST).read_text(encoding="utf-8"))
    manifest["judge"] = {
        "lean": judge.lean,
        "constant": round(constant, 4),
        "weights": {name: round(weight, 4) for name, weight in zip(EVIDENCE, learnt, strict=True)},
        "least": LEAST,
    }
    (args.weights / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(len(right), sum(right), json.dumps(manifest["judge"], indent=2))


if __name__ == "__main__":
    main()

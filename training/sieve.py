"""Fits what each family of words weighs in the relevance sieve: one command, fixed seed, half a minute.

    python training/sieve.py --shared ../shared --out src/secondsource/bulk/sieve/weights.json

It reads the shared stories that are not held out, texts of other subjects, and invented texts that come near; `evaluation/sieve_corpus.py` says which.
It prints how each story comes out when nothing is learnt from it, and chooses the threshold by that.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from evaluation.sieve_corpus import Text, background, near, stories
from secondsource.bulk.sieve import Sieve
from secondsource.bulk.sieve.features import NEAR, Features, names_of
from secondsource.bulk.sieve.lexicon import AGAINST, families, told_by
from secondsource.bulk.sieve.weights import Weights
from secondsource.subjects import load

SEED = 20160607
FOLDS = 5
STEPS, RATE, DECAY = 4000, 2.0, 1e-3
CUT = 400
"""Characters of the body in the short form of a wanted text, which is learnt from beside the long one."""
CHOOSE = 50
"""Steps after which it is asked anew which stretch of a text is its best."""
SHARE = 0.0275
"""Of the texts of other subjects, the share that may be kept: the threshold stands as low as this allows, as a report missed costs more than one read in
vain."""
Rows = np.ndarray


@dataclass(frozen=True, slots=True)
class Example:
    """Features of a text and whether it is wanted; several rows where it is looked at in stretches."""

    text: Text
    rows: Rows
    weight: float = 1.0


def examples(sieve: Sieve, texts: Iterable[Text], names: Sequence[str]) -> list[Example]:
    """Every text that passes the gate, a wanted one in three forms."""
    out = []
    for text in texts:
        forms = [text, text.cut(CUT), text.headline()] if text.wanted else [text]
        for number, form in enumerate(forms):
            found = sieve.features(form.text, form.title)
            if found:
                out.append(Example(text, _rows(found, names), 1.0 if number == 0 else 0.3))
    return out


def fit(every: Sequence[Example], names: Sequence[str]) -> tuple[np.ndarray, float]:
    """Weights, none below nothing but that of `against`, and the constant, by the steepest way down; both classes weigh the same, and the best stretch of a text counts."""
    rows = np.vstack([e.rows for e in every])
    starts = np.cumsum([0, *(len(e.rows) for e in every[:-1])])
    owner = np.repeat(np.arange(len(every)), [len(e.rows) for e in every])
    weights, constant = np.zeros(rows.shape[1]), 0.0
    least = np.array([-np.inf if name == AGAINST else 0.0 for name in names])
    wanted = np.array([e.text.wanted for e in every])
    share = np.array([e.weight for e in every])
    share = np.where(wanted, share / share[wanted].sum(), share / share[~wanted].sum()) / 2
    for step in range(STEPS):
        if step % CHOOSE == 0:
            sums = rows @ weights
            top = sums >= np.maximum.reduceat(sums, starts)[owner]
            best = rows[top][np.unique(owner[top], return_index=True)[1]]
        error = share * (1 / (1 + np.exp(-(best @ weights + constant))) - wanted)
        weights = np.maximum(weights - RATE * (best.T @ error + DECAY * weights), least)
        constant -= RATE * float(error.sum())
    return weights, constant


def without_each(every: Sequence[Example], names: Sequence[str]) -> list[tuple[float, Text]]:
    """The sum of each whole text when neither its story nor its fold was learnt from, lowest first."""
    rng = np.random.default_rng(SEED)
    fold = {id(e.text): int(n) for e, n in zip(every, rng.integers(0, FOLDS, len(every)), strict=True)}
    groups = sorted({e.text.group for e in every if e.text.wanted})
    out: dict[str, tuple[float, Text]] = {}
    for number, group in enumerate(groups):
        left = [e for e in every if (e.text.group == group if e.text.wanted else fold[id(e.text)] == number % FOLDS)]
        gone = set(map(id, left))
        weights, constant = fit([e for e in every if id(e) not in gone], names)
        for e in left:
            if e.weight == 1.0:
                out.setdefault(e.text.id, (float((e.rows @ weights).max()) + constant, e.text))
    return sorted(out.values(), key=lambda pair: pair[0])


def _rows(found: Iterable[Features], names: Sequence[str]) -> Rows:
    return np.array([[features.get(name, 0.0) for name in names] for features in found])


def _sigmoid(value: float) -> float:
    return float(1 / (1 + np.exp(-value)))


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, required=True, help="the folder with stories/ and eval/")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    pack = load()
    words = families(pack)
    sieve = Sieve(words, told_by(pack).get("stems", ()), pack.languages, Weights({}, 0.0, 0.0))
    names = names_of(list(words))
    texts = [t for t in (*stories(args.shared), *background(args.shared), *near()) if t.half == "train"]
    every = examples(sieve, texts, names)
    passed = {e.text.id for e in every}
    for text in texts:
        if text.wanted and text.id not in passed:
            print(f"stopped by the gate: {text.group} {text.id}")
    ranked = without_each(every, names)
    lowest = [pair for pair in ranked if pair[1].wanted]
    others = [pair for pair in reversed(ranked) if not pair[1].wanted]
    number = int(SHARE * sum(not t.wanted for t in texts))
    threshold = (others[number - 1][0] + others[number][0]) / 2
    print("lowest of the wanted:", *(f"\n  {value:.2f} {t.group} {t.id}" for value, t in lowest[:8]))
    print("highest of the others:", *(f"\n  {value:.2f} {t.group} {t.title or t.id}" for value, t in others[:25]))
    kept = sum(value >= threshold for value, _ in lowest)
    print(
        f"threshold {threshold:.2f}: keeps {kept} of {sum(t.wanted for t in texts)} wanted, {number} others; the lowest is {lowest[0][0] - threshold:.2f} above"
    )
    weights, constant = fit(every, names)
    told = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.0005}
    found = {"weights": told, "constant": round(constant, 3), "threshold": round(_sigmoid(threshold), 4)}
    args.out.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1, sort_keys=True), f"({len(names)} features, those near a name begin with {NEAR})")


if __name__ == "__main__":
    main()

"""Whether confidences mean what they say: of the attributions given with about 0.8, are about 80 in a hundred right?

Right is what the attribution scorer's LINK counts: a content that shares at least half of its words with one of the gold's (Dice),
and a source that does, or none on both sides. Bins and expected calibration error as in Guo et al. (2017).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from .lines import Row

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:[’'\-]\w+)*")
EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

Pair = tuple[float, bool]
"""A confidence, and whether the attribution was right."""


def judged(texts: Iterable[Row], gold: Iterable[Row], predicted: Iterable[Row]) -> list[list[Pair]]:
    """Per document its attributions' confidences, each with whether it was right. The rows are the scorer's inputs and gold and our predictions."""
    text_of = {row["doc"]: row["text"] for row in texts}
    gold_of = {row["doc"]: row["attributions"] for row in gold}
    out = []
    for row in predicted:
        text = text_of[row["doc"]]
        wanted = [_words(text, one) for one in gold_of[row["doc"]]]
        given = [(_words(text, one), float(one.get("confidence", 1.0))) for one in row["attributions"]]
        out.append(_matched(wanted, given))
    return out


def table(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Per bin how many there are, their mean confidence and the share that is right; the expected calibration error over all."""
    rows = []
    for low, high in pairwise(EDGES):
        inside = [(sure, right) for sure, right in pairs if low <= sure < high or (high == 1.0 and sure == 1.0)]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            rows.append(
                {"from": low, "to": high, "number": len(inside), "confidence": round(mean, 3), "right": round(share, 3)}
            )
    error = sum(row["number"] * abs(row["confidence"] - row["right"]) for row in rows) / max(1, len(pairs))
    return {"bins": rows, "expected calibration error": round(error, 3)}


def words_in(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Where the words begin that lie in spans of a text, in whole or in part."""
    return frozenset(m.start() for m in _WORD.finditer(text) if any(m.start() < b and m.end() > a for a, b in spans))


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Twice what two sets share by what they hold together; 0 for two empty ones."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def _words(text: str, one: Row) -> tuple[frozenset[int], frozenset[int]]:
    return words_in(text, one["content"]), words_in(text, one["source"])


def _matched(
    wanted: list[tuple[frozenset[int], frozenset[int]]],
    given: list[tuple[tuple[frozenset[int], frozenset[int]], float]],
) -> list[Pair]:
    pairs = sorted(
        (-dice(w[0], g[0]), i, j) for i, w in enumerate(wanted) for j, (g, _) in enumerate(given) if w[0] & g[0]
    )
    partner: dict[int, int] = {}
    for negative, i, j in pairs:
        if -negative >= 0.5 and i not in partner.values() and j not in partner:
            partner[j] = i
    return [
        (sure, j in partner and (g[1] == wanted[partner[j]][1] or dice(g[1], wanted[partner[j]][1]) >= 0.5))
        for j, (g, sure) in enumerate(given)
    ]

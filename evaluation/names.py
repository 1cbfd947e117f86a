"""Pairs of names, told apart: ours beside peers that are installed.

`screening/pairs.csv` was written before any matcher was tuned on it, by the same hand that wrote the matcher; half of it, drawn by a digest within each
kind and label, was never looked at while the matcher was made. `python -m evaluation.names` measures the peers that are installed, each at the
threshold with the most right answers on the first half, for
`peers.toml`. (By F1 alone most do best where every pair counts as one: 68.7.)
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from secondsource.screen import THRESHOLD, Kind, likeness

PAIRS = Path(__file__).parent / "screening" / "pairs.csv"
HALVES = ("dev", "held-out")
Compare = Callable[[str, str, str], float]
"""Two names and what they name, to a likeness from 0 to 1."""


def digest() -> str:
    """SHA-256 of the file of pairs."""
    return hashlib.sha256(PAIRS.read_bytes()).hexdigest()


def pairs(half: str) -> list[dict[str, str]]:
    """The pairs of a half: `a`, `b`, `kind`, `label` (`same`, `different`), `difficulty`."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["half"] == half]


def ours(a: str, b: str, kind: str) -> float:
    """The likeness that suggestions rest on."""
    return likeness(a, b, Kind(kind)).score


def measure(half: str, compare: Compare = ours, threshold: float = THRESHOLD) -> dict[str, Any]:
    """Precision, recall and F1 in per cent, over all pairs and for each kind of thing.

    Args:
        half: `dev` or `held-out`.
        compare: what is measured.
        threshold: likeness from which two names count as one.
    """
    rows = [(row, compare(row["a"], row["b"], row["kind"]) >= threshold) for row in pairs(half)]
    by_kind = {kind.value: _scores((r, s) for r, s in rows if r["kind"] == kind) for kind in Kind}
    return {"pairs": _scores(rows), **by_kind, "number": len(rows)}


def _scores(rows: Iterable[tuple[dict[str, str], bool]]) -> dict[str, float]:
    told = [(said, row["label"] == "same") for row, said in rows]
    hits, said, same = told.count((True, True)), sum(s for s, _ in told), sum(y for _, y in told)
    return {
        "P": round(100 * hits / said, 1) if said else 0.0,
        "R": round(100 * hits / same, 1) if same else 0.0,
        "F": round(200 * hits / (said + same), 1) if said + same else 0.0,
        "right": round(100 * sum(one == other for one, other in told) / len(told), 1) if told else 0.0,
    }


def peers() -> Iterable[tuple[str, Compare]]:
    """The comparers of other programs that are installed."""
    fuzz: Any = import_module("rapidfuzz.fuzz")
    distance: Any = import_module("rapidfuzz.distance")
    yield "RapidFuzz, token_sort_ratio", lambda a, b, _: fuzz.token_sort_ratio(a.lower(), b.lower()) / 100
    yield "RapidFuzz, WRatio", lambda a, b, _: fuzz.WRatio(a.lower(), b.lower()) / 100
    yield "RapidFuzz, Jaro-Winkler", lambda a, b, _: distance.JaroWinkler.similarity(a.lower(), b.lower())
    try:
        matching: Any = import_module("nomenklatura.matching")
        model: Any = import_module("followthemoney").model
    except ImportError:
        print("nomenklatura is not installed here.", file=sys.stderr)
        return
    for algorithm in (matching.NameMatcher, matching.LogicV1, matching.LogicV2, matching.RegressionV1):
        yield f"nomenklatura, {algorithm.NAME}", _nomenklatura(algorithm, model)


def _nomenklatura(algorithm: Any, model: Any) -> Compare:
    schema = {"person": "Person", "body": "Organization", "ship": "Vessel", "aircraft": "Airplane"}
    config = algorithm.default_config()

    def entity(name: str, kind: str, identifier: str) -> Any:
        made = model.make_entity(schema[kind])
        made.id = identifier
        if kind == "ship" and (number := re.search(r"IMO (\d{7})", name)):
            made.add("imoNumber", number[1], cleaned=True)
            name = re.sub(r"\(?IMO \d{7}\)?", "", name).strip()
        made.add("name", name)
        return made

    return lambda a, b, kind: float(algorithm.compare(entity(a, kind, "a"), entity(b, kind, "b"), config).score)


def main() -> int:
    """Every peer that is installed, at its best threshold on the first half, on both halves."""
    for name, compare in (("secondsource", ours), *peers()):
        best = THRESHOLD if compare is ours else _best(compare)
        for half in HALVES:
            found = measure(half, compare, best)
            wanted = ("pairs/right", "pairs/P", "pairs/R", "pairs/F", "person/F", "body/F", "ship/F")
            figures = {path: found[path.split("/")[0]][path.split("/")[1]] for path in wanted}
            print(f"{name}\tfrom {best:.2f}\t{half}\t{figures}")
    return 0


def _best(compare: Compare) -> float:
    scores = sorted({round(compare(row["a"], row["b"], row["kind"]), 2) for row in pairs("dev")})
    return max(scores, key=lambda score: (measure("dev", compare, score)["pairs"]["right"], score))


if __name__ == "__main__":
    sys.exit(main())

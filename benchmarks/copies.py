"""Near-copies: rensa, which we use, beside datasketch, on shingles of the same texts."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from rensa import RMinHash

from .measure import Row, timed, version
from .texts import reports

COUNT = 60
TIMES = 20
PERMUTATIONS = 64
TASK = "MinHash signatures of three-word shingles"


def measure() -> Iterator[Row]:
    shingles = []
    for report in reports(COUNT):
        words = report.text.lower().split()
        shingles.append([" ".join(words[k : k + 3]) for k in range(len(words) - 2)])

    def ours() -> None:
        for _ in range(TIMES):
            for each in shingles:
                sketch = RMinHash(PERMUTATIONS, 1)
                sketch.update(each)
                sketch.digest()

    yield timed(TASK, "rensa (ours)", COUNT * TIMES, "reports", ours, rounds=5)
    if version("datasketch"):
        datasketch = importlib.import_module("datasketch")

        def theirs() -> None:
            for each in shingles:
                sketch = datasketch.MinHash(num_perm=PERMUTATIONS)
                sketch.update_batch([shingle.encode() for shingle in each])
                sketch.digest()

        yield timed(TASK, "datasketch", COUNT, "reports", theirs)

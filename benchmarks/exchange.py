"""Seconds, megabytes and memory of every format of exchange, on generated cases; the standards' own libraries writing the same beside ours.

Each format is written in a process of its own, so that its memory is its own: what it needs beyond the case itself is said in the notes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from secondsource.publish import EXCHANGE, WHOLE, export
from secondsource.publish.exports import handed
from secondsource.store import Case

from .large import Size, case_of
from .measure import Row, cpu_seconds, peak_memory, timed, version

SIZES = (Size(reports=1_000), Size(reports=1_000, blocks=10))


class _Counted:
    """Takes bytes, counts them and keeps none."""

    def __init__(self) -> None:
        self.size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def one(folder: Path, format: str) -> dict[str, float]:
    """A format written once: CPU seconds, megabytes written, and megabytes of memory beyond those of the masked case."""
    with Case.open(folder) as case:
        view = case.view()
    given, counted = handed(view), _Counted()
    held, start = peak_memory(), cpu_seconds()
    EXCHANGE[format].write(given, counted)
    return {"seconds": cpu_seconds() - start, "size": counted.size / 1e6, "more": peak_memory() - held}


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as beside:
        for size in SIZES:
            yield from measured(case_of(size, Path(beside)), size.reports * size.blocks)


def measured(folder: Path, reports: int) -> Iterator[Row]:
    """A row for each format of one case, and of the peers that are installed."""
    for format in EXCHANGE:
        command = [sys.executable, "-m", "benchmarks.exchange", str(folder), format]
        found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603 (ourselves)
        yield Row(
            task=f"{format} of {reports:,} reports",
            program="secondsource",
            items=reports,
            unit="reports",
            seconds=found["seconds"],
            rounds=1,
            note=f"{found['size']:,.1f} MB, {found['more']:,.0f} MB of memory beyond the case",
        )
    if reports <= 1_000:
        yield from _peers(folder, reports)


def _peers(folder: Path, reports: int) -> Iterator[Row]:
    with Case.open(folder) as case:
        view = case.view()
    out = BytesIO()
    if version("stix2"):
        import stix2

        export(view, WHOLE, "stix", out)
        objects = json.loads(out.getvalue())["objects"]
        yield timed(
            f"stix of {reports:,} reports",
            f"stix2 {version('stix2')}",
            reports,
            "reports",
            lambda: stix2.Bundle([stix2.parse(found) for found in objects]).serialize(),
            rounds=1,
            note="the same objects, built and written by the library",
        )
    if version("prov"):
        from prov.model import ProvDocument

        out = BytesIO()
        export(view, WHOLE, "prov", out)
        document = ProvDocument.deserialize(content=out.getvalue().decode(), format="json")
        yield timed(
            f"prov of {reports:,} reports",
            f"prov {version('prov')}",
            reports,
            "reports",
            lambda: document.serialize(format="json"),
            rounds=1,
            note="the same document, in memory already",
        )


if __name__ == "__main__":
    print(json.dumps(one(Path(sys.argv[1]), sys.argv[2])))

"""The demo corpus written up in every format. No peer writes claims with their notes; what the formats cost beside each other is told.

A story of many reports is what takes long: `SECONDSOURCE_CASE` names the folder of another case to be written up instead.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from secondsource import pipeline
from secondsource.publish import DOSSIER_FORMATS, edition
from secondsource.store import Case, CaseView

from .measure import Row, cpu_seconds, peak_memory

CORPUS = Path(__file__).resolve().parent.parent / "demo" / "corpus"


def measure() -> Iterator[Row]:
    """A row for each format."""
    view = _case()
    for format in DOSSIER_FORMATS:
        edition(view, format)  # vocabularies and fonts are read once
        start = cpu_seconds()
        made = edition(view, format)
        seconds = cpu_seconds() - start
        yield Row(
            task="a case written up",
            program=f"secondsource, {format}",
            items=len(view.claims),
            unit="claims",
            seconds=seconds,
            rounds=1,
            note=f"{len(made.data) // 1024:,} KB; {peak_memory():,.0f} MB at most so far",
        )


def _case() -> CaseView:
    named = os.environ.get("SECONDSOURCE_CASE")
    if named:
        with Case.open(Path(named)) as case:
            return case.view()
    with tempfile.TemporaryDirectory() as folder:
        now = datetime(2026, 1, 1, tzinfo=UTC)
        with Case.create(Path(folder) / "case", now=now.isoformat()) as case:
            pipeline.run(case, [CORPUS], now=now)
            return case.view()

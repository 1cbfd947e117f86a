"""Everything the program would hand out about the stories, to be searched for personal data that it should have masked."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from secondsource import pipeline
from secondsource.publish import DOSSIER_FORMATS, FORMATS, WHAT, dossier, export
from secondsource.store import Case

from .lines import Row, read

GIVEN = ("id", "outlet", "url", "published", "language", "title", "byline", "label", "text")


def export_stories(inputs: Path, folder: Path) -> Path:
    """Runs the main job over reports and exports the case in every way there is.

    Args:
        inputs: what the stories scorer's --write-inputs wrote.
        folder: a new folder; the case comes beside the exports.

    Returns:
        The folder of exports and dossiers.
    """
    reports, out = folder / "reports", folder / "exports"
    reports.mkdir(parents=True)
    out.mkdir()
    for number, row in enumerate(read(str(inputs))):
        given: Row = {field: row[field] for field in GIVEN if field in row}
        (reports / f"{number:05}.json").write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with Case.create(folder / "case", now=now.isoformat()) as case:
        pipeline.run(case, [reports], now=now)
        view = case.view()
    for what in WHAT:
        for format in FORMATS:
            export(view, what, format, out / f"{what}.{format}")
    for format in DOSSIER_FORMATS:
        for redacted in (False, True):
            page = dossier(view, format, redacted)
            (out / f"dossier{'-redacted' if redacted else ''}.{format}").write_bytes(page)
    return out

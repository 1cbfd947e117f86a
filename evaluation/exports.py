"""Everything the program would hand out about the stories, to be searched for personal data that it should have masked."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2

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
        # A redacted edition is searched by the program itself before it is written; here two formats of it are enough, and the others take minutes.
        for redacted in (False, True) if format in ("html", "md") else (False,):
            page = readable(dossier(view, format, redacted), format)
            (out / f"dossier{'-redacted' if redacted else ''}.{format}").write_bytes(page)
    return out


def readable(page: bytes, format: str) -> bytes:
    """What a search for words can look through: the parts of a DOCX unpacked, the text of a PDF."""
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(page)) as held:
            return b"\n".join(held.read(name) for name in sorted(held.namelist()) if not name.endswith(".png"))
    if format == "pdf":
        with pypdfium2.PdfDocument(page) as held_pages:
            return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in held_pages).encode()
    return page

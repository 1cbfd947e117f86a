"""Whole stories: each story's reports read, joined, traced and weighed in memory, then written as `export` writes a case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from secondsource.collect import read_capture
from secondsource.join import join
from secondsource.model import How, Known, Reading, Report, digest_of, report_id
from secondsource.publish import masked_view, story_rows
from secondsource.read import Reader, default_reader
from secondsource.store import CaseView
from secondsource.subjects import Subject, load
from secondsource.trace import trace
from secondsource.weigh import grades

from ..lines import Row, note
from .inputs import date_of, guarded, text_of


def report_of(row: Row, pack: Subject) -> Report:
    """The row as collect reads a JSON report, so that regions and personal data are found as in a real run.

    If collect sets the row aside or changes its text, the text is taken as it is: offsets must fit the text that was given.
    """
    name = str(row.get("id"))
    data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    nothing: Sequence[Report] = ()
    found = guarded(name, nothing, _collected, data, pack)
    if found and found[0].text == text_of(row):
        return replace(found[0], name=name)
    if found:
        note(f"{name}: collect changed the text; read without its regions")
    return replace(_plain(row, digest_of(data)), name=name)


def _collected(data: bytes, pack: Subject) -> Sequence[Report]:
    return read_capture(data, "report.json", pack).reports


def _plain(row: Row, digest: str) -> Report:
    def known(field: str) -> Known | None:
        value = row.get(field)
        return Known(value=value, how=How.GIVEN, why=f"field “{field}”") if isinstance(value, str) and value else None

    published = date_of(row, "published")
    return Report(
        id=report_id(digest, 0),
        capture=digest,
        part=0,
        name="",
        text=text_of(row),
        outlet=known("outlet"),
        title=known("title"),
        url=known("url"),
        language=known("language"),
        published=Known(value=published.text, how=How.GIVEN, why="field “published”") if published else None,
    )


def whole(story: str, readings: Sequence[Reading], pack: Subject) -> CaseView:
    """The case of a story, joined, traced and graded."""
    claims = join(readings, pack)
    traced = trace(readings, claims, pack)
    graded = grades(claims, traced, readings, pack)
    return replace(_read(story, readings, pack), claims=claims, traced=traced, grades=graded)


def _read(story: str, readings: Sequence[Reading], pack: Subject) -> CaseView:
    return CaseView(id=story, title=story, created="", subject=pack.id, readings=tuple(readings))


def _story(story: str, rows: Sequence[Row], reader: Reader, pack: Subject) -> Iterator[Row]:
    readings: dict[str, Reading] = {}
    for row in rows:
        report = report_of(row, pack)
        if report.id in readings:
            note(f"{report.name}: given twice in {story}; the first is kept")
            continue
        nothing = Reading(report=report, statements=(), mentions=())
        readings[report.id] = guarded(report.name, nothing, reader.read, report)
    found = tuple(readings.values())
    view = guarded(story, _read(story, found, pack), whole, story, found, pack)
    yield from story_rows(masked_view(view), story)


def predict(rows: Iterator[Row]) -> Iterator[Row]:
    """A line per report and a line per story. All rows are read first: the reports of a story need not stand together."""
    pack = load()
    reader = default_reader(pack)
    stories: dict[str, list[Row]] = {}
    for row in rows:
        if row.get("id") is None:
            note("a report without an id was left out")
            continue
        stories.setdefault(str(row.get("story") or ""), []).append(row)
    for story, members in stories.items():
        yield from _story(story, members, reader, pack)

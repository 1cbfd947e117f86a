"""What bulk work found, in a case: the same as if the originals had been taken in themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from secondsource import pipeline
from secondsource.bulk import stages
from secondsource.bulk.part import SCHEMA, rows_of, told_by, write_part
from secondsource.bulk.supervisor import Supervisor, ordered
from secondsource.bulk.taking import take
from secondsource.model import digest_of
from secondsource.pipeline.confined import contents
from secondsource.pipeline.reading import read_pending
from secondsource.store import Case, documents

from .press import Here, archive, papers

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
AT = "2026-03-01T09:00:00Z"


class Real(Here):
    """An engine that works in this process, with the subject's own reader."""

    def map(self, function, parts):  # type: ignore[no-untyped-def]
        from secondsource.bulk.engine import Done

        return (Done(part, function(part)) for part in parts)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulk")
    (folder / "papers.warc.gz").write_bytes(archive(papers(8)))
    stages.opened.cache_clear()
    Supervisor(ordered(folder / "out", "dprk_labour", seconds=0, megabytes=0), Real()).run(
        [str(folder / "papers.warc.gz")]
    )
    return folder / "out"


def new(folder: Path) -> Case:
    return Case.open_or_create(folder, now=AT, subject="dprk_labour", title="")


def said(case: Case) -> dict[str, tuple[str, str, list[str], list[str]]]:
    with case.reading() as connection:
        return documents.bodies(connection)


def test_nothing_is_read_again_and_reading_again_gives_the_same_bytes(found: Path, tmp_path: Path):
    with new(tmp_path / "taken") as case:
        taken = take(case, found, at=AT)
        result = pipeline.run(case, (), now=NOW, workers=1)
        assert (taken.captures, taken.reports, result.read) == (3, 3, 0)
        assert result.claims > 0
        over = said(case)
        assert any(statements for _, _, statements, _ in over.values())
    with new(tmp_path / "anew") as case:
        take(case, found, at=AT, reuse=False)
        assert pipeline.run(case, (), now=NOW, workers=1).read == 3
        assert said(case) == over


def test_captures_are_the_originals_with_where_and_when_they_were_had(found: Path, tmp_path: Path):
    (path,) = (found / "parts").glob("*.parquet")
    originals = {digest_of(row["original"]): row for row in rows_of(path)}
    with new(tmp_path / "case") as case:
        take(case, found, at=AT)
        with case.reading() as connection:
            entries = documents.all_custody(connection)
        assert {entry.capture for entry in entries} == set(originals)
        for entry in entries:
            row = originals[entry.capture]
            assert (entry.path, entry.at) == (row["address"], "2018-08-14T20:00:00Z")
            assert case.archive.get(entry.capture) == row["original"]
            assert row["original"].startswith(b"WARC/1.0\r\nWARC-Type: response\r\n")
        assert pipeline.verify(case) == []


def test_files_taken_in_by_themselves_give_the_same_reports(found: Path, tmp_path: Path):
    (path,) = (found / "parts").glob("*.parquet")
    with new(tmp_path / "taken") as case:
        take(case, found, at=AT, reuse=False)
        taken = said(case)
    folder = tmp_path / "files"
    folder.mkdir()
    for row in rows_of(path):
        (folder / row["name"]).write_bytes(row["original"])
    with new(tmp_path / "files-case") as case:
        pipeline.take_files(case, sorted(folder.iterdir()), at=AT)
        assert said(case) == taken


def test_taking_in_twice_changes_nothing(found: Path, tmp_path: Path):
    with new(tmp_path / "case") as case:
        take(case, found, at=AT)
        pipeline.run(case, (), now=NOW, workers=1)
        before = said(case)
        again = take(case, found, at="2027-01-01T00:00:00Z")
        assert (again.captures, again.reports, said(case)) == (0, 0, before)
        assert pipeline.run(case, (), now=NOW, workers=1).idle


def test_documents_taken_apart_side_by_side_give_the_same_case(
    found: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(contents.VARIABLE, "on")
    cases, steps = [], []
    for workers in (1, 3):
        with new(tmp_path / f"case{workers}") as case:
            take(case, found, at=AT, workers=workers, progress=lambda *step: steps.append(step))
            with case.reading() as connection:
                cases.append((said(case), documents.all_custody(connection)))
    assert cases[0] == cases[1]
    assert steps == [("collect", 0, 1), ("collect", 1, 1)] * 2


@pytest.mark.parametrize("what", ["reader", "needs", "report"])
def test_what_another_reader_or_pack_read_is_read_anew(what: str, found: Path, tmp_path: Path):
    out = tmp_path / "out"
    for name in ("parts", "aside", "hand"):
        (out / name).mkdir(parents=True)
    (path,) = (found / "parts").glob("*.parquet")
    rows = pq.read_table(path).to_pylist()
    told = {**told_by(path), "needs": "other"} if what == "needs" else told_by(path)
    for row in rows:
        if what == "reader":
            row["reader"] = "rules 1"
        if what == "report":
            row["report"] = row["report"].replace("shipyard", "shipward")
    write_part(out / "parts" / path.name, rows, told)
    assert pq.read_schema(path).equals(SCHEMA)
    with new(tmp_path / "case") as case:
        take(case, out, at=AT)
        assert read_pending(case, stages.load("dprk_labour"), Plainly(), lambda *_: None, 1) == 3


class Plainly:
    """A reader with the name and version of the subject's own, that finds nothing."""

    def __init__(self) -> None:
        from secondsource.read import default_reader

        own = default_reader(stages.load("dprk_labour"))
        self.name, self.version = own.name, own.version

    def read(self, report):  # type: ignore[no-untyped-def]
        from secondsource.model import Reading

        return Reading(report=report, statements=(), mentions=())

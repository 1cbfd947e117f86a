"""Every kind of input, whole and damaged: what can be read is read, each place once, the rest is named."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.bulk.document import Document, Fault
from secondsource.bulk.plan import Slice, planned
from secondsource.bulk.sources import documents
from secondsource.bulk.sources.bytes_of import taken
from secondsource.collect import read_capture
from secondsource.collect.capture import finished
from secondsource.model import digest_of
from secondsource.subjects import Subject

from .press import ABOUT, answer, archive, page, papers

REPORTS = [
    {"id": f"r{n}", "outlet": "Harbour Wire", "published": f"2018-08-{n + 1:02d}", "text": f"{ABOUT} Number {n}."}
    for n in range(20)
]


def found(parts: tuple[Slice, ...]) -> list[Document | Fault]:
    return [item for part in parts for item in documents(part, taken(part))]


def whole(items: list[Document | Fault]) -> list[Document]:
    assert [item for item in items if isinstance(item, Fault)] == []
    return [item for item in items if isinstance(item, Document)]


def warc(folder: Path) -> Path:
    path = folder / "a.warc.gz"
    path.write_bytes(archive(papers(12)))
    return path


def plain_warc(folder: Path) -> Path:
    path = folder / "a.warc"
    path.write_bytes(archive(papers(12), packed=False))
    return path


def one_piece(folder: Path) -> Path:
    path = folder / "a.warc.gz"
    path.write_bytes(gzip.compress(archive(papers(12), packed=False)))
    return path


def zst(folder: Path) -> Path:
    from fastwarc.stream_io import ZstdWriter

    path = folder / "a.warc.zst"
    with path.open("wb") as file:
        writer = ZstdWriter(file)
        writer.write(archive(papers(12), packed=False))
        writer.close()
    return path


def lines(folder: Path) -> Path:
    path = folder / "a.jsonl"
    path.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    return path


def packed_lines(folder: Path) -> Path:
    path = folder / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines(folder).read_bytes()))
    (folder / "a.jsonl").unlink()
    return path


def parquet(folder: Path) -> Path:
    path = folder / "a.parquet"
    pq.write_table(pa.Table.from_pylist(REPORTS), path, row_group_size=3)
    return path


def files(folder: Path) -> Path:
    path = folder / "articles"
    path.mkdir()
    for n in range(12):
        (path / f"{n}.html").write_bytes(page(n))
    return path


@pytest.mark.parametrize("made", [warc, plain_warc, one_piece, zst, lines, packed_lines, parquet, files])
def test_a_document_gives_the_reports_that_its_original_gives_by_itself(
    made: Callable[[Path], Path], tmp_path: Path, pack: Subject
):
    items = whole(found(planned([str(made(tmp_path))])))
    assert len(items) in (12, 20)
    assert [item.number for item in items] == list(range(len(items)))
    for item in items:
        original = item.original()
        alone = read_capture(original, item.name, pack)
        assert finished(item.drafts(), digest_of(original), pack) == alone
        assert len(alone) == 1


def test_a_real_corpus_gives_the_same_reports(pack: Subject):
    corpus = Path(__file__).parents[2] / "demo" / "corpus"
    items = found(planned([str(corpus)]))
    assert len(items) == len(list(corpus.iterdir())) + 1  # one of them is a file of two reports, one a line
    for item in items:
        assert isinstance(item, Document)
        original = item.original()
        assert finished(item.drafts(), digest_of(original), pack) == read_capture(original, item.name, pack)


@pytest.mark.parametrize("made", [warc, plain_warc, lines, parquet])
@settings(max_examples=12)
@given(size=st.integers(min_value=150, max_value=20_000))
def test_slices_of_any_size_hold_each_document_once(
    made: Callable[[Path], Path], size: int, tmp_path_factory: pytest.TempPathFactory
):
    path = made(tmp_path_factory.mktemp("cut"))
    cut, uncut = planned([str(path)], size), planned([str(path)])
    assert len({part.id for part in cut}) == len(cut)
    assert [(item.offset, item.original()) for item in whole(found(cut))] == [
        (item.offset, item.original()) for item in whole(found(uncut))
    ]


def test_a_cut_archive_is_read_as_far_as_it_goes(tmp_path: Path):
    path = warc(tmp_path)
    path.write_bytes(path.read_bytes()[:-300])
    items = found(planned([str(path)]))
    assert len([item for item in items if isinstance(item, Document)]) in (11, 12)
    (fault,) = [item for item in items if isinstance(item, Fault)]
    assert "cut short" in fault.reason


def test_a_damaged_archive_loses_what_is_damaged(tmp_path: Path):
    records = [gzip.compress(one, mtime=0) for one in papers(12)]
    broken = bytearray(records[5])
    broken[60:90] = b"x" * 30
    records[5] = bytes(broken)
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(records))
    items = found(planned([str(path)]))
    addresses = [item.address for item in items if isinstance(item, Document)]
    assert {f"https://paper.example/{n}" for n in range(12) if n != 5} <= set(addresses)
    assert len(addresses) == len(set(addresses))
    assert any("damaged" in item.reason for item in items if isinstance(item, Fault))


def test_a_wrong_length_costs_no_other_record(tmp_path: Path):
    records = papers(6)
    records[2] = records[2].replace(b"Content-Length: ", b"Content-Length: 9", 1)
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(records))
    assert [item.address[-1] for item in found(planned([str(path)])) if isinstance(item, Document)] == list("012345")


def test_other_records_are_passed_over(tmp_path: Path):
    from tests.collect.archives import http, record

    path = tmp_path / "a.warc.gz"
    others = [
        record(http(b"", "text/html"), kind="revisit"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b"\x89PNG", "image/png"), url="https://paper.example/a.png"),
        record(http(b"<html>gone</html>", "text/html", "404 Not Found")),
    ]
    path.write_bytes(archive([*others, answer(1)]))
    assert [item.address for item in whole(found(planned([str(path)])))] == ["https://paper.example/1"]


def test_a_text_made_of_a_page_is_read_in_its_place(tmp_path: Path, pack: Subject):
    from tests.collect.archives import record

    path = tmp_path / "a.warc.wet.gz"
    path.write_bytes(archive([record(ABOUT.encode(), kind="conversion", WARC_Refers_To="<urn:test:elsewhere>")]))
    (item,) = whole(found(planned([str(path)])))
    (report,) = read_capture(item.original(), item.name, pack)
    assert (report.text, report.url.value) == (ABOUT, "https://harbourwire.example/2018/08/12/strike")
    beside = path.with_name("b.warc.gz")
    response = answer(1)
    named = response.split(b"WARC-Record-ID: <")[1].split(b">")[0].decode()
    beside.write_bytes(archive([response, record(ABOUT.encode(), kind="conversion", WARC_Refers_To=f"<{named}>")]))
    assert len(read_capture(beside.read_bytes(), "b.warc.gz", pack)) == 1


def test_addresses_of_other_file_systems_and_patterns(tmp_path: Path):
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/crawl/a.warc.gz", archive(papers(3)))
    memory.pipe_file("/crawl/b.warc.gz", archive(papers(5)))
    try:
        assert len(whole(found(planned(["memory://crawl"])))) == 8
        assert len(whole(found(planned(["memory://crawl/*.warc.gz"], 3000)))) == 8
    finally:
        memory.rm("/crawl", recursive=True)


def test_a_new_file_changes_one_slice_of_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("secondsource.bulk.plan.FILES", 20)
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(500):
        (folder / f"{n:04d}.txt").touch()
    before = {(part.id, part.state) for part in planned([str(folder)])}
    (folder / "0250b.txt").touch()
    after = {(part.id, part.state) for part in planned([str(folder)])}
    assert len(before) > 2
    assert len(before - after) == 1


def test_the_same_input_named_twice_is_one(tmp_path: Path):
    path = warc(tmp_path)
    shutil.copy(path, tmp_path / "b.warc.gz")
    assert len(planned([str(path), str(tmp_path / "*.warc.gz"), str(tmp_path)])) == 2

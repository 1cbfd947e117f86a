"""The captures of a case as a web archive: sound, the same bytes each time, and read back to the same reports."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from secondsource.collect.warc import to_warc
from secondsource.model import Decision, DecisionKind, Marking, Transfer, digest_of, mark_values
from secondsource.pipeline import run
from secondsource.publish.marked import MarkedStricter
from secondsource.publish.wacz import Packed, write_wacz
from secondsource.store import Case
from tests.collect.archives import by_warcio
from tests.pipeline.rules import RuleReader

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
STAMP = "2024-06-01T12:00:00Z"
WORDS = "A foreman said that some forty builders stopped work in Kuwait. He asked for {} to be kept out of it. "
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"


def page(title: str) -> bytes:
    return PAGE.format(title, (WORDS.format(title)) * 4).encode()


def fetched(name: str) -> bytes:
    url = f"https://paper.example/{name}"
    fields = (("Content-Type", "text/html"),)
    return to_warc(
        Transfer(asked=url, url=url, at="2024-05-01T06:00:00Z", status=200, response=fields, body=page(name))
    )


def foreign() -> bytes:
    pages = [(f"https://crawled.example/{n}", "text/html", page(n)) for n in ("one", "two")]
    archive = by_warcio([*pages, ("https://crawled.example/x.png", "image/png", b"\x89PNG\r\n\x1a\n")], gzip=False)
    secret = b"Content-Type: text/html\r\nSet-Cookie: session=hunter2"
    size = len(b"\r\nSet-Cookie: session=hunter2")
    head, mark, rest = archive.partition(b"Content-Type: text/html\r\n\r\n")
    before, length, after = head.rpartition(b"Content-Length: ")
    number, _, fields = after.partition(b"\r\n")
    return before + length + str(int(number) + size).encode() + b"\r\n" + fields + secret + mark[23:] + rest


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "fetched.warc.gz").write_bytes(fetched("fetched"))
    (folder / "crawl.warc").write_bytes(foreign())
    (folder / "sub" / "note.txt").write_text(WORDS.format("names") * 3)
    (folder / "two.jsonl").write_text(
        "\n".join(json.dumps({"text": WORDS.format(n), "outlet": n, "id": n}) for n in ("Delta Wire", "Gulf Courier"))
    )
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    made = Case.create(tmp_path / "case", now=STAMP)
    run(made, [folder], reader=RuleReader(), now=NOW)
    return made


def written(case: Case, **more: object) -> tuple[bytes, Packed]:
    out = io.BytesIO()
    packed = write_wacz(case.view(), case.archive.get, out, **more)  # type: ignore[arg-type]
    return out.getvalue(), packed


def test_the_same_case_gives_the_same_bytes_and_every_digest_fits(case: Case) -> None:
    data, packed = written(case)
    assert packed == Packed(captures=5, left_out=0) and written(case)[0] == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert package["wacz_version"] == "1.1.1"
        for item in package["resources"]:
            body = archive.read(item["path"])
            assert item["hash"] == f"sha256:{digest_of(body)}" and item["bytes"] == len(body)
        seal = json.loads(archive.read("datapackage-digest.json"))
        assert seal["hash"] == f"sha256:{digest_of(archive.read('datapackage.json'))}"
        assert {i.compress_type for i in archive.infolist()} == {zipfile.ZIP_STORED}
        warc = archive.read("archive/data.warc.gz")
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
    kinds = []
    for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        record.content_stream().read()
        kinds.append(record.rec_type)
    assert kinds.count("response") == 4 and kinds.count("resource") == 3 and kinds[0] == "warcinfo"
    assert {"https://paper.example/fetched", "https://crawled.example/one"} <= {p["url"] for p in pages[1:]}


def test_what_it_is_read_back_to_is_what_it_was_made_of(case: Case, tmp_path: Path) -> None:
    (tmp_path / "out.wacz").write_bytes(written(case)[0])
    with Case.create(tmp_path / "again", now=STAMP) as again:
        run(again, [tmp_path / "out.wacz"], reader=RuleReader(), now=NOW)

        def told(of: Case) -> list[str]:
            return sorted(
                repr(
                    (r.name, r.text, r.outlet, r.title, r.byline, r.url, r.language, r.published, r.regions, r.personal)
                )
                for r in of.view().reports
            )

        assert told(again) == told(case) and len(told(case)) == 6
        assert len(again.view().claims) == len(case.view().claims)
        assert [item.error for item in again.view().set_aside] == ["Unreadable"]


def test_neither_secrets_nor_paths_of_this_machine_go_along(case: Case, tmp_path: Path) -> None:
    data, _ = written(case)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        text = b"".join(r.content_stream().read() + str(r.rec_headers).encode() + str(r.http_headers).encode() for r in ArchiveIterator(io.BytesIO(archive.read("archive/data.warc.gz"))))  # fmt: skip
    assert b"hunter2" in (tmp_path / "in" / "crawl.warc").read_bytes()
    for found in (whole, text):
        assert b"hunter2" not in found and str(tmp_path).encode() not in found
    assert b"[withheld]" in text


def test_a_capture_with_a_closed_or_more_strictly_marked_report_stays_out_whole(case: Case) -> None:
    view = case.view()
    one = next(r for r in view.reports if r.name == "Delta Wire")
    data, packed = written(case, closed={one.id})
    assert (packed.captures, packed.left_out) == (4, 1)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert one.capture.encode() not in archive.read("pages/pages.jsonl")
    case.ledger.append(
        Decision(kind=DecisionKind.MARK, object=one.id, who="Min", at=STAMP, why="x", values=mark_values(Marking.RED))
    )
    assert written(case, up_to=Marking.GREEN)[1].left_out == 1 and written(case)[1].left_out == 0
    case.ledger.append(
        Decision(
            kind=DecisionKind.MARK, object=view.id, who="Min", at=STAMP, why="x", values=mark_values(Marking.AMBER)
        )
    )
    with pytest.raises(MarkedStricter):
        written(case, up_to=Marking.GREEN)


def test_a_capture_that_is_lost_is_named_and_the_rest_is_written(case: Case) -> None:
    lost = next(r for r in case.view().reports if r.name.endswith("note.txt")).capture
    case.archive.path(lost).unlink()
    assert written(case)[1] == Packed(captures=4, left_out=0, lost=(lost,))

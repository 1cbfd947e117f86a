"""Web archives of many producers, and what becomes of what is in them."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest

from secondsource.collect import media_of, read_capture, warc_pages
from secondsource.collect.errors import NoPageInArchive
from secondsource.collect.warc import to_warc
from secondsource.model import How, Transfer
from tests.collect.archives import AT, URL, by_warcio, http, record

BARE = "<html><body><article><p>{}</p></article></body></html>"
WORDS = (
    "Dozens of builders at the Mirador site stopped work on Monday, a foreman told a visitor, because no wages had been paid. "
    * 3
)


@pytest.fixture
def bare(documents) -> bytes:
    """A page without any metadata."""
    return BARE.format(WORDS).encode()


def test_pages_of_another_tool_are_read_each_by_the_address_it_was_had_from(pack, documents):
    pages = [
        (URL, "text/html", documents.PAGE.encode()),
        ("https://a.example/report.pdf", "application/pdf", documents.pdf()),
        ("https://a.example/n", "text/plain; charset=utf-8", documents.BODY.encode()),
        ("https://a.example/a.docx", "application/octet-stream", documents.word()),
        ("https://a.example/r.json", "application/json", json.dumps({"text": documents.BODY, "outlet": "Yonhap"}).encode()),
    ]  # fmt: skip
    for archive in (by_warcio(pages), by_warcio(pages, gzip=False), gzip.compress(by_warcio(pages, gzip=False))):
        assert media_of(archive, "x") == "application/warc"
        found = read_capture(archive, "a.warc.gz", pack)
        assert [r.url.value for r in found] == [url for url, _, _ in pages]
        assert found.set_aside == () and [r.part for r in found] == [0, 1, 2, 3, 4]
        page = found[0]
        assert (page.outlet.value, page.title.value, page.byline.value) == (
            "Harbour Wire", "Strike at yard", "Orla Penhaligon",
        )  # fmt: skip
        assert page.url.how is How.GIVEN and "web archive" in page.url.why
        assert page.published.value == "2018-08-12T10:00:00+02:00"
        assert all(r.name.startswith("a.warc.gz#") for r in found)


def test_what_is_no_page_is_passed_over_without_a_word(pack, bare):
    pixel = b"\x89PNG\r\n\x1a\n" + bytes(40)
    archive = b"".join(
        (
            record(http(bare), "https://a.example/page"),
            record(http(pixel, "image/png"), "https://a.example/x.png"),
            record(http(b"alert(1)", "text/javascript"), "https://a.example/x.js"),
            record(http(b'{"a": 1}', "application/json"), "https://a.example/api"),
            record(http(pixel, "application/octet-stream"), "https://a.example/blob"),
            record(http(b"", "text/html", "301 Moved", Location="/page"), "https://a.example/old"),
            record(http(bare, "text/html", "404 Not Found"), "https://a.example/gone"),
            record(http(b"User-agent: *\nDisallow: /a words", "text/plain"), "https://a.example/robots.txt"),
            record(b"1.2.3.4", "dns:a.example", "response"),
            record(b"log of the crawl, in words", "metadata://gnu.org/software/wget/warc/wget.log", "resource"),
            record(b"software: x", "", "warcinfo"),
        )
    )
    found = read_capture(archive, "a.warc", pack)
    assert [r.url.value for r in found] == ["https://a.example/page"] and found.set_aside == ()


def test_an_archive_without_any_page_says_so(pack):
    with pytest.raises(NoPageInArchive):
        read_capture(record(http(b"x", "image/png")), "a.warc", pack)


def test_codings_are_undone_and_the_servers_charset_is_heard(pack):
    korean = ("파견된 노동자 수십 명이 임금 체불에 항의해 일손을 놓았다고 소식통이 전했다. " * 5).strip()
    page = BARE.format(korean).encode("cp949")
    raw = zlib.compressobj(wbits=-15)
    deflated = raw.compress(page) + raw.flush()
    chunked = b"5;x=y\r\n" + page[:5] + b"\r\n%x\r\n" % len(page[5:]) + page[5:] + b"\r\n0\r\n\r\n"
    ways = [
        http(page, "text/html; charset=EUC-KR"),
        http(gzip.compress(page, mtime=0), 'text/html; charset="euc-kr"', Content_Encoding="gzip"),
        http(zlib.compress(page), "text/html;charset=euc-kr", Content_Encoding="deflate"),
        http(deflated, "text/html;charset=euc-kr", Content_Encoding="deflate"),
        http(chunked, "text/html;charset=euc-kr", Transfer_Encoding="chunked"),
        http(page, "text/html;charset=euc-kr", Transfer_Encoding="chunked", Content_Encoding="gzip"),
    ]
    for block in ways:
        (report,) = read_capture(record(block), "a.warc", pack)
        assert report.text == korean and report.lang == "ko"


def test_a_page_packed_in_a_way_that_is_not_read_is_set_aside_by_its_address(pack, bare):
    archive = record(http(bare)) + record(http(b"\x0b\x02", Content_Encoding="br"), "https://me:pw@a.example/b")
    found = read_capture(archive, "a.warc", pack)
    (aside,) = found.set_aside
    assert aside.error == "OtherCoding" and aside.name == "a.warc#2 https://a.example/b"


def test_what_led_to_a_page_speaks_where_the_page_does_not(pack, documents, bare):
    said = (
        ("title", "Strike at the\nMirador site"), ("outlet", "Yonhap"), ("published", "2018-08-12T08:00:00Z"), ("byline", "O. P."),
    )  # fmt: skip
    answer = Transfer(asked=URL, url=URL, at=AT, status=200, response=(("Content-Type", "text/html"),), said=said)
    (silent,) = read_capture(to_warc(Transfer(**{**_fields(answer), "body": bare})), "strike", pack)
    assert silent.name == "strike"
    assert (silent.title.value, silent.outlet.value, silent.byline.value, silent.published.value) == (
        "Strike at the Mirador site", "Yonhap News Agency", "O. P.", "2018-08-12T08:00:00Z",
    )  # fmt: skip
    assert silent.title.how is How.GIVEN and "feed" in silent.title.why
    (speaking,) = read_capture(to_warc(Transfer(**{**_fields(answer), "body": documents.PAGE.encode()})), "a", pack)
    assert (speaking.outlet.value, speaking.title.value) == ("Harbour Wire", "Strike at yard")
    assert speaking.published.value == "2018-08-12T10:00:00+02:00"


def _fields(answer: Transfer) -> dict[str, object]:
    return {name: getattr(answer, name) for name in Transfer.__slots__}


def test_the_day_of_capture_bounds_the_day_of_publication_and_is_no_more_than_a_bound(pack, bare):
    (report,) = read_capture(record(http(bare), "https://a.example/x", at="2018-08-14T20:00:00Z"), "a.warc", pack)
    # In Seoul it was the fifteenth already.
    assert (report.published.value, report.published.how) == ("../2018-08-15", How.INFERRED)
    assert "archived at 2018-08-14T20:00:00Z" in report.published.why
    named = BARE.format(WORDS + "It follows what was agreed on 3 April 2018.").encode()
    (report,) = read_capture(record(http(named), "https://a.example/x", at="2018-08-14T01:00:00Z"), "a.warc", pack)
    assert report.published.value == "2018-04-03/2018-08-14"
    (report,) = read_capture(record(http(bare), "https://a.example/x", at="whenever"), "a.warc", pack)
    assert report.published is None


def test_a_page_seen_again_unchanged_is_one_report_that_says_so(pack, bare):
    digest = {"WARC_Payload_Digest": "sha1:ANY"}
    first = record(http(bare), URL, **digest)
    archive = b"".join(
        (
            first,
            record(http(bare), URL.replace("https://", "http://www."), at="2018-09-01T00:00:00Z"),
            record(http(b""), URL, "revisit", at="2018-10-01T00:00:00Z", **digest),
            record(http(b""), "https://harbourwire.example/print", "revisit", at="2018-10-01T00:00:00Z", **digest),
            record(http(b""), "https://copy.example/strike", "revisit", at="2018-10-01T00:00:00Z", **digest),
        )
    )
    found = read_capture(archive, "a.warc", pack)
    assert [r.url.value for r in found] == [URL, "https://copy.example/strike"]
    assert found[0].text == found[1].text
    assert "unchanged again on 2018-09-01, 2018-10-01" in found[0].note and "/print too" in found[0].note


def test_a_page_changed_between_two_visits_is_two_reports(pack, bare):
    archive = record(http(bare)) + record(http(bare.replace(b"Dozens", b"Hundreds")), at="2018-09-01T00:00:00Z")
    assert len(read_capture(archive, "a.warc", pack)) == 2


def test_a_page_of_which_only_a_later_visit_is_here_is_set_aside(pack, bare):
    archive = record(http(bare)) + record(
        http(b""), "https://a.example/b", "revisit", WARC_Payload_Digest="sha1:NOTHERE"
    )
    (aside,) = read_capture(archive, "a.warc", pack).set_aside
    assert "not here" in aside.reason


def test_a_flood_of_pages_ends(pack, bare, monkeypatch):
    monkeypatch.setattr(warc_pages, "PAGES", 3)
    monkeypatch.setattr(warc_pages, "NAMED", 2)
    empty = [record(http(b"<html><!-- %d --></html>" % n), f"https://a.example/{n}") for n in range(7)]
    found = read_capture(record(http(bare)) + b"".join(empty), "a.warc", pack)
    assert len(found) == 1 and [a.error for a in found.set_aside] == ["NoTextInPage", "NoTextInPage", "TooLong"]
    assert "5 pages more" in found.set_aside[2].reason


def test_a_page_that_does_not_fit_its_digest_is_read_and_says_so(pack, bare):
    import base64
    import hashlib

    good = base64.b32encode(hashlib.sha1(http(bare)).digest()).decode()
    (report,) = read_capture(record(http(bare), WARC_Block_Digest=f"sha1:{good}"), "a.warc", pack)
    assert report.note is None
    (report,) = read_capture(record(http(bare + b" "), WARC_Block_Digest=f"sha1:{good}"), "a.warc", pack)
    assert "changed after it was archived" in report.note

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from secondsource.collect.feed import ITEMS, instant_of, leads
from secondsource.collect.leads import NoFeed

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>All the news</title><link>https://agg.example</link>
<item><title>Workers sent home - Harbour Wire</title><link>https://agg.example/r/1</link><source url="https://wire.example">Harbour Wire</source>
<pubDate>Wed, 08 Jun 2016 10:22:00 +0900</pubDate><author>kim@wire.example (Kim)</author></item>
<item><title>북한 노동자 &lt;b&gt;송환&lt;/b&gt;</title><link>/2?a=1&amp;b=2</link><dc:creator>이지은</dc:creator></item>
<item><title>No link at all</title></item>
<item><title>By its guid</title><guid>https://agg.example/4</guid></item>
<item><title>Again</title><link>https://agg.example/r/1</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Planet</title>
<entry><title type="html">A &amp;amp; B</title><link rel="alternate" href="https://post.example/a"/><link rel="self" href="https://planet.example/x"/>
<id>tag:1</id><published>2016-06-08T01:22:00Z</published><updated>2016-06-09T01:22:00+09:00</updated><author><name>Ana</name></author>
<source><title>The Post</title></source></entry></feed>"""


def test_an_rss_feed_gives_its_items_with_the_publisher_they_name() -> None:
    first, second, third = leads(RSS.encode()).leads
    assert first.url == "https://agg.example/r/1"
    assert first.said == (
        ("title", "Workers sent home"),
        ("outlet", "Harbour Wire"),
        ("published", "2016-06-08T01:22:00Z"),
        ("byline", "Kim"),
    )
    assert second.url == "/2?a=1&b=2" and dict(second.said) == {"title": "북한 노동자 송환", "byline": "이지은"}
    assert third.url == "https://agg.example/4"


def test_an_atom_feed_gives_the_page_and_the_source_of_each_entry() -> None:
    (only,) = leads(ATOM.encode()).leads
    assert only.url == "https://post.example/a" and only.changed == "2016-06-08T16:22:00Z"
    assert dict(only.said) == {
        "title": "A & B",
        "outlet": "The Post",
        "published": "2016-06-08T01:22:00Z",
        "byline": "Ana",
    }


def test_an_rdf_feed_is_read() -> None:
    data = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>x</title></channel>
    <item rdf:about="https://post.example/a"><title>A</title><link>https://post.example/a</link></item></rdf:RDF>"""
    assert [lead.url for lead in leads(data).leads] == ["https://post.example/a"]


def test_a_json_feed_gives_whose_page_an_item_leads_to() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "https://post.example/a", "title": "A", "authors": [{"name": "Ana"}], "date_published": "2016-06-08T10:22:00+09:00"},
            {"id": "2", "url": "https://link.example/2", "external_url": "https://wire.example/b", "title": "B", "author": {"name": "Harbour Wire"}},
            {"id": "3"}, "no item", {"id": "4", "url": 7}, {"url": "javascript:1"},
        ],
    }  # fmt: skip
    first, second = leads(json.dumps(feed).encode("utf-8-sig")).leads
    assert dict(first.said) == {"title": "A", "published": "2016-06-08T10:22:00+09:00", "byline": "Ana"}
    assert second.url == "https://wire.example/b" and dict(second.said) == {"title": "B", "outlet": "Harbour Wire"}


@pytest.mark.parametrize("encoding", ["euc-kr", "utf-16", "utf-8"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = RSS.replace("UTF-8", encoding)
    assert dict(leads(text.encode(encoding)).leads[1].said)["byline"] == "이지은"


def test_a_damaged_feed_gives_what_can_be_read_of_it() -> None:
    broken = RSS.replace("</channel></rss>", "<item><title>x & y <</title>").encode()
    assert [lead.url for lead in leads(broken).leads][:2] == ["https://agg.example/r/1", "/2?a=1&b=2"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>404</body></html>",
        b"{}",
        b"{" * 100_000,
        b'{"items": 3}',
        b"<",
        b"\x00" * 1000,
        b"plain text",
        b"%PDF-1.4",
    ],
)
def test_what_is_no_feed_says_so(data: bytes) -> None:
    with pytest.raises(NoFeed):
        leads(data)


def test_the_name_of_a_file_is_no_feed(tmp_path: Path) -> None:
    secret = tmp_path / "<rss"
    secret.write_text(RSS)
    with pytest.raises(NoFeed):
        leads(str(secret).encode())
    assert leads(b"<rss version='2.0'><channel></channel></rss>").leads == ()


def test_entities_are_not_expanded_and_files_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("PLANTED")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for doctype in (
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}]>',
        f'<!DOCTYPE rss [<!ENTITY a9 SYSTEM "{(tmp_path / "secret").as_uri()}">]>',
    ):
        data = f"<?xml version='1.0'?>{doctype}<rss version='2.0'><channel><item><title>t &a9;</title><link>https://a.example/&a9;</link></item></channel></rss>".encode()
        tracemalloc.start()
        found = leads(data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert "PLANTED" not in repr(found) and "hahaha" not in repr(found) and peak < 20_000_000


def test_of_an_endless_feed_the_first_items_are_read() -> None:
    item = "<item><title>T{n}</title><link>https://a.example/{n}</link></item>"
    data = (
        "<rss version='2.0'><channel>" + "".join(item.format(n=n) for n in range(100_000)) + "</channel></rss>"
    ).encode()
    found = leads(data)
    assert len(found.leads) == ITEMS and found.left_out == 98_000 and found.leads[-1].url == "https://a.example/1999"


def test_a_feed_nested_without_end_ends() -> None:
    data = (
        b"<rss version='2.0'><channel>" + b"<item>" * 20_000 + b"<link>https://a.example/</link>" + b"</item>" * 20_000
    )
    assert len(leads(data).leads) <= 1


def test_days_of_sitemaps_are_instants() -> None:
    assert instant_of("2026-03-01T10:00:00.5+01:00") == "2026-03-01T09:00:00Z"
    assert instant_of("0001-01-01T00:00:00+14:00") == ""

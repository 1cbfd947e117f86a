from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.collect.leads import NoSitemap
from secondsource.collect.sitemap import PAGES, leads

HERE = "https://www.post.example/sitemap.xml"
MAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://post.example/a?x=1&amp;y=2 </loc><lastmod>2026-03-01</lastmod><image:image><image:loc>https://post.example/a.jpg</image:loc></image:image>
<news:news><news:publication><news:name>The Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-02-28T10:00:00Z</news:publication_date><news:title>Workers &amp; wages</news:title></news:news></url>
<url><loc>https://www.post.example/b</loc></url><url><loc>https://other.example/c</loc></url><url></url></urlset>"""


def test_a_sitemap_gives_its_own_pages_with_what_it_says_of_news() -> None:
    found = leads(MAP.encode(), HERE)
    assert [lead.url for lead in found.leads] == [
        "https://post.example/a?x=1&y=2",
        "https://www.post.example/b",
    ] and found.left_out == 1
    assert found.leads[0].changed == "2026-03-01T00:00:00Z"
    assert dict(found.leads[0].said) == {
        "title": "Workers & wages",
        "outlet": "The Post",
        "published": "2026-02-28T10:00:00Z",
    }


def test_an_index_gives_further_sitemaps_of_the_same_host() -> None:
    data = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://post.example/1.xml.gz</loc><lastmod>2026-03-01T10:00+01:00</lastmod></sitemap>
    <sitemap><loc>http://10.0.0.1/2.xml</loc></sitemap></sitemapindex>"""
    found = leads(data, HERE)
    assert [(s.url, s.changed) for s in found.further] == [("https://post.example/1.xml.gz", "2026-03-01T09:00:00Z")]
    assert found.leads == () and found.left_out == 1


def test_a_sitemap_may_be_a_text_or_a_feed_or_empty() -> None:
    assert [lead.url for lead in leads(b"https://post.example/a\nhttps://post.example/b\n", HERE).leads] == [
        "https://post.example/a",
        "https://post.example/b",
    ]
    rss = b"<rss version='2.0'><channel><item><link>https://post.example/a</link></item></channel></rss>"
    assert [lead.url for lead in leads(rss, HERE).leads] == ["https://post.example/a"]
    assert leads(b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", HERE).leads == ()


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>no</body></html>", b"<", b"words", b"<rss", b"\x1f\x8b\x08", b"<a>" * 5000]
)
def test_what_is_no_sitemap_says_so(data: bytes) -> None:
    with pytest.raises(NoSitemap):
        leads(data, HERE)


def test_a_damaged_sitemap_gives_what_can_be_read_of_it() -> None:
    assert len(leads(MAP.encode()[:-200], HERE).leads) >= 1


def test_entities_are_not_expanded_and_files_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("PLANTED")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for doctype in (
        f'<!DOCTYPE urlset [<!ENTITY a0 "ha">{laughs}]>',
        f'<!DOCTYPE urlset [<!ENTITY a9 SYSTEM "{(tmp_path / "secret").as_uri()}">]>',
    ):
        data = f"<?xml version='1.0'?>{doctype}<urlset><url><loc>https://post.example/&a9;</loc></url><url><loc>https://post.example/b</loc></url></urlset>"
        found = leads(data.encode(), HERE)
        assert "PLANTED" not in repr(found) and "haha" not in repr(found)


def test_no_more_than_the_protocol_allows_is_taken() -> None:
    data = (
        b"<urlset>"
        + b"".join(b"<url><loc>https://post.example/%d</loc></url>" % n for n in range(PAGES + 10))
        + b"</urlset>"
    )
    found = leads(data, HERE)
    assert len(found.leads) == PAGES and found.left_out == 10

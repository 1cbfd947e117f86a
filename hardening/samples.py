"""A small valid sample of every format that the program reads from strangers, made here."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache

BODY = (
    "Dozens of builders at the Mirador site stopped work on Monday, a foreman told the Harbour Wire, because no wages had been paid "
    "since March of that year. The owner of the site, citing Yonhap News Agency, has not answered. "
)
PAGE = f"""<?xml version="1.0"?><!-- kept --><!doctype html><html lang="en"><head><meta charset="utf-8"><title>Strike at yard | Harbour Wire</title>
<meta property="og:site_name" content="Harbour Wire"><meta property="article:published_time" content="2018-08-12T10:00:00+02:00">
<link rel="canonical" href="https://harbourwire.example/2018/08/12/strike"><script type="application/ld+json">{{"@context": "https://schema.org",
"@type": "NewsArticle", "headline": "Strike at yard", "datePublished": "2018-08-12", "author": {{"name": "Orla Penhaligon"}}}}</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Strike at yard</h1><p class="byline">By Orla Penhaligon</p><figure><img src="a.jpg">
<figcaption>The dry dock at dawn. Photo: Delta</figcaption></figure><p>{BODY * 2}</p><blockquote><p>{BODY}</p></blockquote>
<h2>What comes next</h2><p>{BODY}</p><table><tr><td>a</td><td>b</td></tr></table></article><div id="comments"><h3>2 Comments</h3>
<ol><li><b>Otto</b><p>Ring me, +44 1632 960 145.</p></li></ol></div></body></html>"""
MAIL = f"""From: "Jane Roe" <jane.roe@example.org>
To: =?utf-8?B?ZGVzaw==?= <desk@example.net>
Subject: Fwd: Strike at yard
Date: Sun, 12 Aug 2018 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{BODY}=20

--b
Content-Type: message/rfc822

From: a@example.org
Subject: inner
Date: Sun, 12 Aug 2018 09:00:00 +0200

{BODY}
--b
Content-Type: text/html; charset=utf-8
Content-Disposition: attachment; filename="page.html"

<html><body><p>{BODY}</p></body></html>
--b--
"""
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Wire</title>
<item><title>Strike at yard</title><link>https://harbourwire.example/1</link><pubDate>Sun, 12 Aug 2018 10:00:00 +0200</pubDate>
<dc:creator>Orla</dc:creator><source url="https://a.example">Delta</source><description>&lt;p&gt;Men&lt;/p&gt;</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title><entry><title type="html">Strike</title><id>https://a.example/1</id>
<link href="https://a.example/1"/><updated>2018-08-12T10:00:00Z</updated><author><name>Orla</name></author></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://a.example/1</loc><lastmod>2018-08-12</lastmod><news:news><news:title>Strike</news:title>
<news:publication_date>2018-08-12</news:publication_date></news:news></url><sitemap><loc>https://a.example/s.xml</loc></sitemap></urlset>"""
UN = """<?xml version="1.0" encoding="utf-8"?><CONSOLIDATED_LIST dateGenerated="2026-01-02T00:00:00"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>
<FIRST_NAME>RO</FIRST_NAME><SECOND_NAME>EXAMPLE</SECOND_NAME><REFERENCE_NUMBER>KPi.001</REFERENCE_NUMBER><LISTED_ON>2016-03-02</LISTED_ON>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ro E</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY>
<DATAID>2</DATAID><FIRST_NAME>QUAY TRADING (QTC)</FIRST_NAME><REFERENCE_NUMBER>KPe.001</REFERENCE_NUMBER><COMMENTS1>IMO 9074729</COMMENTS1></ENTITY>
</ENTITIES></CONSOLIDATED_LIST>"""
OFAC = '1,"QUAY TRADING CORP","-0- ","DPRK3","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","Secondary sanctions risk."\r\n2,"SHIP, Example","vessel","DPRK","-0- ","-0- ","Cargo","-0- ","-0- ","Korea, North","-0- ","IMO 9074729"\r\n'


@cache
def samples() -> Mapping[str, tuple[str, bytes]]:
    """By format: the reader that it is for (see `readers`), a file name within it, and the bytes."""
    entity = {
        "id": "e1",
        "schema": "Article",
        "properties": {"title": ["Strike"], "bodyText": [BODY], "publishedAt": ["2018-08-12"]},
    }
    listed = {
        "id": "e2",
        "schema": "Company",
        "caption": "Quay",
        "datasets": ["x"],
        "properties": {"name": ["Quay Trading"], "topics": ["sanction"]},
    }
    csl = [
        {
            "id": "a",
            "type": "article-newspaper",
            "title": "Strike",
            "abstract": BODY,
            "issued": {"date-parts": [[2018, 8, 12]]},
        }
    ]
    review = {"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": BODY, "datePublished": "2018-08-12",
              "author": {"@type": "Organization", "name": "Delta"}, "reviewRating": {"alternateName": "False"}}  # fmt: skip
    one = {
        "id": "a",
        "outlet": "Harbour Wire",
        "published": "2018-08-12",
        "language": "en",
        "title": "Strike",
        "text": BODY,
    }
    table = f"date;title;source;url;text;note\n2018-08-12;Strike;Harbour Wire;https://a.example/1;{BODY};x\n3/4/2018;B;C;;{BODY};\n"
    warc = _warc()
    made: dict[str, tuple[str, bytes]] = {
        "text": ("note.txt", f"Strike at yard\n\nBy Orla Penhaligon\n12 August 2018\n\n{BODY}\n\n{BODY}".encode()),
        "text in Korean": ("note.txt", "쿠웨이트 건설 현장에서 북한 노동자들이 월요일 작업을 멈췄다고 현장 감독이 말했다.\n".encode("cp949") * 3),
        "Markdown": ("note.md", f"# Strike\n\n> {BODY}\n\n{BODY}\n".encode()),
        "HTML": ("page.html", PAGE.encode()),
        "PDF": ("a.pdf", _pdf()),
        "Word": ("a.docx", _word()),
        "Excel": ("a.xlsx", _book()),
        "mail": ("a.eml", MAIL.encode()),
        "mailbox": ("a.mbox", f"From a@example.org Sun Aug 12 10:00:00 2018\n{MAIL}\n\nFrom b@example.org Sun Aug 12 10:00:00 2018\n{MAIL}".encode()),
        "zip": ("a.zip", _zip({"a.txt": BODY.encode(), "b/a.html": PAGE.encode()})),
        "WARC": ("a.warc", warc),
        "WARC, packed": ("a.warc.gz", gzip.compress(warc, mtime=0)),
        "WACZ": ("a.wacz", _zip({"archive/a.warc.gz": gzip.compress(warc, mtime=0), "datapackage.json": b'{"profile": "data-package", "resources": []}'})),
        "JSON": ("a.json", json.dumps({"reports": [one, one]}).encode()),
        "JSON Lines": ("a.jsonl", "\n".join(json.dumps(one) for _ in range(3)).encode()),
        "FollowTheMoney": ("a.ftm.json", json.dumps(entity).encode()),
        "CSL": ("a.json", json.dumps(csl).encode()),
        "ClaimReview": ("a.json", json.dumps(review).encode()),
        "CSV": ("a.csv", table.encode()),
        "RSS": ("feed", RSS.encode()),
        "Atom": ("feed", ATOM.encode()),
        "JSON Feed": ("feed", json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "https://a.example/1", "title": "x"}]}).encode()),
        "sitemap": ("sitemap", SITEMAP.encode()),
        "list of addresses": ("list", b"# mine\nhttps://a.example/1\nhttps://a.example/2 # second\n"),
        "gzip of an answer": ("coding", gzip.compress(PAGE.encode(), mtime=0)),
        "robots.txt": ("robots", b"User-agent: *\nDisallow: /a*b$\nCrawl-delay: 2\n\nUser-agent: x\nAllow: /\n"),
        "UN list": ("un.xml", UN.encode()),
        "OFAC list": ("sdn.csv", OFAC.encode()),
        "list in FollowTheMoney": ("list.ftm.json", (json.dumps(listed) + "\n").encode() * 2),
        "case.toml": ("case.toml", b'id = "c1"\ncreated = "2018-08-12T10:00:00Z"\nsubject = "dprk_labour"\ntitle = "x"\neyes = 1\naccounts = false\nformat = 1\n'),
        "manifest of a dossier": ("manifest", _manifest()),
        "replies": ("replies", b'[[reply]]\nof = "Ministry of Quays"\ndate = "2026-05-01"\nhow = "letter"\nwords = "No."\n'),
    }  # fmt: skip
    return made


def _pdf() -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=0, invariant=1)
    for _ in range(2):
        canvas.setTitle("Strike at yard")
        for line in range(20):
            canvas.drawString(72, 780 - 16 * line, BODY[:80])
        canvas.rect(10, 10, 50, 50)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _word() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("Strike at yard", 0)
    document.add_paragraph(BODY)
    document.add_table(2, 2).cell(0, 0).text = "a cell"
    document.add_paragraph(BODY, style="Quote")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _book() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["date", "title", "source", "text"])
    sheet.append(["2018-08-12", "Strike", "Harbour Wire", BODY])
    sheet.append(["2018-08-13", "=1+1", "Harbour Wire", BODY])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _warc() -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    page = PAGE.encode()
    answer += f"{len(page):x}\r\n".encode() + page + b"\r\n0\r\n\r\n"
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://harbourwire.example/1\r\n"
        f"WARC-Date: 2018-08-14T20:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    ).encode()
    again = (
        b"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:2>\r\nWARC-Refers-To: <urn:uuid:1>\r\n"
        b"WARC-Target-URI: https://harbourwire.example/2\r\nWARC-Date: 2018-08-15T20:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    return head + answer + b"\r\n\r\n" + again


def _manifest() -> bytes:
    from dataclasses import asdict

    from secondsource.publish.paper.manifest import KIND, VERSION, Terms

    try:
        terms = asdict(Terms())  # type: ignore[call-arg]
    except TypeError:
        terms = {}
    note = {"number": 1, "words": "x", "report": "r", "capture": "c", "spans": [[0, 3]]}
    return json.dumps(
        {
            "kind": KIND,
            "version": VERSION,
            "terms": terms,
            "dossier": {"sha256": "0" * 64},
            "case": {"id": "c"},
            "notes": [note],
        }
    ).encode()

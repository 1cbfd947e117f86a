"""Documents of our own for the tests of this room, built as bytes."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Callable

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

BODY = (
    "Dozens of builders at the Mirador site stopped work on Monday, a foreman told the Harbour Wire, because no wages had been "
    "paid since March of that year. The owner of the site has not answered. "
)
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Strike at yard | Harbour Wire</title>
<meta property="og:site_name" content="Harbour Wire"><meta property="article:published_time" content="2018-08-12T10:00:00+02:00">
<link rel="canonical" href="https://harbourwire.example/2018/08/12/strike"><script>alert("not prose")</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Strike at yard</h1><p class="byline">By Orla Penhaligon</p>
<figure><img src="a.jpg"><figcaption>The dry dock at dawn. Photo: Delta</figcaption></figure>
<p>{BODY * 2}</p><p>Yonhap News Agency had more on the same case:</p>
<blockquote><p>{BODY}</p><p>The ministry gave no number of its own. [Yonhap]</p></blockquote>
<h2>What comes next</h2><p>{BODY * 2}</p></article>
<div id="comments"><h3>2 Comments</h3><ol><li><b>Otto</b><p>Ring me, +44 1632 960 145.</p></li>
<li><b>Mina</b><p>Ask for Salim Norbert at mina@post.example.org</p></li></ol></div></body></html>"""
MAIL = f"""From: "Jane Roe" <jane.roe@example.org>
To: desk@example.net
Subject: Fwd: Strike at yard
Date: Sun, 12 Aug 2018 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

{BODY}

Regards,
Jane Roe
+44 1632 960 145

--b
Content-Type: text/html; charset=utf-8
Content-Disposition: attachment; filename="page.html"

{PAGE}
--b
Content-Type: application/zip; name="x.zip"
Content-Disposition: attachment; filename="x.zip"
Content-Transfer-Encoding: base64

UEsDBAoAAAAAAA==
--b--
"""


def pdf(text: bool = True, password: str | None = None) -> bytes:
    """A page of wrapped lines with a heading and a page number, or a page with a drawing only."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password, invariant=1)
    if text:
        height = 800
        canvas.drawString(50, height, "Strike at the yard")
        for paragraph in (BODY * 2, BODY, BODY * 3):
            height -= 24
            for line in textwrap.wrap(paragraph, 90):
                canvas.drawString(50, height, line)
                height -= 14
        canvas.drawString(280, 30, "Page 1 of 1")
    else:
        canvas.rect(50, 50, 100, 100)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def word(change: Callable[[str, bytes], bytes] = lambda name, data: data) -> bytes:
    """A Word document with title, heading, caption and table; `change` may replace the bytes of each part."""
    document = docx.Document()
    document.add_heading("Strike at the yard", 0)
    document.add_paragraph(BODY * 2)
    document.add_heading("What comes next", 2)
    document.add_paragraph(BODY * 2)
    document.add_paragraph("The gate at noon", style="Caption")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Permits", "84"
    plain = io.BytesIO()
    document.save(plain)
    out = io.BytesIO()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            target.writestr(member.filename, change(member.filename, source.read(member)))
    return out.getvalue()

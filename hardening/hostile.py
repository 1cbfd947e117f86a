"""Documents made to do harm, each with a name that says how: bombs, depth, entities, paths, fonts, pictures, strings that keep busy."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from .samples import BODY, samples

Made = Callable[[], bytes]
SECRET = "the-words-of-another-file"  # noqa: S105 - what must not come out of a file that a document names
_LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
_WORD = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def hostile(secret: str) -> Mapping[str, tuple[str, Made]]:
    """By what they do: the file name that says which reader they are for, and what makes them.

    Args:
        secret: address (`file://...`) of a file that the documents try to read.
    """
    external = f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret}'>]>"
    return {
        # bombs
        "Word: a member that unpacks to 210 MB": ("a.docx", lambda: _changed("Word", {_WORD: bytes(210_000_000)})),
        "Excel: words that unpack to 210 MB": ("a.xlsx", lambda: _changed("Excel", {"xl/sharedStrings.xml": bytes(210_000_000)})),
        "Word: a member that is larger than it says": ("a.docx", _lying),
        "zip: 20,000 names": ("a.zip", lambda: _zip({f"{n}": b"" for n in range(20_000)})),
        "zip: zips in zips": ("a.zip", lambda: _nested(200)),
        "Word: members that lie over each other": ("a.docx", _overlapping),
        "WARC: a member that unpacks to 210 MB": ("a.warc.gz", lambda: gzip.compress(b"WARC/1.1\r\nContent-Length: 210000000\r\n\r\n") + _zeros(210)),
        "WARC: thirty thousand members": ("a.warc.gz", lambda: gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", mtime=0) * 30_000),
        "WACZ: an archive that unpacks to 210 MB": ("a.wacz", lambda: _zip({"archive/a.warc.gz": _zeros(210), "datapackage.json": b"{}"})),
        "WARC: a page packed twice": ("a.warc", lambda: _warc(gzip.compress(_zeros(210)), "gzip, gzip")),
        "answer: gzip of 210 MB": ("coding", lambda: _zeros(210)),
        "PDF: a page that unpacks to 210 MB": ("a.pdf", lambda: _pdf(packed=_deflated(210))),
        # depth
        "HTML: 200,000 elements deep": ("a.html", lambda: b"<html>" + b"<div>" * 200_000 + BODY.encode()),
        "HTML: 5,000 inline elements deep": ("a.html", lambda: b"<html><p>" + b"<b><i><span>" * 5_000 + BODY.encode()),
        "HTML: 10,000 tables deep": ("a.html", lambda: b"<html><body>" + b"<table><tr><td>" * 10_000 + BODY.encode()),
        "HTML: attributes without end": ("a.html", lambda: b"<html><p " + b"a=1 " * 300_000 + b">" + BODY.encode()),
        "JSON: 500,000 lists deep": ("a.json", lambda: b"[" * 500_000),
        "JSON: objects in a report": ("a.json", lambda: b'{"text": "a", "x": ' + b'{"a": ' * 100_000 + b"1" + b"}" * 100_001),
        "JSON: a number of a million digits": ("a.json", lambda: b'{"text": "a", "n": ' + b"9" * 1_000_000 + b"}"),
        "Word: 50,000 elements deep": ("a.docx", lambda: _changed("Word", {_WORD: _deep_word(50_000)})),
        "Word: tables in tables": ("a.docx", lambda: _changed("Word", {_WORD: _tables(200)})),
        "sitemap: 100,000 elements deep": ("sitemap", lambda: b"<urlset>" + b"<url>" * 100_000),
        "RSS: 20,000 elements deep": ("feed", lambda: b"<rss><channel>" + b"<item>" * 20_000),
        "RSS: HTML 50,000 deep in an item": ("feed", lambda: b"<rss version='2.0'><channel><item><link>https://a.example/1</link><title>" + b"&lt;b&gt;" * 50_000 + b"</title></item></channel></rss>"),
        "mail: 1,000 parts deep": ("a.eml", lambda: _parts_in_parts(1_000)),
        "mail: 500 mails in mails": ("a.eml", lambda: _mails_in_mails(500)),
        "mail: 10,000 parts": ("a.eml", lambda: _head("multipart/mixed; boundary=b") + b"--b\r\n\r\na\r\n" * 10_000),
        "mail: 30,000 header fields": ("a.eml", lambda: b"From: a@example.org\r\n" + b"To: a@example.org\r\n" * 30_000 + b"\r\n" + BODY.encode()),
        "mail: a header of a megabyte": ("a.eml", lambda: b"From: " + b"=?utf-8?B?YQ==?= " * 60_000 + b"\r\nDate: x\r\n\r\n" + BODY.encode()),
        "mail: addresses in comments": ("a.eml", lambda: b"From: " + b"(" * 100_000 + b"a@example.org\r\nDate: x\r\n\r\n" + BODY.encode()),
        "case.toml: 100,000 lists deep": ("case.toml", lambda: b"id = " + b"[" * 100_000),
        "list: 100,000 objects deep": ("list.ftm.json", lambda: b'{"id": "a", "schema": "Company", "properties": ' + b'{"a": ' * 100_000),
        # entities
        "Word: a billion laughs": ("a.docx", lambda: _changed("Word", {_WORD: f"{_LAUGHS}<a>&a11;</a>".encode()})),
        "Word: a billion laughs in UTF-16": ("a.docx", lambda: _changed("Word", {_WORD: f"<?xml version='1.0' encoding='utf-16'?>{_LAUGHS}<a>&a11;</a>".encode("utf-16")})),
        "Excel: a billion laughs": ("a.xlsx", lambda: _changed("Excel", {"xl/workbook.xml": f"{_LAUGHS}<a>&a11;</a>".encode()})),
        "Word: relations with a billion laughs": ("a.docx", lambda: _changed("Word", {"_rels/.rels": f"{_LAUGHS}<a>&a11;</a>".encode()})),
        "RSS: a billion laughs": ("feed", lambda: f"{_LAUGHS}<rss version='2.0'><channel><item><title>&a11;</title><link>https://a.example/1</link></item></channel></rss>".encode()),
        "sitemap: a billion laughs": ("sitemap", lambda: f"{_LAUGHS}<urlset><url><loc>https://a.example/&a11;</loc></url></urlset>".encode()),
        "list: a billion laughs": ("un.xml", lambda: f"{_LAUGHS}<CONSOLIDATED_LIST>&a11;</CONSOLIDATED_LIST>".encode()),
        "HTML: a billion laughs": ("a.html", lambda: f"{_LAUGHS}<html><body><p>{BODY}&a11;</p></body></html>".encode()),
        "Word: a file that it names": ("a.docx", lambda: _changed("Word", {_WORD: f"{external}<w:document xmlns:w='{_W}'><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>".encode()})),
        "RSS: a file that it names": ("feed", lambda: f"{external}<rss version='2.0'><channel><item><title>&x;</title><link>https://a.example/1</link></item></channel></rss>".encode()),
        "sitemap: a file that it names": ("sitemap", lambda: f"{external}<urlset><url><loc>https://a.example/&x;</loc></url></urlset>".encode()),
        "list: a file that it names": ("un.xml", lambda: f"{external}<CONSOLIDATED_LIST>&x;</CONSOLIDATED_LIST>".encode()),
        "HTML: a file that it names": ("a.html", lambda: f"{external}<html><body><p>{BODY} &x;</p><iframe src='{secret}'></iframe><object data='{secret}'></object></body></html>".encode()),
        "Word: a template, a picture and a part outside": ("a.docx", lambda: _changed("Word", {"word/_rels/document.xml.rels": _outside(secret)})),
        # paths
        "Word: names that lead out": ("a.docx", lambda: _changed("Word", {"../../../x": b"x", "/etc/x": b"x", "C:\\x": b"x", "CON": b"x", "word\\..\\..\\x": b"x"})),
        "WACZ: names that lead out": ("a.wacz", lambda: _zip({"archive/../../x.warc": samples()["WARC"][1], "/archive/x.warc": samples()["WARC"][1], "datapackage.json": b"{}", "archive/a.warc": samples()["WARC"][1]})),
        "WACZ: a link": ("a.wacz", _link),
        # pictures, fonts, embedded files
        "PDF: a page as large as a country": ("a.pdf", lambda: _pdf(box="-1e30 -1e30 1e30 1e30")),
        "PDF: a picture of ten gigapixels": ("a.pdf", lambda: _pdf(more=b"5 0 obj<</Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode/Length 20>>stream\n" + zlib.compress(b"a" * 40)[:20] + b"\nendstream endobj\n", resources="/XObject<</I 5 0 R>>", content=b"/I Do")),
        "PDF: pages that hold themselves": ("a.pdf", lambda: _pdf(kids="2 0 R 3 0 R")),
        "PDF: a million pages": ("a.pdf", lambda: _pdf(kids="3 0 R " * 200_000, count=200_000)),
        "PDF: a font of random bytes": ("a.pdf", lambda: _font(bytes(range(256)) * 200)),
        "PDF: a font with broken tables": ("a.pdf", lambda: _font(_broken_font())),
        "PDF: a form that draws itself": ("a.pdf", lambda: _pdf(more=b"5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>>>/Length 5>>stream\n/I Do\nendstream endobj\n", resources="/XObject<</I 5 0 R>>", content=b"/I Do")),
        "PDF: a script and a file in it": ("a.pdf", lambda: _pdf(catalog="/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Names<</EmbeddedFiles<</Names[(a)<<>>]>>>>")),
        "Word: a program and an OLE object in it": ("a.docx", lambda: _changed("Word", {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 500, "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000)})),
        "OLE: a file of before 2007": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 100_000),
        "picture: a PNG of ten gigapixels": ("a.png", lambda: b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 100_000, 100_000, 8, 2, 0, 0, 0)),
        # tables
        "Excel: a sheet that says it is as large as can be": ("a.xlsx", lambda: _sheet("<dimension ref='A1:XFD1048576'/><sheetData><row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c></row></sheetData>")),
        "Excel: a formula that runs a program": ("a.xlsx", lambda: _sheet("<sheetData><row r='1'><c r='A1' t='str'><f>cmd|'/c calc'!A0</f><v>x</v></c></row></sheetData>")),
        "CSV: 200,000 columns": ("a.csv", lambda: b"date,text" + b"," * 200_000 + b"\n" + b"a," * 100_000),
        "CSV: a quotation that nothing ends": ("a.csv", lambda: b'date,text\n2018-08-12,"' + b"a\n" * 100_000),
        # strings that keep busy
        "kind: a row of comments": ("a.html", lambda: b"<!---->" * 1_100 + b"x"),
        "HTML: comments that nothing ends": ("a.html", lambda: b"<html>" + b"<!-- <script> <svg> <![CDATA[" * 100_000),
        "HTML: half a tag again and again": ("a.html", lambda: b"<html>" + b"<a " * 100_000),
        "HTML: signs without end": ("a.html", lambda: b"<html><p>" + b"&" * 500_000),
        "robots.txt: a pattern of stars": ("robots", lambda: b"User-agent: *\nDisallow: /" + b"*a" * 5_000 + b"$\n"),
        **{f"text: {piece!r} again and again": ("a.txt", _again(piece)) for piece in (" ", "\n ", "(", "“", "a@", "1,", "a said ", "- ", "[a](", "고 말했다 ", "2016-", "http://a", "By A ")},
    }  # fmt: skip


def _again(piece: str) -> Made:
    return lambda: (BODY + piece * (100_000 // len(piece))).encode()


@cache
def _zeros(megabytes: int) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
        for _ in range(megabytes):
            packed.write(bytes(1_000_000))
    return out.getvalue()


def _deflated(megabytes: int) -> bytes:
    packer = zlib.compressobj()
    return b"".join([*(packer.compress(b" " * 1_000_000) for _ in range(megabytes)), packer.flush()])


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _changed(sample: str, files: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(samples()[sample][1])) as archive:
        return _zip({**{name: archive.read(name) for name in archive.namelist()}, **files})


def _nested(depth: int) -> bytes:
    data = b"x"
    for _ in range(depth):
        data = _zip({"a.zip": data})
    return data


def _lying() -> bytes:
    data = bytearray(_changed("Word", {_WORD: bytes(60_000_000)}))
    real, said = struct.pack("<I", 60_000_000), struct.pack("<I", 100)
    return bytes(data.replace(real, said))


def _overlapping() -> bytes:
    """Many entries of the directory for one and the same member (D. Fifield, A better zip bomb, 2019)."""
    data = _zip({"word/document.xml": bytes(40_000_000)})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry, count = data[start:end], 1_000
    directory = entry * count
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def _warc(body: bytes, coding: str) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n".encode() + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2018-08-14T20:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return head.encode() + answer + b"\r\n\r\n"


def _deep_word(depth: int) -> bytes:
    return f"<w:document xmlns:w='{_W}'><w:body>{'<w:p>' * depth}{'</w:p>' * depth}</w:body></w:document>".encode()


def _tables(depth: int) -> bytes:
    inner = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>"
    return f"<w:document xmlns:w='{_W}'><w:body>{inner * depth}{'<w:p/></w:tc></w:tr></w:tbl>' * depth}</w:body></w:document>".encode()


def _outside(secret: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    each = (
        f"<Relationship Id='rId{90 + at}' Type='{kind}/{what}' Target='{secret}' TargetMode='External'/>"
        for at, what in enumerate(("attachedTemplate", "image", "subDocument"))
    )
    return f"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{''.join(each)}</Relationships>".encode()


def _head(kind: str) -> bytes:
    return f"From: a@example.org\r\nDate: Sun, 12 Aug 2018 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n".encode()


def _parts_in_parts(depth: int) -> bytes:
    return (
        _head("multipart/mixed; boundary=b0")
        + b"".join(f"--b{n}\r\nContent-Type: multipart/mixed; boundary=b{n + 1}\r\n\r\n".encode() for n in range(depth))
        + BODY.encode()
    )


def _mails_in_mails(depth: int) -> bytes:
    return _head("message/rfc822") * depth + BODY.encode()


def _link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("archive/a.warc")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("datapackage.json", "{}")
    return out.getvalue()


def _pdf(*, content: bytes = b"BT /F1 12 Tf 72 700 Td (Dozens of builders stopped work.) Tj ET", packed: bytes = b"", box: str = "0 0 612 792",
         kids: str = "3 0 R", count: int = 1, resources: str = "", more: bytes = b"", catalog: str = "", font: str = "/Subtype/Type1/BaseFont/Helvetica") -> bytes:  # fmt: skip
    stream = packed or content
    coding = "/Filter/FlateDecode" if packed else ""
    parts = [
        f"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalog}>>endobj\n2 0 obj<</Type/Pages/Kids[{kids}]/Count {count}>>endobj\n".encode(),
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F1 6 0 R>>{resources}>>>>endobj\n".encode(),
        f"4 0 obj<</Length {len(stream)}{coding}>>stream\n".encode(), stream, b"\nendstream endobj\n",
        f"6 0 obj<</Type/Font{font}>>endobj\n".encode(), more, b"trailer<</Root 1 0 R>>\n%%EOF\n",
    ]  # fmt: skip
    return b"".join(parts)


def _font(program: bytes) -> bytes:
    more = b"7 0 obj<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0/Ascent 1/Descent 1/CapHeight 1/StemV 1/FontFile2 8 0 R>>endobj\n"
    more += (
        f"8 0 obj<</Length {len(program)}/Length1 {len(program)}>>stream\n".encode() + program + b"\nendstream endobj\n"
    )
    return _pdf(more=more, font="/Subtype/TrueType/BaseFont/X/FirstChar 32/LastChar 32/Widths[9]/FontDescriptor 7 0 R")


def _broken_font() -> bytes:
    """A font whose tables say that they are longer than the file, lie over each other and begin at the end of the numbers."""
    tags = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post")
    head = b"\0\1\0\0" + struct.pack(">HHHH", len(tags), 128, 3, 16)
    tables = b"".join(
        struct.pack(">4sIII", tag, 0, 0xFFFFFFF0 if at % 2 else 12, 0xFFFFFFFF) for at, tag in enumerate(tags)
    )
    return head + tables + b"\xff" * 2_000


def _sheet(inner: str) -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return _changed("Excel", {"xl/worksheets/sheet1.xml": f"<worksheet xmlns='{name}'>{inner}</worksheet>".encode()})

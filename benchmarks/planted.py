"""Small files of every format with something planted in them, in every way to write it that we know: what the leak check must find."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from urllib.parse import quote

from secondsource.publish.redaction import forms
from secondsource.publish.redaction.protected import Protected
from secondsource.publish.redaction.search import Item, Kind

NAME, KOREAN, NORTHERN = "Tobias Fennimore", "김철수", "Ri Yong-ho"
PHONE, MAIL, PLACE, DAY = "+965 5010 2030", "desert.driver@mail.example.org", "Hamhung", date(2016, 4, 7)
IDENTIFIER = "7f20bb37dc141b9d-0"
PROTECTED = Protected(
    items=(
        Item(kind=Kind.NAME, forms=forms.name_forms(NAME)),
        Item(kind=Kind.NAME, forms=forms.part_forms(NAME), single=True),
        Item(kind=Kind.NAME, forms=forms.name_forms(KOREAN)),
        Item(kind=Kind.NAME, forms=forms.name_forms(NORTHERN)),
        Item(kind=Kind.PHONE, forms=forms.phone_forms(PHONE)),
        Item(kind=Kind.CONTACT, forms=forms.address_forms(MAIL)),
        Item(kind=Kind.PLACE, forms=forms.phrase_forms(PLACE), single=True),
        Item(kind=Kind.DAY, forms=forms.day_forms(DAY)),
        Item(kind=Kind.IDENTIFIER, forms=forms.identifier_forms(IDENTIFIER.partition("-")[0])),
        Item(kind=Kind.DETAIL, forms=forms.phrase_forms("a carpenter from the third brigade")),
    )
)
CLEAN = (
    "About 100 workers refused to work on 1 April 2016, Kim said. The driver of the Kuwait office, Lee, did not answer calls. Ham hung there; "
    "the young hog left. 17 April 2016 came. 2016-04-17. 김철순 씨와 이용해 씨. Ada Smith wrote, and so did Fenn and Tob. 5010 2031 is a number. Fennel, more or less."
)
"""Much like what is planted, and nobody's."""


def variants() -> Iterator[tuple[str, str]]:
    """What is planted, with the way in which it is written; as it would stand in plain text."""
    coded = base64.b64encode(f"seen: {NAME}".encode()).decode()
    yield from (
        ("as it is", NAME), ("capitals", NAME.upper()), ("small letters", NAME.lower()), ("surname first", "Fennimore Tobias"),
        ("with a comma", "Fennimore, Tobias"), ("initial", "T. Fennimore"), ("surname alone", "Fennimore"), ("possessive", "Fennimore's"),
        ("middle initial", "Tobias J. Fennimore"), ("soft hyphens", "Tobi\u00adas Fenni\u00admore"), ("zero-width spaces", "To\u200bbias Fe\u200bnnimore"),
        ("zero-width joiners", "Tobias F\u200dennimore"), ("word joiners", "Tobias F\u2060ennimore"), ("no-break space", "Tobias\u00a0Fennimore"),
        ("line break", "Tobias\nFennimore"), ("hyphen at the end of a line", "Tobias Fenni-\nmore"), ("letters apart", "T o b i a s F e n n i m o r e"),
        ("hyphens between letters", "F-e-n-n-i-m-o-r-e"), ("points between letters", "F.e.n.n.i.m.o.r.e"), ("full width", "Ｔｏｂｉａｓ Ｆｅｎｎｉｍｏｒｅ"),
        ("mathematical letters", "𝐓𝐨𝐛𝐢𝐚𝐬 𝐅𝐞𝐧𝐧𝐢𝐦𝐨𝐫𝐞"), ("circled letters", "Ⓕⓔⓝⓝⓘⓜⓞⓡⓔ"), ("raised letters", "ᶠᵉⁿⁿⁱᵐᵒʳᵉ"), ("small capitals", "Tᴏʙɪᴀs Fᴇɴɴɪᴍᴏʀᴇ"),
        ("Cyrillic look-alikes", "Tоbiаs Fеnnimоrе"), ("Greek look-alikes", "Tοbiαs Fεnnimοre"), ("accents", "Töbías Fénnimore"),
        ("combining marks", "Tobias Fe\u0301nnimore"), ("digits for letters", "T0b1as F3nn1m0re"), ("run together", "TobiasFennimore"),
        ("underscores", "tobias_fennimore"), ("within a path", "/people/tobias-fennimore/index"), ("hashtag", "#TobiasFennimore"),
        ("bold within", "<b>Fenn</b>im<i>ore</i>"), ("HTML numbers", "&#84;obias &#x46;ennimore"), ("HTML twice", "&amp;#70;ennimore"),
        ("soft hyphen as HTML", "Fenni&shy;more"), ("address escapes", "Tobias%20Fennimore"), ("address escapes of letters", "%46%65nnimore"),
        ("address escapes twice", "%2546ennimore"), ("JSON escapes", "\\u0054obias \\u0046ennimore"), ("CSS escapes", "\\46 ennimore"),
        ("bytes escaped", "\\x46ennimore"), ("octal", "\\106ennimore"), ("quoted-printable", "Tobias=20=46ennimore"), ("quoted line", "Tobias Fenni=\nmore"),
        ("header word", f"=?utf-8?B?{base64.b64encode(NAME.encode()).decode()}?="), ("base64", coded), ("base64 for addresses", coded.replace("+", "-")),
        ("data address", f"data:text/plain;base64,{coded}"), ("base32", base64.b32encode(NAME.encode()).decode()), ("hexadecimal", NAME.encode().hex()),
        ("hexadecimal with gaps", NAME.encode().hex(" ")), ("codes of letters", " ".join(str(ord(sign)) for sign in NAME)), ("backwards", "\u202eeromminneF saiboT".replace("romm", "rom")),
        ("tags of Unicode", "".join(chr(0xE0000 + ord(sign)) for sign in "Fennimore")), ("Markdown link", "[Fen](x)nimore"), ("Markdown emphasis", "Fen**nim**ore"),
        ("comment within", "Fen<!-- x -->nimore"), ("flags", "".join(chr(0x1F1E6 + ord(sign) - 97) for sign in "fennimore")),
        ("Hangul", KOREAN), ("Hangul with a particle", f"{KOREAN}가"), ("Hangul apart", "김 철 수"), ("Hangul taken apart", unicodedata.normalize("NFD", KOREAN)),
        ("Hangul as HTML", "&#44608;&#52384;&#49688;"), ("Hangul in JSON", "\\uae40\\ucca0\\uc218"), ("Hangul in an address", quote(KOREAN)),
        ("Hangul in base64", base64.b64encode(f"{KOREAN} 씨가".encode()).decode()), ("northern romanisation", "Kim Chol-su"), ("southern romanisation", "Kim Cheol-soo"),
        ("given name first", "Chol-su Kim"), ("Gim", "Gim Cheolsu"), ("McCune-Reischauer", "Kim Ch'ŏl-su"), ("Cyrillic name", "Ким Чхоль Су"), ("joined name", "KimCholsu"),
        ("name of a file", "kim_chol_su"), ("Lee for Ri", "Lee Yong Ho"), ("Yi for Ri", "Yi Yong-ho"), ("northern Hangul", "리용호"), ("southern Hangul", "이용호"), ("Rhee", "Rhee Yong Ho"),
        ("telephone", PHONE), ("telephone run together", "+96550102030"), ("telephone with 00", "00965 5010 2030"), ("telephone with points", "5010.2030"),
        ("telephone in brackets", "(965) 5010-2030"), ("telephone in words", "five zero one zero two zero three zero"), ("telephone, full width", "５０１０２０３０"),
        ("telephone, Arabic digits", "٥٠١٠٢٠٣٠"), ("telephone as a link", "tel:+96550102030"),
        ("mail address", MAIL), ("mail spelt out", "desert.driver [at] mail [dot] example [dot] org"), ("mail in capitals", MAIL.upper()), ("mail as HTML", "desert.driver&#64;mail.example.org"),
        ("mail in an address", "mailto:desert.driver%40mail.example.org"), ("name of a mailbox", "desertdriver"),
        ("place", PLACE), ("place in capitals", "HAMHUNG"), ("place in small letters", "hamhung"), ("place with accents", "Hamhŭng"), ("place cut", "Ham-\nhung"), ("place, letters apart", "H a m h u n g"),
        ("day", "7 April 2016"), ("day, American", "April 7, 2016"), ("day, ISO", "2016-04-07"), ("day with slashes", "07/04/2016"), ("day, American slashes", "4/7/2016"), ("day with points", "7.4.2016"),
        ("day run together", "20160407"), ("day in Korean", "2016년 4월 7일"), ("day with an ending", "the 7th of April 2016"), ("day, month cut", "7 Apr 2016"), ("day in words", "the seventh of April 2016"),
        ("identifier", IDENTIFIER), ("beginning of an identifier", "7f20bb37dc14"), ("identifier in capitals", "7F20BB37DC141B9D"),
        ("description", "A carpenter from the Third Brigade"), ("description cut", "a carpenter\nfrom the third\u00a0brigade"),
    )  # fmt: skip


def plain(words: str) -> bytes:
    """A text."""
    return f"{CLEAN}\n{words}\n".encode()


def _html(words: str) -> bytes:
    return f"<!doctype html><title>x</title><p>{CLEAN}</p><p>{words}</p>".encode()


def _csv(words: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], ["1", CLEAN], ["2", words]])
    return out.getvalue().encode()


def _json(words: str) -> bytes:
    return json.dumps([{"text": CLEAN}, {"text": words}], ensure_ascii=False).encode()


def _jsonl(words: str) -> bytes:
    return f"{json.dumps({'text': CLEAN})}\n{json.dumps({'text': words})}\n".encode()


def _svg(words: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><desc>{escape(words)}</desc><text>{escape(CLEAN)}</text></svg>'.encode()


def _graphml(words: str) -> bytes:
    return f'<graphml><graph><node id="n1"><data key="d">{escape(words)}</data></node></graph></graphml>'.encode()


def _docx(words: str) -> bytes:
    from docx import Document

    made, out = Document(), io.BytesIO()
    made.part.package.main_document_part  # noqa: B018 - the template is loaded here
    made.add_paragraph(CLEAN)
    paragraph = made.add_paragraph()
    for part in (words[:3], words[3:]):
        paragraph.add_run(_xml_safe(part))
    made.save(out)
    return without_thumbnail(out.getvalue())


def _xlsx(words: str) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append([CLEAN])
    hidden = book.create_sheet("kept")
    hidden.sheet_state = "hidden"
    hidden.append([_xml_safe(words)])
    book.save(out)
    return out.getvalue()


def _pdf(words: str) -> bytes:
    import typst

    page = (
        '#set text(font: ("Noto Sans", "Noto Sans KR"))\n'
        + f"#{json.dumps(CLEAN, ensure_ascii=False)}\n\n#{json.dumps(words, ensure_ascii=False)}"
    )
    return bytes(typst.compile(page.encode()))


def _parquet(words: str) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"text": [CLEAN, words], "n": [1, 2]}), out, compression="zstd")
    return out.getvalue()


def _zip(words: str) -> bytes:
    return zipped({"a.txt": plain(words)})


def _wacz(words: str) -> bytes:
    warc = b"WARC/1.1\r\nWARC-Type: response\r\n\r\n" + _html(words)
    return zipped({"archive/data.warc.gz": gzip.compress(warc), "datapackage.json": b"{}"})


FORMATS: dict[str, Callable[[str], bytes]] = {
    "plain": plain, "html": _html, "md": plain, "csv": _csv, "json": _json, "jsonl": _jsonl, "svg": _svg, "graphml": _graphml,
    "docx": _docx, "xlsx": _xlsx, "pdf": _pdf, "parquet": _parquet, "zip": _zip, "wacz": _wacz,
}  # fmt: skip
"""By name, what writes a file with words planted in it."""
DRAWN = frozenset({"flags", "tags of Unicode", "backwards"})
"""Ways to write that a page of a PDF does not keep as letters: it draws them, or leaves them out."""


def zipped(members: dict[str, bytes], comment: bytes = b"") -> bytes:
    """An archive with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def without_thumbnail(data: bytes) -> bytes:
    """A DOCX without the picture that its template brings along, which nobody can read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({n: archive.read(n) for n in archive.namelist() if not n.endswith("thumbnail.jpeg")})


def _xml_safe(words: str) -> str:
    return "".join(sign for sign in words if sign >= " " or sign in "\n\t")

"""Everything in a PDF: words of the pages, metadata, bookmarks, links, annotations, attachments, pictures, and what its streams hold unpacked."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator

from .strings import strings

Part = tuple[str, str | None, bytes | None]
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_DRAWS = re.compile(rb"\bBT\b|\d (?:re|m|l|cm|Tf|scn|rg)\s")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAME = re.compile(rb"/((?:[\w.+-]|#[0-9A-Fa-f]{2})*#[0-9A-Fa-f]{2}(?:[\w.+-]|#[0-9A-Fa-f]{2})*)")
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"", b"\n": b"", b"\r": b""}


def parts(data: bytes) -> Iterator[Part]:
    """Where, its words, its bytes (of attachments and pictures)."""
    yield from _raw(data)
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        yield "a PDF that is damaged or locked", None, None
        return
    try:
        yield from _document(document)
    finally:
        document.close()


def _document(document: object) -> Iterator[Part]:
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    assert isinstance(document, pdfium.PdfDocument)
    for key, value in document.get_metadata_dict().items():
        yield f"metadata ({key})", value, None
    for mark in document.get_toc():
        yield "bookmarks", mark.get_title(), None
    for at in range(document.count_attachments()):
        attachment = document.get_attachment(at)
        yield "name of an attachment", attachment.get_name(), None
        for key in ("Desc", "CreationDate", "ModDate", "CheckSum"):
            if attachment.has_key(key):
                yield "remark on an attachment", attachment.get_str_value(key), None
        yield "an attachment", None, bytes(attachment.get_data())
    words = []
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_range()
        words.append(text)
        yield f"page {number}", text, None
        if label := document.get_page_label(number - 1):
            yield "label of a page", label, None
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=12):
            yield "a picture", None, bytes(item.get_data(decode_simple=False))
        yield from _annotations(page.raw)
    yield "pages, one after the other", "".join(words), None


def _annotations(page: object) -> Iterator[Part]:
    import pypdfium2.raw as raw

    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, at)
        for key in (b"Contents", b"T", b"Subj", b"NM", b"TU", b"TM", b"V", b"DV", b"RC", b"DA", b"M"):
            size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
            if size > 2:
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
                yield "an annotation", buffer.raw[:size].decode("utf-16-le", "replace"), None
        raw.FPDFPage_CloseAnnot(note)


def _raw(data: bytes) -> Iterator[Part]:
    """The file's own bytes and every stream that can be unpacked, as text, their strings with escapes undone."""
    for place, content in _streams(data):
        yield place, strings(content), None
        found = [_literal(m[0][1:-1]) for m in _STRING.finditer(content)]
        found += [bytes.fromhex(_even(re.sub(rb"\s", b"", m[1])).decode()) for m in _HEX.finditer(content)]
        found += [
            re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), m[1]) for m in _NAME.finditer(content)
        ]
        if found:
            yield f"strings in {place}", "".join(map(_text, found)), None
            yield f"strings in {place}", "\n".join(map(_text, found)), None


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file without its streams, and those streams that hold words: metadata and objects. What pages and fonts hold is read as pages."""
    yield "the file's own words", _STREAM.sub(b"", data)
    for match in _STREAM.finditer(data):
        try:
            content = zlib.decompressobj().decompress(match[1], 1 << 24)
        except zlib.error:
            content = match[1]
        start = content[:4096]
        if not start or b"begincmap" in start or _DRAWS.search(content[:65536]):
            continue
        if sum(32 <= sign < 127 or sign in b"\t\r\n" for sign in start) >= 0.8 * len(start):
            yield "a stream", content


def _literal(string: bytes) -> bytes:
    def sign(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8) & 255]) if code[:1] in b"01234567" else _SIGNS.get(code, code)

    return _ESCAPE.sub(sign, string)


def _even(digits: bytes) -> bytes:
    return digits + b"0" * (len(digits) % 2)


def _text(string: bytes) -> str:
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", "replace")
    if string.startswith(b"\xef\xbb\xbf"):
        return string[3:].decode("utf-8", "replace")
    return string.decode("latin-1")

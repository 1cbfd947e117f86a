"""What a document is: its bytes decide, its name only where they leave it open."""

from __future__ import annotations

import codecs
import re
import zipfile
from io import BytesIO

from .warc_records import is_warc

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"(\xb5/\xfd", "application/zstd"),
    (b"7z\xbc\xaf'\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
)
_HWP = "application/x-hwp"
_HWP_MARK = b"HWP Document File"
"""How files of the Hangul word processor name themselves, those before version 5 at their start (Hancom, HWP document file formats 3.0 and 5.0)."""
_ZIPPED = (
    ("word/document.xml", _DOCX),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|meta|title|article|main|div|section|script|p|h1|table)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""A comment ends at its first `-->`: if it could end at a later one, a row of comments could be told apart in ways without number."""
_XML = re.compile(r"\s*<(?:\?xml|rss|feed|urlset|sitemapindex)\b", re.IGNORECASE)
_HEADER = re.compile(
    r"(?:from|to|cc|date|subject|sender|reply-to|received|return-path|delivered-to|message-id|mime-version|content-type|"
    r"dkim-signature|authentication-results|list-[a-z-]+|arc-[a-z-]+|x-[\w-]+|envelope-to|in-reply-to|references|content-transfer-encoding)"
    r":(?: |\t|\r?\n[ \t])",
    re.IGNORECASE,
)
_MUST = re.compile(r"^(?:from|date|message-id|received|mime-version|return-path):", re.IGNORECASE | re.MULTILINE)
_MBOX = re.compile(r"From \S.{0,200}\d{4}\r?\n[\w-]+:")
_JSON = re.compile(r'\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|\]))')


def media_of(data: bytes, name: str) -> str:
    """The MIME type of the document.

    Args:
        data: its bytes.
        name: its file name; decides only between kinds of text (`.md`, `.json`, `.eml` ...).
    """
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _HWP if _HWP_MARK in data or name.lower().endswith(".hwp") else "application/x-ole-storage"
    if data.startswith(_HWP_MARK):
        return _HWP
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, _ending(name))
    if is_warc(data):
        return "application/warc"
    for magic, media in _MAGIC:
        if data.startswith(magic):
            return media
    if data[4:8] == b"ftyp":
        return "video/mp4"
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}[data[8:12]]
    return _written(_glance(data), _ending(name))


def _ending(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _zipped(data: bytes, ending: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                if declared.startswith("application/"):
                    return declared
    except Exception:  # a broken archive may raise nearly anything; the bytes are still those of an archive
        office = b"word/document.xml" in data or ending in ("docx", "docm")
        return _DOCX if office else "application/zip"
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "application/wacz"
    return next((media for member, media in _ZIPPED if member in names), "application/zip")


def _glance(data: bytes) -> str:
    head = data[:8192]
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF8, "utf-8"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return head.decode("utf-16-le", "replace")
    return head.decode("latin-1")


def _written(text: str, ending: str) -> str:
    if ending in ("jsonl", "ndjson") or (ending != "json" and _JSON.match(text) and re.search(r"\}\s*\n\s*\{", text)):
        return "application/jsonl"
    if ending == "json" or _JSON.match(text):
        return "application/json"
    if _MBOX.match(text):
        return "application/mbox"
    if _is_mail(text, ending):
        return "message/rfc822"
    if _HTML.match(text) or (ending in ("html", "htm", "xhtml") and re.search(r"<[a-zA-Z!/]", text)):
        return "text/html"
    if _XML.match(text):
        return "text/html" if re.search(r"<html\b", text, re.IGNORECASE) else "application/xml"
    if ending in ("csv", "tsv", "tab"):
        return "text/csv"
    return "text/markdown" if ending in ("md", "markdown") else "text/plain"


def _is_mail(text: str, ending: str) -> bool:
    lines = text.lstrip("\r\n").splitlines()[:40]
    if not lines or not _HEADER.match(lines[0] + "\n "):
        return False
    head: list[str] = []
    for line in lines:
        if not line.strip():
            break
        head.append(line)
    named = sum(bool(_HEADER.match(line + "\n ")) for line in head)
    fits = all(re.match(r"[\w-]+:|[ \t]", line) for line in head)
    return fits and named >= (1 if ending == "eml" else 2) and bool(_MUST.search("\n".join(head)))

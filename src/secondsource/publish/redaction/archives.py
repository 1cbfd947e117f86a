"""What a zip file holds (also DOCX, XLSX, WACZ): names, remarks, extra fields, dates and contents of its members, and what lies between them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from .strings import strings

Part = tuple[str, str | None, bytes | None]


def members(data: bytes, most: int) -> Iterator[Part]:
    """The parts: where, its words, its bytes; a part with neither cannot be read.

    Args:
        data: the archive.
        most: bytes that are unpacked of one member.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError):
        yield "an archive that is damaged", None, None
        return
    with archive:
        if archive.comment:
            yield "remark of the archive", _words(archive.comment), None
        for info in archive.infolist():
            place = f"member {_safe(info.filename)}"
            yield "name of a member", info.filename, None
            yield "name of a member", info.orig_filename, None
            yield "date of a member", "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*info.date_time), None
            if info.comment:
                yield "remark of a member", _words(info.comment), None
            if info.extra:
                yield "extra field of a member", _words(info.extra), None
            if info.is_dir():
                continue
            if info.file_size > most or info.flag_bits & 1:
                yield f"{place}, too large or locked", None, None
                continue
            try:
                yield place, None, archive.read(info)
            except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError):
                yield f"{place}, damaged", None, None
        # Bytes before, between and behind the members are read by no program, and could be by somebody.
        beside, extras = _beside(data, archive)
        if extras:
            yield "extra field of a member", strings(extras), None
        if beside:
            yield "bytes beside the members", strings(beside), None


def _beside(data: bytes, archive: zipfile.ZipFile) -> tuple[bytes, bytes]:
    """What no member holds, and the extra fields that stand before each (APPNOTE 6.3.10, 4.3.7)."""
    gaps, extras, at = [], [], 0
    for info in sorted(archive.infolist(), key=lambda i: i.header_offset):
        head = data[info.header_offset : info.header_offset + 30]
        named, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
        gaps.append(data[at : info.header_offset])
        start = info.header_offset + 30 + named
        extras.append(data[start : start + extra])
        at = start + extra + info.compress_size
    gaps.append(data[at : archive.start_dir])
    end = data.rfind(b"PK\5\6")
    gaps.append(data[end + 22 + len(archive.comment) :] if end >= 0 else b"")
    return b"\0".join(gap for gap in gaps if len(gap) > 24), b"\0".join(extras)


def _words(data: bytes) -> str:
    return f"{data.decode('utf-8', 'replace')}\n{data.decode('latin-1')}\n{data.decode('utf-16-le', 'replace')}"


def _safe(name: str) -> str:
    """What of a member's name may stand in an error: its place in the format, never words of somebody."""
    known = (
        "[Content_Types].xml",
        "_rels",
        "docProps",
        "word",
        "xl",
        "customXml",
        "archive",
        "pages",
        "indexes",
        "fuzzy",
    )
    parts = name.split("/")
    return "/".join(
        part
        if part in known or part.rsplit(".", 1)[0].rstrip("0123456789") in _OFFICE
        else "…" + part[part.rfind(".") :] * ("." in part)
        for part in parts
    )


_OFFICE = frozenset(
    [
        "document",
        "styles",
        "settings",
        "core",
        "app",
        "custom",
        "comments",
        "footnotes",
        "endnotes",
        "header",
        "footer",
        "numbering",
        "fontTable",
        "webSettings",
        "theme",
        "people",
        "workbook",
        "sharedStrings",
        "sheet",
        "worksheets",
        "media",
        "theme",
        "tables",
        "charts",
        "drawings",
        "metadata",
        "glossary",
        "commentsExtended",
        "item",
        "itemProps",
        "datapackage",
    ]
)

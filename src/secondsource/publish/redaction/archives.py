"""What a zip file holds (also DOCX, XLSX, WACZ): names, remarks, extra fields, dates and contents of its members, and what lies between them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

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
        covered = len(archive.comment) + 22
        for info in archive.infolist():
            covered += info.compress_size + len(info.extra) + len(info.comment) + 2 * len(info.orig_filename.encode()) + 76
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
    # Bytes between the members and before or behind them are read by no program, and could be by somebody.
    if len(data) > covered + 4096 or not data.rstrip(b"\0").endswith(archive.comment or data[-1:]):
        yield "bytes beside the members", _words(data), None


def _words(data: bytes) -> str:
    return f"{data.decode('utf-8', 'replace')}\n{data.decode('latin-1')}\n{data.decode('utf-16-le', 'replace')}"


def _safe(name: str) -> str:
    """What of a member's name may stand in an error: its place in the format, never words of somebody."""
    known = ("[Content_Types].xml", "_rels", "docProps", "word", "xl", "customXml", "archive", "pages", "indexes", "fuzzy")
    parts = name.split("/")
    return "/".join(
        part if part in known or part.rsplit(".", 1)[0].rstrip("0123456789") in _OFFICE else "…" + part[part.rfind(".") :] * ("." in part)
        for part in parts
    )


_OFFICE = frozenset(
    "document styles settings core app custom comments footnotes endnotes header footer numbering fontTable webSettings theme people workbook sharedStrings "
    "sheet worksheets media theme tables charts drawings metadata glossary commentsExtended item itemProps datapackage".split()
)

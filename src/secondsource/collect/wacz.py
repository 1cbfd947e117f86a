"""Web archives packed for sharing (WACZ 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/): a ZIP of WARC files with a list of their digests.

Nothing is unpacked to disk, and only the WARC files in it are read.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from ..model import SetAside, Unreadable, digest_of
from .draft import Extract
from .errors import DamagedFile, NoPageInArchive, PackedFiles, PasswordNeeded, ZipBomb
from .warc_pages import pages
from .warc_records import is_packed, is_warc, records

UNPACKED = 500_000_000
"""Bytes that the WARC files of one archive may unpack to together; they are packed already, so this is five times the largest file read."""
MEMBERS = 10_000
LIST = "datapackage.json"
_BAD = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, IndexError)
"""What zipfile lets through for a damaged or hostile archive."""
_CHANGED = "The WARC file it is in does not fit the digest in the archive's list of contents: it was changed after it was packed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A WARC file of the archive.

    Args:
        name: its path in the archive.
        data: its bytes; empty if they could not be had.
        problem: why they could not be had, or why they are not to be relied on; empty if all is well.
    """

    name: str
    data: bytes = b""
    problem: Unreadable | None = None


def extract(data: bytes, name: str) -> Extract:
    """The pages of every WARC file in the archive. What is wrong with one file is said, and the rest is read.

    Raises:
        DamagedFile: if it is no ZIP. ZipBomb: if it lists more files than any archive holds. NoPageInArchive: if nothing in it is a page.
    """
    drafts, aside = [], []
    for member in members(data):
        label = f"{name}/{member.name.rsplit('/', 1)[-1]}"
        if member.problem is not None:
            problem = member.problem
            aside.append(SetAside(name=label, digest="", reason=str(problem), error=type(problem).__name__))
        if member.data:
            found = pages(records(member.data), label)
            notes = (str(member.problem),) if member.problem else ()
            drafts += [replace(draft, notes=(*draft.notes, *notes)) for draft in found.drafts]
            aside += found.aside
    if not drafts and not aside:
        raise NoPageInArchive
    return Extract(tuple(replace(draft, at=at) for at, draft in enumerate(drafts)), tuple(aside))


def members(data: bytes) -> Iterator[Member]:
    """The WARC files of the archive, each held against the list of contents."""
    left = UNPACKED
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BAD as error:
        raise DamagedFile from error
    with archive:
        listed = archive.infolist()
        if len(listed) > MEMBERS:
            raise ZipBomb
        known = _digests(archive)
        if known is None:
            reason = f"The archive's list of contents ({LIST}) cannot be read, so nothing in it could be held against its digest."
            yield Member(name=LIST, problem=DamagedFile(reason))
        for item in listed:
            if item.is_dir() or not re.match(r"/?(?:[^/]*/)*archive/", item.filename):
                continue
            member = _member(archive, item, left, known)
            left -= len(member.data)
            yield member
        there = {item.filename for item in listed}
        for missing in sorted(path for path in known or () if path.startswith("archive/") and path not in there):
            reason = "The archive's list of contents names this file, and it is not there. Get the archive again."
            yield Member(name=missing, problem=DamagedFile(reason))


def _member(archive: zipfile.ZipFile, item: zipfile.ZipInfo, left: int, known: dict[str, str] | None) -> Member:
    name = item.filename
    if name.startswith("/") or ".." in name.split("/") or "\\" in name or "\0" in name:
        return Member(
            name=name, problem=PackedFiles("The name of the file leads out of the archive, so it was not read.")
        )
    if item.flag_bits & 1:
        return Member(name=name, problem=PasswordNeeded())
    if item.file_size > left:
        return Member(name=name, problem=ZipBomb())
    try:
        with archive.open(item) as file:
            # What the archive declares need not be true.
            data = file.read(left + 1)
    except _BAD:
        return Member(name=name, problem=DamagedFile())
    if len(data) > left:
        return Member(name=name, problem=ZipBomb())
    if not is_warc(data) and not is_packed(data):
        reason = "The file is no web archive (WARC). Unpack the archive, and add what is in it as files of their own."
        return Member(name=name, problem=PackedFiles(reason))
    if known is None:
        return Member(name=name, data=data)
    given = known.get(name)
    if given is None:
        return Member(
            name=name,
            data=data,
            problem=DamagedFile("The WARC file it is in is not in the archive's list of contents."),
        )
    return Member(name=name, data=data, problem=None if _fits(given, data) else DamagedFile(_CHANGED))


def _fits(given: str, data: bytes) -> bool:
    kind, _, value = given.partition(":")
    return kind.lower() != "sha256" or value.lower() == digest_of(data)


def _digests(archive: zipfile.ZipFile) -> dict[str, str] | None:
    """The digest of each file as the list of contents gives it; None if there is no list that can be read."""
    try:
        with archive.open(LIST) as file:
            value = json.loads(file.read(20_000_000))
        resources = value["resources"]
        return {str(r["path"]): str(r.get("hash", "")) for r in resources if isinstance(r, dict) and "path" in r}
    except (*_BAD, KeyError, TypeError, AttributeError, RecursionError):
        return None

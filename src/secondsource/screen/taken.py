"""Files of a list, as they were fetched, made into one list: which format each is, and which belong together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from . import ftm, ofac, un
from .entry import Parsed
from .errors import NotAList

FORMATS = ("un", "ofac", "ftm")
MOST_BYTES = 1 << 30
"""Bytes of the largest file that is taken; a larger one is most likely something else."""
_MAGIC = (
    (b"PK\x03\x04", "a zip archive. Unpack it and import the list inside"),
    (b"\x1f\x8b", "compressed with gzip. Unpack it and import the list inside"),
    (b"BZh", "compressed with bzip2. Unpack it and import the list inside"),
    (b"7z\xbc\xaf", "a 7z archive. Unpack it and import the list inside"),
    (b"%PDF", "a PDF. Take the list's XML, CSV or JSON"),
    (b"\xd0\xcf\x11\xe0", "an office document. Take the list's XML, CSV or JSON"),
)


def format_of(name: str, data: bytes) -> str:
    """Which file of which list it is: `un`, `ftm`, or `ofac:sdn`, `ofac:alt`, `ofac:add`, `ofac:comments`.

    Raises:
        NotAList: if it is none of them; the sentence says what it seems to be.
    """
    if not data.strip(b"\x00 \t\r\n\x1a\xef\xbb\xbf"):
        raise NotAList(f"“{name}” is empty. Fetch it anew from its publisher.")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NotAList(f"“{name}” is {what}.")
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise NotAList(f"“{name}” is a web page. Take the file that the page links to.")
    if head.startswith(b"<") or data.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        return "un"
    if head.startswith(b"{"):
        if ftm.looks_like(data):
            return "ftm"
        raise NotAList(
            f"“{name}” is JSON, but its first line is no FollowTheMoney entity. Take entities.ftm.json or targets.nested.json."
        )
    if part := ofac.part_of(data):
        return f"ofac:{part}"
    raise NotAList(
        f"“{name}” is none of the lists that can be taken in. Take the UN's consolidated XML, OFAC's sdn.csv with alt.csv, or FollowTheMoney JSON lines, "
        "as their publishers give them out."
    )


def together(files: Mapping[str, bytes], formats: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The names of files that make one list, a tuple for each list: OFAC's parts belong together, every other file is one.

    Raises:
        NotAList: if two files are the same part of an OFAC list.
    """
    out: list[tuple[str, ...]] = []
    parts: dict[tuple[str, str], str] = {}
    for name in files:
        if not formats[name].startswith("ofac:"):
            out.append((name,))
            continue
        key = (_ofac_list(name), formats[name])
        if key in parts:
            raise NotAList(
                f"“{parts[key]}” and “{name}” are both {key[1].removeprefix('ofac:')}.csv. Import the files of one day at a time."
            )
        parts[key] = name
    lists = dict.fromkeys(which for which, _ in parts)
    return [*out, *(tuple(name for (which, _), name in parts.items() if which == one) for one in lists)]


def _ofac_list(name: str) -> str:
    return "ofac-cons" if re.match(r"(?i)(?:.*[/\\])?cons_", name) else "ofac"


def parsed(
    names: Sequence[str], files: Mapping[str, bytes], formats: Mapping[str, str], *, called: str | None = None
) -> Parsed:
    """The list that these files make.

    Args:
        names: files that belong together.
        files: bytes by name.
        formats: what `format_of` says of each.
        called: what to call a FollowTheMoney list; its dataset if None.

    Raises:
        NotAList, BrokenList: if they are none, or damaged.
    """
    first = formats[names[0]]
    if first == "un":
        return un.parse(files[names[0]])
    if first == "ftm":
        return ftm.parse(files[names[0]], name=called)
    return ofac.parse({formats[name].removeprefix("ofac:"): files[name] for name in names}, name=_ofac_list(names[0]))

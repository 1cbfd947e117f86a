"""The list of Specially Designated Nationals of the US Treasury (OFAC) in its CSV: sdn.csv, alt.csv, add.csv, sdn_comments.csv.

No header; `-0-` for nothing; the files are joined by `ent_num`; a control character 0x1A may end each (OFAC data specification, 2023). They say neither
of which day they are nor since when an entry stands. The non-SDN lists (cons_prim.csv ...) have the same columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .alike import Kind
from .entry import ListedName, ListEntry, Parsed
from .errors import BrokenList, NotAList
from .vessels import IMO

PUBLISHER = "US Treasury, Office of Foreign Assets Control"
COLUMNS = {"sdn": 12, "alt": 5, "add": 6, "comments": 2}
"""Fields of a row in each of the files."""
_KINDS = {"individual": Kind.PERSON, "vessel": Kind.SHIP, "aircraft": Kind.AIRCRAFT, "": Kind.BODY}
_ID = re.compile(r"[0-9]{1,18}")
_QUOTED = re.compile(r"\b([afn])\.k\.a\. '([^']{2,120})'")
_MOST = 1 << 24
"""Characters of the longest field."""


def part_of(data: bytes) -> str | None:
    """Which of the files it is by its first row: `sdn`, `alt`, `add` or `comments`; None if it is none."""
    try:
        first = next(_rows(_text(data[:65536])), None)
    except csv.Error:
        return None
    if first is None or not first[1] or not first[1][0].strip().isdigit():
        return None
    row = first[1]
    if len(row) == COLUMNS["add"] or len(row) == COLUMNS["alt"]:
        # Both have a number second; only alternate names say which sort they are third.
        sort = row[2].strip().lower()
        return "alt" if sort in ("aka", "fka", "nka") else "add" if len(row) == COLUMNS["add"] else None
    return {12: "sdn", 2: "comments"}.get(len(row))


def parse(files: Mapping[str, bytes], *, name: str = "ofac") -> Parsed:
    """The entries of the files taken together.

    Args:
        files: content by part; `sdn` must be among them.
        name: which list it is, `ofac` or `ofac-cons`.

    Raises:
        NotAList: if the main file is missing.
        BrokenList: if a file is cut short.
    """
    if "sdn" not in files:
        raise NotAList("These are parts of an OFAC list without its main file. Import sdn.csv together with them.")
    aside: list[str] = []
    rows = {part: list(_whole(data, part, aside)) for part, data in files.items()}
    names: defaultdict[str, list[ListedName]] = defaultdict(list)
    for row in rows.get("alt", ()):
        names[row[0]].append(ListedName(text=row[3], weak="weak" in row[4].lower(), what=row[2]))
    countries: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.get("add", ()):
        countries[row[0]].append(row[4])
    more: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.get("comments", ()):
        more[row[0]].append(row[1])
    entries = {row[0]: _entry(row, names[row[0]], countries[row[0]], more[row[0]]) for row in rows["sdn"] if row[1]}
    if not entries:
        raise BrokenList("The OFAC list has no entries. Fetch it anew from its publisher and import that file.")
    if lost := sorted(set(names) - set(entries), key=int):
        aside.append(
            f"alt.csv has names of {len(lost)} entries that sdn.csv does not have, such as {lost[0]}; are they of one day?"
        )
    ordered = tuple(entries[key] for key in sorted(entries, key=int))
    return Parsed(list=name, publisher=PUBLISHER, as_of=None, entries=ordered, aside=tuple(aside))


def _entry(row: Sequence[str], names: Sequence[ListedName], countries: Sequence[str], more: Sequence[str]) -> ListEntry:
    remarks = " ".join((row[11], *more))
    quoted = [ListedName(text=found[2], weak=True, what=f"{found[1]}.k.a.") for found in _QUOTED.finditer(remarks)]
    kind = _KINDS.get(row[2].lower())
    about = (row[3].replace("] [", ", "), row[4], row[9] and f"flag {row[9]}", *dict.fromkeys(filter(None, countries)))
    return ListEntry(
        id=row[0],
        kind=kind,
        names=tuple(dict.fromkeys((ListedName(text=row[1]), *(n for n in names if n.text), *quoted))),
        imo=tuple(dict.fromkeys(IMO.findall(remarks))) if kind is not Kind.PERSON else (),
        about=tuple(filter(None, about)),
    )


def _whole(data: bytes, part: str, aside: list[str]) -> Iterator[list[str]]:
    """The rows of a file that are as they should be; raises BrokenList if the last is not: the rest of the file is missing."""
    bad: tuple[int, str] | None = None
    try:
        for line, row in _rows(_text(data)):
            if bad:
                aside.append(bad[1])
                bad = None
            cells = ["" if (cell := value.strip()) in ("-0-", "- 0 -") else cell for value in row]
            if len(cells) != COLUMNS[part] or not _ID.fullmatch(cells[0]):
                bad = (
                    line,
                    f"Line {line} of {part}.csv has {len(cells)} fields instead of {COLUMNS[part]} and was left out.",
                )
            else:
                yield cells
    except csv.Error as error:
        raise BrokenList(f"{part}.csv is cut short or damaged ({error}). Fetch it anew from its publisher.") from error
    if bad:
        raise BrokenList(f"{part}.csv ends in the middle of line {bad[0]}. Fetch it anew from its publisher.")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_MOST)
    reader = csv.reader(io.StringIO(text.rstrip("\x1a \r\n\0") + "\n", newline=""), strict=True)
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, row


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")

"""Citations as CSL-JSON, which Zotero, Mendeley and others export ("CSL JSON", "Better CSL JSON"): items with an abstract or a note become reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...model import RegionKind
from ..draft import Extract
from ..errors import NotAReport
from .item import Found, Part, unmarked

TYPES = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
        "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event", "figure",
        "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score",
        "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication", "post", "post-weblog",
        "regulation", "report", "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
    }
)  # fmt: skip
"""The types of CSL 1.0.2."""
_LABEL = "An abstract or note from a list of citations, not the whole text."
_SETTING = re.compile(r"^[\w .-]{1,40}: .{0,200}$")
"""How Zotero keeps further fields in its “Extra”, which comes as `note`."""


def is_item(value: Any) -> bool:
    """Whether a JSON value is an item of CSL, and no report of our own form."""
    if not isinstance(value, dict) or isinstance(value.get("text"), str):
        return False
    return isinstance(value.get("type"), str) and value["type"] in TYPES


def read(items: list[Any], name: str, note: str | None = None) -> Extract:
    """The reports of the items.

    Args:
        items: the JSON values.
        name: the file's name.
        note: how its characters were got.
    """
    found = Found(name, note)
    for at, item in enumerate(items):
        if not isinstance(item, dict) or not isinstance(item.get("type"), str):
            found.leave(
                at, "This item is no citation: CSL-JSON wants an object with a `type` and an `id`.", NotAReport.__name__
            )
        elif not _add(found, at, item):
            called = unmarked(str(item.get("title") or item.get("id") or "without a title"))[:80]
            found.leave(
                at,
                f"The citation “{called}” has no abstract and no note. Add the publication itself, or a file of its text.",
            )
    return found.extract()


def _add(found: Found, at: int, item: dict[str, Any]) -> bool:
    own = item.get("custom") if isinstance(item.get("custom"), dict) else {}
    ours = isinstance(own.get("capture"), str) if own else False
    plain = str if ours else unmarked  # what we write has no marks, so what looks like one is words
    parts: list[Part] = []
    for field in ("abstract", "annote", "note"):
        value = item.get(field)
        if not isinstance(value, str) or (ours and field == "note"):
            continue
        kind = None if field == "abstract" else RegionKind.NOTE
        words = value if field != "note" else "\n".join(line for line in value.split("\n") if not _SETTING.match(line))
        parts += [(paragraph, kind, None) for paragraph in re.split(r"\n\s*\n", plain(words))]
    label = item.get("note") if ours and isinstance(item.get("note"), str) else None
    given: dict[str, tuple[Any, str]] = {
        "title": (plain(_text(item, "title")), "the field “title” of the citation"),
        "byline": ("; ".join(_names(item.get("author"))), "the field “author” of the citation"),
        "url": (item.get("URL"), "the field “URL” of the citation"),
        "language": (item.get("language"), "the field “language” of the citation"),
    }
    for field in ("container-title", "publisher", "source"):
        if _text(item, field):
            given["outlet"] = (plain(_text(item, field)), f"the field “{field}” of the citation")
            break
    exact = own.get("published") if own else None
    issued = exact if isinstance(exact, str) else date_of(item.get("issued"))
    if issued:
        given["published"] = (
            issued,
            f"the field “{'custom.published' if issued is exact else 'issued'}” of the citation",
        )
    called = own.get("name") if own else None
    return found.add(
        at,
        parts,
        name=called if isinstance(called, str) else str(item.get("id") or ""),
        given=given,
        label=label or _LABEL,
    )


def date_of(value: Any) -> str | None:
    """A CSL date variable as EDTF: parts, an interval of parts, a season, `circa`; or the words that it holds.

    >>> date_of({"date-parts": [[2016, "6", 8]]}), date_of({"date-parts": [["2016"]], "circa": True})
    ('2016-06-08', '2016~')
    """
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return None
    ends = (
        [end for end in map(_end, value.get("date-parts") or ()) if end]
        if isinstance(value.get("date-parts"), list)
        else []
    )
    if ends and len(ends) <= 2:
        season = str(value.get("season", ""))
        if len(ends) == 1 and len(ends[0]) == 4 and season in ("1", "2", "3", "4"):
            return f"{ends[0]}-2{season}"
        return "/".join(ends) + ("~" if value.get("circa") and len(ends) == 1 else "")
    return next((value[key] for key in ("edtf", "literal", "raw") if isinstance(value.get(key), str)), None)


def _end(parts: Any) -> str | None:
    """Year, month and day as EDTF; numbers may be written as text."""
    if not isinstance(parts, list) or not parts or not re.fullmatch(r"\d{1,4}", str(parts[0])) or int(parts[0]) == 0:
        return None
    out = f"{int(parts[0]):04d}"
    for part in parts[1:3]:
        if not re.fullmatch(r"\d{1,2}", str(part)) or int(part) == 0:
            break
        out += f"-{int(part):02d}"
    return out


def _names(value: Any) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if not isinstance(name, dict):
            continue
        if isinstance(name.get("literal"), str):
            yield name["literal"]
            continue
        parts = (name.get(key) for key in ("given", "non-dropping-particle", "family", "suffix"))
        whole = " ".join(part for part in parts if isinstance(part, str) and part.strip())
        if whole:
            yield whole


def _text(item: dict[str, Any], field: str) -> str:
    value = item.get(field)
    return value if isinstance(value, str) else ""

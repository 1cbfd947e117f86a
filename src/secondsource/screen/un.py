"""The consolidated list of the United Nations Security Council, in its XML.

The file says of which day it is (`dateGenerated`) and since when each entry stands (`LISTED_ON`). Nothing outside the file is ever fetched, and a
file that declares entities or a document type is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from .alike import Kind
from .entry import ListedName, ListEntry, Parsed
from .errors import BrokenList, NotAList
from .vessels import IMO

LIST, PUBLISHER = "un", "United Nations Security Council"
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_OWN = "The XML declares a document type or entities of its own, which the UN's list never does. It is not read."
_SHORT = re.compile(r"\(([A-Z]{3,12})\)")
"""A short name in brackets behind the long one: “... Corp. (KKBC)”."""
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def parse(data: bytes) -> Parsed:
    """The entries of the file.

    Raises:
        NotAList: if it is other XML, or declares a document type.
        BrokenList: if it is cut short or not well formed.
    """
    root = _root(data)
    entries, aside = [], []
    for number, item in enumerate(_items(root), start=1):
        entry = _entry(item)
        if entry is None:
            where = _text(item, "DATAID") or f"number {number}"
            aside.append(f"The entry {where} has no name or no reference number and was left out.")
        else:
            entries.append(entry)
    if not entries:
        raise BrokenList("The UN list has no entries. Fetch it anew from its publisher and import that file.")
    unique = {entry.id: entry for entry in entries}
    return Parsed(
        list=LIST,
        publisher=PUBLISHER,
        as_of=_day(root.get("dateGenerated")),
        entries=tuple(unique[key] for key in sorted(unique)),
        aside=tuple(aside),
    )


def _root(data: bytes) -> etree._Element:
    if _DECLARES.search(data[: 1 << 16]):
        raise NotAList(_OWN)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenList(
            f"The XML is cut short or damaged (line {error.lineno or 1}: {error.msg}). Fetch it anew from its publisher."
        ) from error
    except ValueError as error:
        raise BrokenList(f"The XML cannot be read ({error}). Fetch it anew from its publisher.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotAList(_OWN)
    if etree.QName(root).localname != "CONSOLIDATED_LIST":
        raise NotAList(
            f"The XML is no UN consolidated list: it begins with <{etree.QName(root).localname}>. Take the list's own XML."
        )
    return root


def _items(root: etree._Element) -> Iterator[etree._Element]:
    for item in root.iter("INDIVIDUAL", "ENTITY"):
        if item.getparent() is not None:
            yield item


def _entry(item: etree._Element) -> ListEntry | None:
    names = [ListedName(text=name)] if (name := " ".join(filter(None, (_text(item, tag) for tag in _NAMES)))) else []
    if script := _text(item, "NAME_ORIGINAL_SCRIPT"):
        names.append(ListedName(text=script, what="original script"))
    for alias in (*item.findall("INDIVIDUAL_ALIAS"), *item.findall("ENTITY_ALIAS")):
        text, quality = _text(alias, "ALIAS_NAME"), _text(alias, "QUALITY")
        names.extend(ListedName(text=one, weak=quality.lower() == "low", what=quality) for one in _split(text))
    names += [ListedName(text=short, what="short") for short in _SHORT.findall(" ".join(n.text for n in names))]
    identifier = _text(item, "REFERENCE_NUMBER") or _text(item, "DATAID")
    if not names or not identifier:
        return None
    words = " ".join((_text(item, "COMMENTS1"), *(n.text for n in names)))
    return ListEntry(
        id=identifier,
        kind=Kind.PERSON if item.tag == "INDIVIDUAL" else Kind.BODY,
        names=tuple(dict.fromkeys(names)),
        listed=_listed(_text(item, "LISTED_ON")),
        imo=tuple(dict.fromkeys(IMO.findall(words))),
        about=tuple(
            filter(None, (_text(item, "UN_LIST_TYPE"), *_values(item, "DESIGNATION"), *_values(item, "TITLE")))
        ),
    )


def _split(text: str) -> list[str]:
    """Several aliases that stand in one field, each on a line or after a semicolon."""
    return [part for piece in text.replace("\n", ";").split(";") if (part := piece.strip(" ,"))]


def _text(item: etree._Element, tag: str) -> str:
    return " ".join((item.findtext(tag) or "").split())


def _values(item: etree._Element, tag: str) -> list[str]:
    return [words for value in item.findall(f"{tag}/VALUE") if (words := " ".join((value.text or "").split()))]


def _listed(text: str) -> str | None:
    found = _day(text)
    return found.isoformat() if found else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None

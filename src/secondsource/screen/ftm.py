"""Lists as FollowTheMoney entities, a JSON object a line, as OpenSanctions gives them out (`entities.ftm.json`, `targets.nested.json`).

Only who is listed is taken: entities with a sanction (an object of the schema `Sanction`, nested or on a line of its own, or the topic), and where
a file says nothing of topics, all of its people, bodies, ships and aircraft. Relatives and office-holders who are not listed are left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from .alike import Kind
from .entry import ListedName, ListEntry, Parsed
from .errors import BrokenList

_KINDS = {
    "Person": Kind.PERSON,
    "LegalEntity": None,
    "Organization": Kind.BODY,
    "Company": Kind.BODY,
    "PublicBody": Kind.BODY,
    "Vessel": Kind.SHIP,
    "Airplane": Kind.AIRCRAFT,
}
_DATES = ("listingDate", "startDate", "date")


def looks_like(data: bytes) -> bool:
    """Whether the first line is a FollowTheMoney entity."""
    for line in data[: 1 << 20].splitlines():
        if line.strip():
            item = _object(line)
            return item is not None and isinstance(item.get("schema"), str) and isinstance(item.get("properties"), dict)
    return False


def parse(data: bytes, *, name: str | None = None) -> Parsed:
    """The entries of the file.

    Args:
        data: JSON lines in UTF-8.
        name: what to call the list; the dataset that all entries share if None.

    Raises:
        BrokenList: if it is cut short, or holds nothing that is listed.
    """
    aside: list[str] = []
    items = list(_items(data, aside))
    sanctions: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        if item["schema"] == "Sanction":
            for target in _texts(item, "entity"):
                sanctions[target].append(item)
    listable = [item for item in items if item["schema"] in _KINDS]
    knows = any(_texts(item, "topics") for item in listable) or bool(sanctions)
    entries: dict[str, ListEntry] = {}
    datasets: list[set[str]] = []
    days: list[str] = []
    for item in listable:
        own = [*sanctions[item["id"]], *(s for s in item["properties"].get("sanctions", ()) if isinstance(s, dict))]
        if not _is_listed(item, own, knows):
            continue
        if entry := _entry(item, own):
            entries[entry.id] = entry
            datasets.append(set(map(str, item.get("datasets") or ())))
            days.extend(str(item[key])[:10] for key in ("last_seen", "last_change") if item.get(key))
        else:
            aside.append(f"The entity {item['id']} has no name and was left out.")
    if not entries:
        raise BrokenList(
            "No entity of the file is on a list. Take a file of listed entities, such as targets.nested.json."
        )
    shared = set.intersection(*datasets) if datasets else set()
    dataset = name or (min(shared) if shared else "collection")
    return Parsed(
        list=f"ftm:{dataset}",
        publisher=f"{dataset} (FollowTheMoney)",
        as_of=_newest(days),
        entries=tuple(entries[key] for key in sorted(entries)),
        aside=tuple(aside),
    )


def _items(data: bytes, aside: list[str]) -> Iterator[dict[str, Any]]:
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    last = max((n for n, line in enumerate(lines) if line.strip()), default=-1)
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        item = _object(line)
        good = item is not None and isinstance(item.get("id"), str) and isinstance(item.get("properties"), dict)
        if item is None and number == last:
            raise BrokenList(f"The file ends in the middle of line {number + 1}. Fetch it anew from its publisher.")
        if item is None or not good or not isinstance(item.get("schema"), str):
            aside.append(f"Line {number + 1} is no FollowTheMoney entity and was left out.")
        else:
            yield item


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return item if isinstance(item, dict) else None


def _texts(item: dict[str, Any], prop: str) -> list[str]:
    found = item["properties"].get(prop, ())
    if isinstance(found, str):
        found = [found]
    return (
        [text for value in found if isinstance(value, str) and (text := " ".join(value.split()))]
        if isinstance(found, list)
        else []
    )


def _is_listed(item: dict[str, Any], own: list[dict[str, Any]], knows: bool) -> bool:
    topics = _texts(item, "topics")
    if own or any(topic.split(".")[0] in ("sanction", "debarment") for topic in topics):
        return True
    return not knows and item.get("target") is not False


def _entry(item: dict[str, Any], own: list[dict[str, Any]]) -> ListEntry | None:
    captions = [item["caption"]] if isinstance(item.get("caption"), str) and item["caption"].strip() else []
    names = [
        *(ListedName(text=text) for text in _texts(item, "name")),
        *(ListedName(text=text, what="alias") for text in _texts(item, "alias")),
        *(ListedName(text=text, what="previous name") for text in _texts(item, "previousName")),
        *(ListedName(text=text, weak=True, what="weak alias") for text in _texts(item, "weakAlias")),
        *(
            ListedName(text=text, what="registration")
            for text in _texts(item, "registrationNumber")
            if item["schema"] == "Airplane"
        ),
    ]
    main = next((n for n in names if n.text in captions), None)
    if main:
        names = [main, *(n for n in names if n != main)]
    if not names:
        names = [ListedName(text=text) for text in captions if text != item["id"]]
    if not names:
        return None
    dates = sorted(filter(None, (_first_date(sanction) for sanction in own)))
    about = (*_texts(item, "country"), *(t for s in own for t in _plain(s, "program")), *_texts(item, "position"))
    return ListEntry(
        id=item["id"],
        kind=_KINDS[item["schema"]],
        names=tuple(dict.fromkeys(names)),
        listed=dates[0] if dates else None,
        imo=tuple(
            dict.fromkeys(
                number
                for text in _texts(item, "imoNumber")
                if (number := text.upper().removeprefix("IMO").strip()).isdigit()
            )
        ),
        about=tuple(dict.fromkeys(about))[:6],
    )


def _plain(sanction: dict[str, Any], prop: str) -> list[str]:
    return _texts(sanction, prop) if isinstance(sanction.get("properties"), dict) else []


def _first_date(sanction: dict[str, Any]) -> str | None:
    for prop in _DATES:
        found = sorted(text[:10] for text in _plain(sanction, prop) if text[:4].isdigit())
        if found:
            return found[0]
    return None


def _newest(days: Iterable[str]) -> date | None:
    for text in sorted(set(days), reverse=True):
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None

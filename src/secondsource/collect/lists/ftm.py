"""FollowTheMoney entities (https://followthemoney.tech), a JSON object a line, as Aleph and OpenSanctions give them out.

Documents with a text, and events and notes that belong to no such document, become reports. People, companies and whatever ties them hold no words of a
report; they are counted, by schema, and left out. References are followed one step and no further, so circles do no harm.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from ...model import Unreadable
from ..draft import Extract
from ..errors import BadJson, NoTextInPage
from .item import Found, Part

_DOCUMENTS = frozenset(
    {
        "Document",
        "PlainText",
        "HyperText",
        "Pages",
        "Article",
        "Email",
        "Message",
        "Package",
        "Workbook",
        "Table",
        "Image",
        "Audio",
        "Video",
        "Folder",
    }
)
_TOLD = frozenset({"Event", "Note", "Assessment", "Documentation"})
_REFERENCES = ("document", "entity", "proof")
_NAMED = frozenset({"Person", "LegalEntity", "Organization", "Company", "PublicBody", "Vessel", "Airplane"})
_LABELS = {
    "Event": "An event as a FollowTheMoney file enters it, not a publication.",
    "Note": "A note from a FollowTheMoney file, not a publication.",
    "Assessment": "An assessment from a FollowTheMoney file, not a publication.",
    "Documentation": "What a FollowTheMoney file says of a document, not the document itself.",
}

Entity = dict[str, Any]


def is_entity(value: Any) -> bool:
    """Whether a JSON value is an entity."""
    return (
        isinstance(value, dict) and isinstance(value.get("schema"), str) and isinstance(value.get("properties"), dict)
    )


def read(items: Iterable[tuple[int, Any]], name: str, note: str | None = None) -> Extract:
    """The reports of the entities.

    Args:
        items: JSON values with their places in the file; an error in place of a value is set aside.
        name: the file's name.
        note: how its characters were got.
    """
    found = Found(name, note)
    kept: list[tuple[int, Entity]] = []
    pages: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    others: Counter[str] = Counter()
    for at, value in items:
        if isinstance(value, Unreadable):
            found.leave(at, str(value), type(value).__name__)
        elif not is_entity(value):
            found.leave(
                at, "This line is no FollowTheMoney entity: it needs a `schema` and `properties`.", BadJson.__name__
            )
        elif value["schema"] == "Page":
            for document in texts(value, "document"):
                pages[document].append((_number(value), "\n".join(texts(value, "bodyText"))))
        elif value["schema"] in _DOCUMENTS or value["schema"] in _TOLD:
            kept.append((at, value))
        else:
            others[value["schema"][:60]] += 1
    documents = {str(value.get("id")) for _, value in kept if value["schema"] in _DOCUMENTS and _body(value, pages)}
    events = {
        str(value.get("id")) for _, value in kept if value["schema"] == "Event" and documents & set(_led_to(value))
    }
    for at, entity in kept:
        if entity["schema"] in _DOCUMENTS:
            if not _document(found, at, entity, pages):
                found.leave(at, f"The {entity['schema']} “{_called(entity)}” holds no text. Add the document itself.")
        elif (documents | events) & set(_led_to(entity)):
            continue  # what it says is said of a document that is read itself
        elif not _told(found, at, entity):
            found.leave(at, f"The {entity['schema']} “{_called(entity)}” holds no words of a report.")
    for schema, number in sorted(others.items()):
        many = (
            f"{number:,} entities of the schema {schema} hold"
            if number > 1
            else f"1 entity of the schema {schema} holds"
        )
        screened = "; `secondsource screen` holds their names against lists" if schema in _NAMED else ""
        found.leave_all(
            f"{name}#{schema}",
            f"{many} no words of a report; left out{screened}.",
        )
    return found.extract()


def texts(entity: Entity, name: str) -> list[str]:
    """The values of a property that are text, whether the file has one or a list."""
    value = entity["properties"].get(name)
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one.strip()]


def _document(found: Found, at: int, entity: Entity, pages: dict[str, list[tuple[int, str]]]) -> bool:
    parts: list[Part] = [(words, None, None) for words in _body(entity, pages)]
    return found.add(at, parts, name=_first(entity, "fileName") or str(entity.get("id") or ""), given=_given(entity))


def _told(found: Found, at: int, entity: Entity) -> bool:
    words = [*texts(entity, "description"), *texts(entity, "summary")] or texts(entity, "notes")
    return found.add(
        at,
        [(text, None, None) for text in words],
        name=str(entity.get("id") or ""),
        given=_given(entity),
        label=_LABELS[entity["schema"]],
    )


def _body(entity: Entity, pages: dict[str, list[tuple[int, str]]]) -> list[str]:
    own = texts(entity, "bodyText")
    if not own and (marked := texts(entity, "bodyHtml")):
        own = [text for page in marked if (text := _of_page(page))]
    return own or [text for _, text in sorted(pages.get(str(entity.get("id")), ())) if text.strip()]


def _of_page(markup: str) -> str:
    from ..page import of_markup

    try:
        return of_markup(markup, "").text
    except NoTextInPage:
        return ""


def _given(entity: Entity) -> dict[str, tuple[Any, str]]:
    out: dict[str, tuple[Any, str]] = {}
    for field, names in {
        "outlet": ("publisher",),
        "title": ("title", "name") if entity["schema"] != "Documentation" else ("title",),
        "byline": ("author",),
        "url": ("sourceUrl",),
        "language": ("language",),
        "published": ("publishedAt", "authoredAt"),
    }.items():
        for name in names:
            if value := _first(entity, name):
                out[field] = (value, f"the property “{name}” of the entity")
                break
    return out


def _led_to(entity: Entity) -> Iterator[str]:
    for name in _REFERENCES:
        value = entity["properties"].get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield one
            elif isinstance(one, dict) and isinstance(one.get("id"), str):
                yield one["id"]


def _first(entity: Entity, name: str) -> str:
    return next(iter(texts(entity, name)), "")


def _called(entity: Entity) -> str:
    return (_first(entity, "title") or _first(entity, "name") or str(entity.get("id") or "without a name"))[:80]


def _number(entity: Entity) -> int:
    found = _first(entity, "index")
    return int(found) if found.isdecimal() and len(found) < 9 else 0

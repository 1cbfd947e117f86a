"""Feeds: RSS, Atom and JSON Feed to leads. The publisher that an item names is kept: what an aggregator lists is not its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from ..model import Unreadable
from .encoding import decode
from .leads import Lead, Leads, NoFeed, said_of, words_of
from .stated import moment

ITEMS = 2_000
"""Items of one feed that are looked at, the first ones: no feed that people read has more."""
_END = re.compile(r"</(?:[A-Za-z][\w.-]{0,30}:)?(?:item|entry)\s*>")
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(?:rss|rdf|feed|channel)\b", re.IGNORECASE)
_DECLARED = re.compile(r"<!(?:ENTITY|DOCTYPE|ELEMENT|ATTLIST|NOTATION)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_ENCODING = re.compile(r"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]{2,30})")
_MAIL = re.compile(r"\(?<?\b\S+@\S+>?\)?")


def leads(data: bytes, media: str = "") -> Leads:
    """The leads of a feed, in its order.

    Args:
        data: its bytes, packing taken off.
        media: what the server says that they are (`Content-Type`), for their encoding.

    Raises:
        NoFeed: if they are none.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json(data)
    text = _body_of(data, media)
    kept, left_out = _first(text)
    import feedparser

    try:
        # A stream, for of bytes feedparser would first try whether they are the name of a file.
        found = feedparser.parse(
            BytesIO(kept.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        # A parser of other people's text, with many ways to fail on hostile ones.
        raise NoFeed("The feed is damaged in a way that cannot be read. It is tried again later.") from error
    entries = found.get("entries") or []
    if not entries and not found.get("version"):
        raise NoFeed
    return Leads(leads=tuple(_of_entries(entries)), left_out=left_out)


def _body_of(data: bytes, media: str) -> str:
    """The feed from its first tag on, as characters.

    What stands before that is left out, and with it every entity that a feed could declare: unfolded, a few of them fill the memory.
    """
    declared = _CHARSET.search(media) or _ENCODING.search(data[:200].decode("latin-1"))
    try:
        text = decode(data, declared[1] if declared else None).text
    except Unreadable as error:
        raise NoFeed from error
    root = _ROOT.search(text[:100_000])
    if root is None:
        raise NoFeed
    return _DECLARED.sub("", text[root.start() :])


def _first(text: str) -> tuple[str, int]:
    """The feed with its first items alone, and how many were left out: parsing is slow, and nobody bounds what a server sends."""
    ends = [match.end() for match in _END.finditer(text)]
    if len(ends) <= ITEMS:
        return text, 0
    return text[: ends[ITEMS - 1]] + text[ends[-1] :], len(ends) - ITEMS


def _of_entries(entries: Any) -> Iterator[Lead]:
    seen = set()
    for entry in entries:
        url = _link(entry)
        if not url or url in seen:
            continue
        seen.add(url)
        outlet = words_of((entry.get("source") or {}).get("title")) or words_of(entry.get("publisher"))
        changed = _instant(entry["updated_parsed"]) if "updated_parsed" in entry else ""
        published = _instant(entry.get("published_parsed"))
        said = said_of(
            title=_without(words_of(entry.get("title")), outlet),
            outlet=outlet,
            published=published or moment(words_of(entry.get("published"))) or "",
            byline=_name(words_of(entry.get("author"))),
        )
        yield Lead(url=url, said=said, changed=changed)


def _link(entry: Any) -> str:
    # Some services put an address of their own, that counts readers, in place of the page's.
    for value in (entry.get("feedburner_origlink"), entry.get("link")):
        if isinstance(value, str) and value.strip():
            return value.strip()
    identifier = entry.get("id")
    return identifier.strip() if isinstance(identifier, str) and re.match(r"https?://", identifier.strip()) else ""


def _without(title: str, outlet: str) -> str:
    """The title without the outlet's name, which aggregators put at its end."""
    short = re.sub(rf"\s+[|–—-]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE) if outlet else title
    return short or title


def _name(text: str) -> str:
    """The name of an author without the mail address that often stands beside it."""
    name = _MAIL.sub(" ", text).strip(" ()<>,;")
    return "" if name.startswith(("http:", "https:")) else " ".join(name.split())


def _instant(value: Any) -> str:
    """A `struct_time` in UTC, as feedparser gives it, as an instant; empty if it is none or no day of a publication."""
    try:
        year, month, day, hour, minute, second = (int(part) for part in value[:6])
        found = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return ""
    return found.isoformat(timespec="seconds").replace("+00:00", "Z") if 1970 < found.year < 2200 else ""


def _json(data: bytes) -> Leads:
    """JSON Feed 1.1 (jsonfeed.org)."""
    try:
        value = json.loads(decode(data).text, strict=False)
    except (ValueError, RecursionError) as error:
        raise NoFeed from error
    items = value.get("items") if isinstance(value, dict) else None
    if not isinstance(items, list) or not (items or "jsonfeed" in str(value.get("version"))):
        raise NoFeed
    found: dict[str, Lead] = {}
    for item in items[:ITEMS]:
        if isinstance(item, dict) and (lead := _of_json(item)) is not None:
            found.setdefault(lead.url, lead)
    return Leads(leads=tuple(found.values()), left_out=max(len(items) - ITEMS, 0))


def _of_json(item: dict[str, Any]) -> Lead | None:
    further = item.get("external_url")
    url = next((u.strip() for u in (further, item.get("url"), item.get("id")) if isinstance(u, str) and _is_web(u)), "")
    if not url:
        return None
    people = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [name for person in people or () if isinstance(person, dict) and (name := words_of(person.get("name")))]
    source = item.get("source") or item.get("_source")
    named = words_of(source.get("title") or source.get("name")) if isinstance(source, dict) else ""
    # Of an item that leads away from the feed's own site, the “author” is whoever published it there.
    outlet = named or (names[0] if further and names else "")
    byline = ", ".join(short for name in names if name != outlet and (short := _name(name)))
    said = said_of(
        title=_without(words_of(item.get("title")), outlet),
        outlet=outlet,
        published=moment(words_of(item.get("date_published"))) or "",
        byline=byline,
    )
    changed = words_of(item.get("date_modified"))
    return Lead(url=url, said=said, changed=_utc(changed))


def _is_web(url: str) -> bool:
    return re.match(r"\s*https?://", url, re.IGNORECASE) is not None


def _utc(text: str) -> str:
    """An instant of any zone in UTC; empty if the text is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return ""
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return found.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except OverflowError:
        return ""


def instant_of(text: str) -> str:
    """A day or an instant as sitemaps write it (W3C date and time) as an instant in UTC; empty if it is none.

    >>> instant_of("2026-03-01T10:00+01:00"), instant_of("2026-03-01"), instant_of("yesterday")
    ('2026-03-01T09:00:00Z', '2026-03-01T00:00:00Z', '')
    """
    return _utc(text.strip()[:40])

"""What feeds, sitemaps and lists lead to, entered as addresses to fetch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from secondsource.collect.leads import Lead, Leads, NoList
from secondsource.model import Transfer
from secondsource.pipeline import confined
from secondsource.store.office.instants import instant
from secondsource.store.watching import Address, Part, Source, SourceKind, Watching
from secondsource.store.watching.addresses import Found
from secondsource.subjects import Subject

from .fetch import decoded, parsed
from .fetch.coding import unpacked
from .fetch.errors import BadAddress
from .fetch.manners import Manners
from .keys import key_of

LARGEST_LIST = 10_000_000
"""Bytes of a list on this machine."""
_SELDOM = timedelta(days=30)


def root_of(room: Watching, source: Source, at: str) -> Address:
    """The address of a source's own document. When it is looked at is the source's to say, so it is never due by itself."""
    key = index_key(source, source.address)
    room.addresses.found(source.id, Part.INDEX, [Found(url=source.address, key=key, due="")], at)
    found = room.addresses.at(key, Part.INDEX)
    if found is None:
        raise LookupError(key)
    return found


def index_key(source: Source, url: str) -> str:
    """The key of an index: two sources may read the same one, each in its own way."""
    return f"{source.id} {url}"


def leads_of(source: Source, got: Transfer, manners: Manners, pack: Subject) -> Leads:
    """What the answer of an index leads to.

    Raises:
        Unreadable: if it is no index of the source's kind.
        NotFetched: if it cannot be unpacked.
    """
    data = decoded(got.body, got.header("content-encoding"), manners.unpacked)
    # Sitemaps are often packed as files, whatever the server says of them.
    if source.kind is SourceKind.SITEMAP and data[:2] == b"\x1f\x8b":
        data = unpacked(data, manners.unpacked)
    if source.kind is SourceKind.SITEMAP:
        return confined.sitemap_leads(data, got.url, pack)
    if source.kind is SourceKind.FEED:
        return confined.feed_leads(data, got.header("content-type"), pack)
    return confined.list_leads(data, pack)


def leads_of_file(path: Path, pack: Subject) -> Leads:
    """The leads of a list on this machine. Raises NoList, OSError."""
    if path.stat().st_size > LARGEST_LIST:
        raise NoList("The list is larger than 10 MB. Split it.")
    return confined.list_leads(path.read_bytes(), pack)


def enter(room: Watching, source: Source, leads: Leads, base: str, now: datetime) -> int:
    """Enters the addresses that an index leads to; how many are new.

    Args:
        room: where they are kept.
        source: whose index it is.
        leads: what it leads to.
        base: where it stands, for relative addresses.
        now: the present.
    """
    at = instant(now)
    pages = leads.leads
    if source.kind is SourceKind.SITEMAP:
        # The latest first: what cannot all be fetched today begins with what is news.
        pages = tuple(sorted(pages, key=_day_of, reverse=True))
    found = list(_found(pages, base, at, anew=source.kind is SourceKind.LIST))
    new = room.addresses.found(source.id, Part.PAGE, found, at)
    if source.kind is SourceKind.LIST:
        room.addresses.only(source.id, Part.PAGE, (item.key for item in found))
    further = [
        Found(url=item.url, key=index_key(source, item.url), due=at, said=item.said, changed=item.changed)
        for item in _found(leads.further, base, at)
    ]
    if further:
        room.addresses.found(source.id, Part.INDEX, further, at)
    return new


def index_due(source: Source, address: Address, now: datetime) -> str:
    """When a further index is looked at next: seldom where the one above it says when it changes."""
    if address.url == source.address:
        return ""
    return instant(now + (_SELDOM if "changed" in address.said else timedelta(seconds=source.every)))


def _found(leads: Iterable[Lead], base: str, at: str, *, anew: bool = False) -> Iterator[Found]:
    seen = set()
    for lead in leads:
        try:
            url = parsed(lead.url, base).url
        except BadAddress:
            continue
        key = key_of(url)
        if key in seen:
            continue
        seen.add(key)
        said = lead.said or ((("changed", lead.changed),) if lead.changed else ())
        yield Found(
            url=url, key=key, due=at, said=json.dumps(said, ensure_ascii=False), changed=lead.changed, anew=anew
        )


def _day_of(lead: Lead) -> str:
    return lead.changed or dict(lead.said).get("published", "")

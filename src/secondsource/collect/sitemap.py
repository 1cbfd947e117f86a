"""Sitemaps and indexes of sitemaps (sitemaps.org 0.9, with Google's extension for news) to leads. No entity is expanded, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urlsplit

from lxml import etree

from ..model import Unreadable
from . import feed
from .leads import Lead, Leads, NoSitemap, listed, said_of, words_of

PAGES = 50_000
"""Addresses of one sitemap; the protocol allows no more."""
_NEWS = {"name": "outlet", "title": "title", "publication_date": "published"}


def leads(data: bytes, base: str) -> Leads:
    """The leads of a sitemap: pages, and further sitemaps. What lies on another host than the sitemap is left out, as the protocol has it.

    Args:
        data: its bytes, packing taken off: XML, a feed, or a text with one address a line.
        base: the address that it stands at.

    Raises:
        NoSitemap: if they are none.
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2000]
    try:
        if not start.startswith(b"<"):
            return _of_host(listed(data), base)
        if b"<rss" in start or b"<feed" in start or b"<rdf:RDF" in start:
            return _of_host(feed.leads(data), base)
    except Unreadable as error:
        raise NoSitemap from error
    return _of_host(_xml(data), base)


def _xml(data: bytes) -> Leads:
    pages: dict[str, Lead] = {}
    further: dict[str, Lead] = {}
    known, left_out = False, 0
    for kind, lead in _each(data):
        known = True
        where = pages if kind == "url" else further
        if lead is None:
            continue
        if len(where) >= PAGES:
            left_out += 1
            continue
        where.setdefault(lead.url, lead)
    if not known:
        raise NoSitemap
    return Leads(leads=tuple(pages.values()), further=tuple(further.values()), left_out=left_out)


def _each(data: bytes) -> Iterator[tuple[str, Lead | None]]:
    """Each `url` and `sitemap` in the file, read as it streams by; the roots are told of, so that an empty sitemap is one."""
    events = etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in events:
            name = _name(element)
            if event == "start":
                if name in ("urlset", "sitemapindex"):
                    yield ("url" if name == "urlset" else "sitemap"), None
            elif name in ("url", "sitemap"):
                yield name, _lead(element)
                element.clear()
                # What was read is let go of, or the tree of a large sitemap would stay in memory as a whole.
                while element.getprevious() is not None and (parent := element.getparent()) is not None:
                    del parent[0]
    except etree.XMLSyntaxError:
        return


def _lead(element: etree._Element) -> Lead | None:
    url = changed = ""
    said: dict[str, str] = {}
    for node in element.iter():
        name, words = _name(node), words_of(node.text or "", 4000)
        if name == "loc" and not url and _name(node.getparent()) in ("url", "sitemap"):
            url = words
        elif name == "lastmod":
            changed = feed.instant_of(words)
        elif name in _NEWS and words and "news" in str(node.tag):
            said.setdefault(_NEWS[name], words[:500])
    return (
        Lead(url=url, said=said_of(**{k: said.get(k, "") for k in ("title", "outlet", "published")}), changed=changed)
        if url
        else None
    )


def _name(element: etree._Element | None) -> str:
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _of_host(found: Leads, base: str) -> Leads:
    here = _host(base)
    mine = tuple(lead for lead in found.leads if _host(lead.url) in (here, ""))
    further = tuple(lead for lead in found.further if _host(lead.url) in (here, ""))
    away = len(found.leads) - len(mine) + len(found.further) - len(further)
    return Leads(leads=mine, further=further, left_out=found.left_out + away)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return "-"

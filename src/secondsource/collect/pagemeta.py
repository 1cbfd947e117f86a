"""What a web page's own metadata says of it: JSON-LD, Open Graph and other meta tags, its title and canonical address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import lxml.html

from ..model import How, Known
from ..model.acting import harmless
from .encoding import clean
from .stated import moment

_META: dict[str, tuple[str, ...]] = {
    "outlet": ("og:site_name", "application-name", "publisher", "dc.publisher", "citation_journal_title", "twitter:site"),
    "title": ("og:title", "twitter:title", "dc.title", "title", "headline"),
    "byline": ("author", "article:author", "dc.creator", "byl", "sailthru.author", "parsely-author"),
    "published": (
        "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "dc.date",
        "dc.date.issued", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published", "citation_publication_date", "og:regdate",
    ),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "content-language", "dc.language"),
}  # fmt: skip
_LINKED = {
    "outlet": ("publisher", "name"),
    "title": ("headline",),
    "byline": ("author", "name"),
    "published": ("datePublished",),
    "url": ("mainEntityOfPage", "@id"),
}
_DASH = re.compile(r"\s+[|–—·:-]\s+|\s*\|\s*")
_NO_OUTLETS = frozenset(
    {"news", "home", "world", "blog", "politics", "sport", "article", "홈", "뉴스", "정치", "사회", "국제"}
)
_ARTICLE = re.compile(r"Article|NewsArticle|BlogPosting|Report", re.IGNORECASE)


def metadata(tree: lxml.html.HtmlElement) -> dict[str, Known]:
    """The fields that the page's metadata gives, each with the tag it stands in; JSON-LD first, then meta tags, then the page itself."""
    linked = next(_linked(tree), {})
    tags = _tags(tree)
    given: dict[str, Known] = {}
    for field, names in _META.items():
        linked_here = (
            [(_path(linked, _LINKED[field]), f"JSON-LD “{'.'.join(_LINKED[field])}” of the page")]
            if field in _LINKED
            else []
        )
        tagged = [(tags[name], f"the meta tag “{name}” of the page") for name in names if name in tags]
        # the page itself is searched only if neither says it
        for value, why in chain(linked_here, tagged, _from_page(tree, field)):
            known = _known(field, value, why)
            if known is not None:
                given[field] = known
                break
    if "outlet" not in given and (named := _behind_heading(tree)):
        given["outlet"] = named
    if "title" in given and "outlet" in given:
        # Many titles carry the outlet's name at their end (“Strike at yard | The Harbour Wire”).
        short = re.sub(
            rf"\s*[|–—-]\s*{re.escape(given['outlet'].value)}\s*$", "", given["title"].value, flags=re.IGNORECASE
        )
        if short:
            given["title"] = Known(value=short, how=How.GIVEN, why=given["title"].why)
    return given


def _behind_heading(tree: lxml.html.HtmlElement) -> Known | None:
    """The outlet of a page whose title is its only heading and a name behind it: “Strike at yard - World - The Harbour Wire”."""
    headings = tree.xpath("//h1")
    heading = " ".join(headings[0].text_content().split()) if len(headings) == 1 else ""
    title = " ".join((tree.findtext(".//title") or "").split())
    if not heading or not title.casefold().startswith(heading.casefold()):
        return None
    parts = _DASH.split(title[len(heading) :])
    name = parts[-1].strip()
    if len(parts) < 2 or parts[0].strip() or not 1 <= len(name.split()) <= 5 or not name[0].isalpha():
        return None
    if name.casefold() in _NO_OUTLETS or len(name) > 60:
        return None
    return Known(
        value=harmless(clean(name)), how=How.INFERRED, why="the title of the page ends with it, behind the heading"
    )


def _known(field: str, value: Any, why: str) -> Known | None:
    if not isinstance(value, str) or not value.strip():
        return None
    words = " ".join(harmless(clean(value)).split())[:500]
    if field == "published":
        date = moment(words)
        return Known(value=date, how=How.GIVEN, why=why) if date else None
    if field == "language":
        match = re.match(r"([a-zA-Z]{2,3})(?:[-_]|$)", words)
        return Known(value=match[1].lower(), how=How.GIVEN, why=why) if match else None
    if field == "url" and not re.match(r"https?://", words):
        return None
    if field == "byline" and (re.match(r"https?://", words) or "@" in words):
        return None
    return Known(value=words.lstrip("@") if field == "outlet" else words, how=How.GIVEN, why=why)


def _tags(tree: lxml.html.HtmlElement) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            (meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or "")
            .strip()
            .lower()
        )
        content = meta.get("content")
        if name and content:
            out.setdefault(name, content)
    return out


def _linked(tree: lxml.html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath('//script[@type="application/ld+json"]')[:20]:
        try:
            value = json.loads(script.text_content()[:500_000], strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            kind = item.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(k, str) and _ARTICLE.search(k) for k in kinds):
                yield item


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        if depth < 3:
            yield from _objects(value.get("@graph"), depth + 1)
    elif isinstance(value, list):
        for item in value[:100]:
            yield from _objects(item, depth + 1) if depth < 3 else ()


def _path(value: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get(key)
    return value


def _from_page(tree: lxml.html.HtmlElement, field: str) -> Iterator[tuple[Any, str]]:
    if field == "title":
        headings = tree.xpath("//h1")
        if len(headings) == 1:
            yield headings[0].text_content(), "the only first-order heading of the page"
        yield tree.findtext(".//title"), "the title of the page"
    elif field == "url":
        for link in tree.xpath('//link[@rel="canonical"]/@href')[:1]:
            yield str(link), "the canonical address of the page"
    elif field == "language":
        yield tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"), "the “lang” of the page"
    elif field == "published":
        for moment in tree.xpath("//time/@datetime")[:1]:
            yield str(moment), "the first time element of the page"
    elif field == "byline":
        for author in tree.xpath(
            '//*[@rel="author" or @itemprop="author" or contains(concat(" ", @class, " "), " byline ")]'
        )[:1]:
            words = " ".join(author.text_content().split())
            if len(words) <= 80:
                yield re.sub(r"^by:? ", "", words, flags=re.IGNORECASE), "the author marked on the page"

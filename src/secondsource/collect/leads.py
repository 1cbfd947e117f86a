"""Leads: addresses that a feed, a sitemap or a list names, with what it says of each. Pure; nothing is fetched here."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from ..model import Unreadable
from ..model.transfer import Fields
from .encoding import clean, decode

MOST = 100_000
"""Leads of one list; a file of more is no reading list."""
_TAG = re.compile(r"<[^<>]{0,1000}>")
_LINE = re.compile(r"https?://\S+", re.IGNORECASE)


class NoFeed(Unreadable):
    """There is no feed at this address. Check the address: sites name theirs in the head of their pages, as RSS or Atom."""


class NoSitemap(Unreadable):
    """There is no sitemap at this address. Check the address: sites name theirs in their robots.txt."""


class NoList(Unreadable):
    """There is no web address in the list. Write one a line, each beginning with https:// or http://."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address to look at.

    Args:
        url: as it is written there; it may be relative.
        said: what is said of it: `title`, `outlet`, `published`, `byline`, as far as known.
        changed: when it is said to have last changed, ISO 8601; empty if nothing is said.
    """

    url: str
    said: Fields = ()
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """What a feed, a sitemap or a list leads to.

    Args:
        leads: pages, in the order in which they are named.
        further: other sitemaps to look into.
        left_out: how many more it names that were not taken, or lines that name none.
    """

    leads: tuple[Lead, ...]
    further: tuple[Lead, ...] = ()
    left_out: int = 0


def listed(data: bytes) -> Leads:
    r"""The addresses of a list: one a line; what follows a `#` at the beginning or after a space is a remark.

    Raises:
        NoList: if there is none.

    >>> [lead.url for lead in listed(b"# mine\nhttps://post.example/a  # first\n").leads]
    ['https://post.example/a']
    """
    found: dict[str, Lead] = {}
    left_out = 0
    try:
        lines = decode(data).text.splitlines()
    except Unreadable as error:
        raise NoList from error
    for line in lines:
        words = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if not words:
            continue
        if not _LINE.fullmatch(words) or len(found) >= MOST:
            left_out += 1
            continue
        found.setdefault(words, Lead(url=words))
    if not found:
        raise NoList
    return Leads(leads=tuple(found.values()), left_out=left_out)


def words_of(value: object, longest: int = 500) -> str:
    r"""The words of a field without markup, on one line; empty if it is no text.

    >>> words_of(" <b>Strike</b> &amp; silence\n")
    'Strike & silence'
    """
    if not isinstance(value, str):
        return ""
    return " ".join(clean(html.unescape(_TAG.sub(" ", html.unescape(value[: 20 * longest])))).split())[:longest]


def said_of(**fields: str) -> Fields:
    """What is said of a lead, empty fields left out."""
    return tuple((name, value) for name, value in fields.items() if value)

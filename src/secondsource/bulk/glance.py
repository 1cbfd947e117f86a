"""A look at a page before its text is taken out: taking it out costs more, and few pages of an archive concern the subject.

A text that is taken out of a page is made of the page's characters, of attributes of its tags and of strings in its scripts. So each name
that the sieve asks for stands in one of a few readings of the markup too, and a page in none of whose readings the gate finds anything
would have been stopped by the gate after all.
"""

from __future__ import annotations

import html
import re

from secondsource.collect.page import decoded_page
from secondsource.model import Unreadable

from .sieve import Sieve

_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def may_concern(page: bytes, charset: str | None, sieve: Sieve) -> bool:
    """Whether the page's text may pass the sieve. One of which this is not said would not have.

    Args:
        page: its bytes.
        charset: the encoding that whoever gave it named.
        sieve: of the subject.
    """
    try:
        markup = decoded_page(page, charset).text
    except Unreadable:
        return True  # whoever takes its text out says why that cannot be done
    return any(sieve.may_concern(reading) for reading in readings(markup))


def readings(markup: str) -> tuple[str, ...]:
    """The markup in the ways in which its words may come to stand together, white space made one.

    >>> readings("<p>North<br>Kor<b>ea</b>n</p>")[1:]
    ('NorthKorean', 'North Kor ea n')
    """
    plain = _unescaped(markup) if "&" in markup else markup
    strings = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain) if "\\u" in plain else plain
    joined, apart = (_unescaped(_TAG.sub(between, markup)) for between in ("", " "))
    return tuple(" ".join(reading.split()) for reading in (strings, joined, apart))


def _unescaped(text: str) -> str:
    """Twice: a page in a page's script, or a careless writer, escapes what is escaped already."""
    once = html.unescape(text)
    return html.unescape(once) if "&" in once and once != text else once

"""E-mail addresses and telephone numbers in a text, by their form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .report import PersonalData, PersonalKind
from .span import Span

_LOCAL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}$")
_DOMAIN = re.compile(
    r"(?:[A-Za-z0-9\u00c0-\u024f](?:[A-Za-z0-9\u00c0-\u024f-]{0,61})\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
_SPELT = re.compile(
    r"(?<![\w.])[A-Za-z0-9._%+-]{1,64} ?(?:\[at\]|\(at\)|\{at\}| at ) ?[A-Za-z0-9-]{1,63}(?: ?(?:\[dot\]|\(dot\)|\{dot\}| dot |\.) ?[A-Za-z]{2,24}){1,3}(?!\w)",
    re.IGNORECASE,
)
_NUMBER = r"\d(?:[ \u00a0./()-]{0,2}\d){5,14}"
_INTERNATIONAL = re.compile(rf"(?<![\w+])(?:\+|00 ?)(?=[1-9(])\(?{_NUMBER}(?!\d)")
_NATIONAL = re.compile(
    r"(?<![\w.,/-])(?:0(?:2|1[016789]|[3-6]\d|70|80|50\d)[ .)-]{1,2}\d{3,4}[ .-]\d{4}|\(0\d{1,4}\) ?\d{2,4}[ -]?\d{3,4}|1[5-9]\d\d-\d{4}"
    r"|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4}|8[ -]?\(\d{3}\) ?\d{3}[ -]\d{2}[ -]\d{2})(?![\w-]|[.,]\d)"
)


def emails(text: str) -> Iterator[PersonalData]:
    """E-mail addresses, also spelt out (`ann [at] example [dot] org`)."""
    at = text.find("@")
    while at != -1:
        local = _LOCAL.search(text, max(0, at - 64), at)
        domain = _DOMAIN.match(text, at + 1)
        if local and domain:
            start = local.start() + len(local[0]) - len(local[0].lstrip(".'"))
            if start < at:
                yield PersonalData(span=Span(start, domain.end()), kind=PersonalKind.EMAIL)
        at = text.find("@", at + 1)
    for match in _SPELT.finditer(text):
        if " at " not in match[0] or re.search(r"dot\b|\[|\(", match[0], re.IGNORECASE):
            yield PersonalData(span=Span(*match.span()), kind=PersonalKind.EMAIL)


def phones(text: str) -> Iterator[PersonalData]:
    """Telephone numbers that are such by their form: international ones, and the national ones of the countries concerned."""
    for pattern in (_INTERNATIONAL, _NATIONAL):
        for match in pattern.finditer(text):
            yield PersonalData(span=Span(*match.span()), kind=PersonalKind.PHONE)


def contacts(text: str) -> tuple[str, ...]:
    """The addresses and numbers of a text, as they are written.

    >>> contacts("told by ann@example.org, +965 5551 7777")
    ('ann@example.org', '+965 5551 7777')
    """
    return tuple(item.span.of(text) for item in (*emails(text), *phones(text)))

"""The language in which a reader is told things: English as the program writes it, or one with a gettext catalogue in `locale`.

It holds for what runs inside `speaking`, so that two readers at once are each told in their own language. Whatever is said is looked up when it
is said, never when a module is loaded; what is kept for later is kept by language.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from .particles import with_particles

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = MappingProxyType({ENGLISH: "English", "ko": "한국어"})
"""The languages there are, each by its own name."""
LOCALE = Path(__file__).with_name("locale")
"""Where the catalogues are."""
DOMAIN = "secondsource"

_SPOKEN: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """The language spoken here, as a code of two letters."""
    return _SPOKEN.get()


@contextmanager
def speaking(to: str) -> Iterator[None]:
    """Speaks a language inside the block; one that there is not is spoken as English.

    >>> with speaking("ko"):
    ...     say("Claims")
    '주장'
    """
    before = _SPOKEN.set(to if to in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


@lru_cache(maxsize=8)
def catalogue(of: str) -> gettext.NullTranslations:
    """The catalogue of a language; an empty one for English, whose words are the keys."""
    if of == ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [of])


def say(text: str, **values: object) -> str:
    """A text in the language spoken.

    Args:
        text: in English, with names in braces where values stand.
        values: by those names.

    >>> say("{n} more", n=3)
    '3 more'
    """
    return _filled(catalogue(language()).gettext(text) if text else text, values)


def say_as(context: str, text: str, **values: object) -> str:
    """The same for a text whose words mean several things; `context` says which (“event”, “unit”)."""
    return _filled(catalogue(language()).pgettext(context, text), values)


def said_of(number: int, one: str, many: str, **values: object) -> str:
    """One of two texts by a number, which stands in them as `n`.

    >>> said_of(1, "{n} report", "{n} reports"), said_of(2, "{n} report", "{n} reports")
    ('1 report', '2 reports')
    """
    return _filled(catalogue(language()).ngettext(one, many, number), {"n": f"{number:,}", **values})


def known(text: str, context: str = "") -> str | None:
    """The text in the language spoken, or None if its catalogue does not hold it; for texts that may be anything."""
    if not text or language() == ENGLISH:
        return None
    held = catalogue(language())
    # A text of the catalogue that reads the same in both languages counts as held no less, but nothing needs to know that.
    found = held.pgettext(context, text) if context else held.gettext(text)
    return found if found != text else None


def noted(text: str) -> str:
    """A text that is said later, marked for the catalogue: it comes back as it is."""
    return text


def noted_as(context: str, text: str) -> str:
    """Likewise with its context."""
    del context
    return text


def _filled(text: str, values: Mapping[str, object]) -> str:
    if not values:
        return text
    return (text if language() == ENGLISH else with_particles(text, values)).format(**values)

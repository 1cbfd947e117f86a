"""What data call by a code, by the name a reader knows: countries, places and kinds of event."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from secondsource.model import BadPack
from secondsource.subjects import Subject
from secondsource.subjects.loader import read_yaml

from .tongue import ENGLISH, LOCALE, language, say_as
from .words import plain_words

LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "ja": "Japanese", "ko": "Korean",
    "mn": "Mongolian", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "sw": "Swahili", "und": "not known", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Names of languages, by their code; another language goes by its code."""


def country(code: str, pack: Subject) -> str:
    """The name of a country by its ISO code; a code nobody names comes back as it is."""
    return _countries(language()).get(code) or country_in_english(code, pack)


def country_in_english(code: str, pack: Subject) -> str:
    """Its name in English whatever is spoken: what claims and places carry, to be compared with."""
    host = pack.hosts.get(code)
    return host.name if host else str(plain_words()["countries"].get(code, code))


def kind(event_type: str, pack: Subject) -> str:
    """The name of a kind of event by its id: “Work stoppage”."""
    known = pack.event_types.get(event_type)
    return say_as("event", (known.title if known else "") or event_type.replace("_", " ").capitalize())


def place(name: str, code: str | None, pack: Subject) -> str:
    """A place by the name that the pack has for it in the language spoken; else as it is, and a country by its own.

    Args:
        name: as the claim carries it; of a route with its two ends.
        code: of its country, or None.
        pack: the subject.
    """
    if language() == ENGLISH or not name:
        return name
    if code and name == country_in_english(code, pack):
        return country(code, pack)
    known = _places(language(), pack)
    if name in known:
        return known[name]
    for sign in "-–":
        start, _, end = name.partition(sign)
        if end and (start in known or end in known):
            return f"{known.get(start, start)}–{known.get(end, end)}"
    return name


@lru_cache(maxsize=8)
def _countries(of: str) -> Mapping[str, str]:
    path = LOCALE / of / "countries.yaml"
    return {str(code): str(name) for code, name in read_yaml(path).items()} if path.exists() else {}


@lru_cache(maxsize=8)
def _places(of: str, pack: Subject) -> Mapping[str, str]:
    """The places of the pack by their English name, and its countries by theirs."""
    try:
        rows = read_yaml(pack.data("places.yaml"))["places"]
    except BadPack:
        rows = []
    told = {host.name: _countries(of)[code] for code, host in pack.hosts.items() if code in _countries(of)}
    return {row["name"]: str(row["names"][of][0]) for row in rows if row["names"].get(of)} | told


def language_name(code: str) -> str:
    """The name of a language by its code, in the language spoken; a code nobody names comes back as it is."""
    return say_as("language", LANGUAGES[code]) if code in LANGUAGES else code

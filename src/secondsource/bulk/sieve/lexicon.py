"""What of a subject pack speaks for a text: the families of `sieve.yaml` filled from the pack's places, bodies, hosts, events and indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from secondsource.model import BadPack
from secondsource.subjects import Subject
from secondsource.subjects.files import read_mapping, read_yaml

from .fold import folded

FILE = "sieve.yaml"
HOME, NATIONALS, WEAK, PEOPLE, TRADES, AGAINST, ASIDE = (
    "home",
    "nationals",
    "weak",
    "people",
    "trades",
    "against",
    "aside",
)
"""Families by what they are: the subject's own names, its people, names that may mean it, who works, who works in trades that are hired out, what speaks against, and what hides words within it."""
OWN = (HOME, NATIONALS)
NAMES = (*OWN, WEAK)
WORKERS = (PEOPLE, TRADES)
_FIELDS = {"words", "places", "entities", "sources", "instruments", "hosts", "events", "indicators", "not"}
_PLAIN = re.compile(r"[^|()<>.=\[\]\\^$?+{}~]+")
"""An indicator's cue, or a trigger, that is words and no pattern."""
_SHORTEST = 5
"""Latin names of bodies and sources that are shorter are words of other things too often, once case is gone."""


def told_by(pack: Subject) -> dict[str, Any]:
    """The pack's `sieve.yaml`. Raises BadPack if it has none of its own, or one without the families that every pack needs."""
    path = pack.folder / FILE
    if not path.is_file():
        raise BadPack(f"The pack “{pack.id}” has no file {FILE}, without which nothing can be sieved. Write one.")
    told = read_mapping(path)
    every = told.get("families")
    if not isinstance(every, dict) or not {HOME, PEOPLE} <= set(every):
        raise BadPack(f"{FILE}: needs a field “families” with at least “{HOME}” and “{PEOPLE}”.")
    return told


def families(pack: Subject) -> dict[str, list[str]]:
    """The words of each family as the pack writes them, `aside` first, else in the order of the file.

    Raises:
        BadPack: if the pack has no `sieve.yaml` of its own, or one that does not fit.
    """
    told = told_by(pack)
    every = told["families"]
    out = {}
    for name in sorted(every, key=lambda family: family != ASIDE):
        if not isinstance(every[name], dict) or set(every[name]) - _FIELDS:
            raise BadPack(f"{FILE}: “{name}” holds {', '.join(sorted(_FIELDS))} and nothing else.")
        out[name] = _words(pack, every[name], told)
    return out


def _words(pack: Subject, family: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    left_out = {folded(str(word)) for word in family.get("not", ())}
    every = [
        *_written(family.get("words", {})),
        *_places(pack, family.get("places"), frozenset(told.get(HOME, ())), frozenset(told.get("voices", ()))),
        *(_bodies(pack) if family.get("entities") else ()),
        *_voices(pack, family.get("sources"), told),
        *_instruments(pack, family.get("instruments", ())),
        *(host.name for host in pack.hosts.values() if family.get("hosts") and host.country != "WORLD"),
        *_events(pack, family.get("events", ())),
        *(_indicators(pack) if family.get("indicators") else ()),
    ]
    return [word for word in dict.fromkeys(every) if folded(word) not in left_out]


def _written(words: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for of_language in words.values():
        yield from map(str, of_language)


def _places(pack: Subject, which: str | None, home: frozenset[str], voices: frozenset[str]) -> Iterator[str]:
    """Names of the places at home (`home`) or of those that are neither there nor where its voices are (`away`), in every language of the pack."""
    if which is None:
        return
    others = {language: pack.cues(language).get("places", {}) for language in pack.languages}
    for place in read_yaml(pack.data("places.yaml"))["places"]:
        if place["country"] not in home if which == HOME else place["country"] in home | voices:
            continue
        for names in place["names"].values():
            yield from map(str, names)
        for names in others.values():
            found = names.get(place["name"], ())
            yield from map(str, found if isinstance(found, list) else ())


def _bodies(pack: Subject) -> Iterator[str]:
    for body in pack.entities.values():
        for name in (body.name, *body.aliases):
            for part in re.split(r"[;/]", re.sub(r"\([^)]*\)", "", name)):
                if _long_enough(part):
                    yield part.strip()


def _voices(pack: Subject, which: str | None, told: Mapping[str, Any]) -> Iterator[str]:
    """Names of outlets and records of the countries that `sieve.yaml` names under that word."""
    countries = set(told.get(which, ())) if which else set()
    for source in pack.sources.values():
        if countries & set((source.country or "").split("/")) and source.kind == "outlet":
            yield from (name for name in (source.name, *source.aliases) if _long_enough(name))


def _instruments(pack: Subject, patterns: Iterable[str]) -> Iterator[str]:
    for provision in pack.provisions.values():
        for pattern in patterns:
            for found in re.findall(pattern, provision.symbol or ""):
                yield from (
                    f"resolution {found}",
                    f"resolutions {found}",
                    f"s/res/{found}",
                    f"결의 {found}호",
                    f"{found}号决议",
                )


def _events(pack: Subject, types: Iterable[str]) -> Iterator[str]:
    """Triggers of event types in every language: words, not patterns."""
    for kind in types:
        if kind not in pack.event_types:
            raise BadPack(f"{FILE}: there is no event type “{kind}”. Name one of event_types/.")
        for words in pack.event_types[kind].triggers.values():
            yield from (word for word in words if _PLAIN.fullmatch(word))
        for language in pack.languages:
            cues = pack.cues(language).get("events", {})
            found = cues.get(kind, ()) if isinstance(cues, Mapping) else ()
            yield from (word for word in found if isinstance(word, str) and _PLAIN.fullmatch(word))


def _indicators(pack: Subject) -> Iterator[str]:
    for indicator in pack.indicators.values():
        for words in indicator.cues.values():
            yield from (word for word in words if _PLAIN.fullmatch(word))


def _long_enough(name: str) -> bool:
    name = name.strip()
    return bool(name) and (not name.isascii() or len(name) >= _SHORTEST)

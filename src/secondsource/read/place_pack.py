"""Places as the pack names them: sites, provinces, old spellings, Korean names, and routes between two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from ..model import BadPack, Span
from ..subjects import Subject
from ..subjects.loader import read_yaml
from .time.lexicon import any_of


@dataclass(frozen=True, slots=True)
class PackPlace:
    """A place of the pack's `places.yaml`."""

    name: str
    country: str | None
    kind: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, eq=False)
class _Table:
    pattern: re.Pattern[str] | None
    places: Mapping[str, PackPlace]
    home: str
    words: re.Pattern[str] | None


@lru_cache(maxsize=32)
def _table(pack: Subject, language: str) -> _Table:
    try:
        data: dict[str, Any] = read_yaml(pack.data("places.yaml"))
    except BadPack:
        return _Table(None, {}, "", None)
    more: Mapping[str, Any] = pack.cues(language).get("places") or {}
    places: dict[str, PackPlace] = {}
    for row in data["places"]:
        place = PackPlace(row["name"], row.get("country"), row["kind"], row.get("lat"), row.get("lon"))
        for name in (*row["names"].get(language, ()), *more.get(row["name"], ())):
            places[name] = place
    edge = r"(?![\w])" if language not in ("ko", "zh", "ja") else ""
    start = r"(?<![\w])" if language not in ("zh", "ja") else ""
    names = any_of(places).replace("\\~", _ENDING).replace("~", _ENDING)
    pattern = re.compile(rf"{start}{names}{edge}") if places else None
    routes = data.get("routes", {})
    words = re.compile(any_of(routes["words"]), re.I) if routes else None
    return _Table(pattern, places, str(routes.get("home", "")), words)


@lru_cache(maxsize=32)
def countries(pack: Subject, language: str) -> frozenset[str]:
    """The names of countries in a language, as the pack has them."""
    return frozenset(name for name, place in _table(pack, language).places.items() if place.kind == "country")


@lru_cache(maxsize=32)
def country_names(pack: Subject, language: str) -> re.Pattern[str]:
    """Matches the name of a country, in any of its cases."""
    names = countries(pack, language)
    return re.compile(any_of(names).replace("\\~", _ENDING).replace("~", _ENDING) if names else "(?!)")


_ENDING = "[а-яё]{0,3}"
"""What `~` stands for in a name of the pack: a case ending."""
_BETWEEN = re.compile(r"^(?:\s?[-–~·]\s?|\s+(?:and|to|or)\s+|와\s?|과\s?|에서\s?)$")


_DASHES = frozenset("-–·~")
_SENTENCE = re.compile(r"[.!?]\s|\n")
_BESIDE = 60
"""Characters beside two ends within which a word for a link makes them one (“flights between Pyongyang and Kuwait”)."""


def pack_places(text: str, part: Span, language: str, pack: Subject) -> Iterator[tuple[Span, PackPlace, str]]:
    """The pack's places in a part of the text, left to right, with why each was taken; two ends of a link make one route."""
    table = _table(pack, language)
    if table.pattern is None:
        return
    found = [
        (Span(m.start(), m.end()), table.places[_key(m[0], table.places)])
        for m in table.pattern.finditer(text, part.start, part.end)
    ]
    at = 0
    while at < len(found):
        span, place = found[at]
        route = _route(text, found, at, table)
        if route:
            yield route
            at += 2
            continue
        yield span, place, "a place of the pack"
        at += 1


def _key(words: str, places: Mapping[str, PackPlace]) -> str:
    plain = re.sub(r"\s+", " ", words)
    if plain in places:
        return plain
    for ends in _cut(plain.split(" ")):
        if ends in places:
            return ends
    return plain


def _cut(words: list[str]) -> Iterator[str]:
    """A name as a stem of the pack may write it: `~` for the last letters of its words."""
    if len(words) > 3:
        return
    ways = [[w, *(w[: len(w) - n] + "~" for n in range(4) if len(w) - n >= 2)] for w in words]
    for chosen in product(*ways):
        yield " ".join(chosen)


def _route(
    text: str, found: list[tuple[Span, PackPlace]], at: int, table: _Table
) -> tuple[Span, PackPlace, str] | None:
    if at + 1 >= len(found) or table.words is None:
        return None
    (one, a), (two, b) = found[at], found[at + 1]
    if table.home not in (a.name, b.name) or a.country == b.country or not _BETWEEN.match(text[one.end : two.start]):
        return None
    whole = one.hull(two)
    before, after = text[max(0, one.start - _BESIDE) : one.start], text[two.end : two.end + _BESIDE]
    around = f"{_SENTENCE.split(before)[-1]} {_SENTENCE.split(after)[0]}"
    if text[one.end : two.start].strip() not in _DASHES and not table.words.search(around):
        return None
    other = b if a.name == table.home else a
    end = re.sub(r" City$", "", other.name)
    return whole, PackPlace(f"{table.home}-{end}", other.country, "route"), "two ends of one link"

"""Korean places that no list knows: a name before a word for a place of work (“벨트 조선소”) or after a word for a town (“항구 도시 포트사란”)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from ..model import Span
from ..subjects import Subject, load
from .place_found import FoundPlace
from .time.lexicon import any_of

_NAME = r"[가-힣]{2,7}"
_PARTICLE = re.compile(
    r"(?:거나|려고|아서|어서|면서|지만|고|며|나|에서|에는|에도|에게|으로|부터|까지|하는|하던|있는|있던|했던|되는|된|한|운|은|는|이|가|을|를|의|에|와|과|도|로|들|인|던|할|적)$"
)
"""How a word ends that is no bare name."""


@lru_cache(maxsize=4)
def _patterns(pack: Subject) -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    cues: dict[str, Any] = pack.cues("ko").get("places") or load().cues("ko")["places"]
    site = re.compile(rf"(?<![가-힣])(?P<name>{_NAME})\s(?P<site>{any_of(cues['sites'])})(?![가-힣]*(?:들|장\s))")
    town = re.compile(
        rf"(?<![가-힣])(?:{any_of(cues['before'])})\s(?P<name>{_NAME}?)(?=의\s|에서|에\s|에는|에도|로\s|,|\s|$)"
    )
    return site, town, frozenset(cues["common"])


def named_korean(text: str, part: Span, known: Sequence[FoundPlace], pack: Subject) -> Iterator[FoundPlace]:
    """Names of places in a part of a Korean text that stand in no list, kept as names without country or point.

    Args:
        text: the whole text.
        part: the piece to read.
        known: places found before, which these may not overlap.
        pack: the words for sites and towns.
    """
    site, town, common = _patterns(pack)
    for pattern in (site, town):
        for match in pattern.finditer(text, part.start, part.end):
            name = match["name"]
            if name in common or _PARTICLE.search(name):
                continue
            whole = Span(match.start("name"), match.end() if pattern is site else match.end("name"))
            if any(whole.overlaps(place.span) for place in known):
                continue
            yield FoundPlace(
                span=whole,
                name=whole.of(text),
                country=None,
                lat=None,
                lon=None,
                kind="named",
                why="named in the text; in no gazetteer",
            )

"""Names of places in two scripts: “벨트 조선소” and “Veld Shipyard”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..subjects.names import LEAST_CONSONANTS, skeleton


@dataclass(frozen=True, slots=True)
class Bones:
    """What a place's name keeps in another script: its consonants, the English word for its kind, whether it is written in Hangul."""

    consonants: str
    kind: str
    hangul: bool


def bones(name: str, sites: Mapping[str, str]) -> Bones | None:
    """The bones of a folded name; None of one without any.

    Args:
        name: “벨트 조선소”, “veld shipyard”.
        sites: Korean words for kinds of places with their English ones.

    >>> sites = {"조선소": "shipyard"}
    >>> same_bones(bones("벨트 조선소", sites), bones("veld shipyard", sites))
    True
    """
    hangul = any("가" <= c <= "힣" for c in name)
    words = name.split()
    kind = ""
    if len(words) > 1:
        last = words[-1]
        kind = sites.get(last, "") if hangul else last if last in set(sites.values()) else ""
        words = words[:-1] if kind else words
    consonants = skeleton(" ".join(words))
    return Bones(consonants, kind, hangul) if consonants else None


def same_bones(a: Bones | None, b: Bones | None) -> bool:
    """Whether two names in different scripts may be one: the same consonants, many of them or of the same kind of place."""
    if a is None or b is None or a.hangul == b.hangul or a.consonants != b.consonants:
        return False
    if a.kind and b.kind:
        return a.kind == b.kind and len(a.consonants) >= LEAST_CONSONANTS - 1
    return len(a.consonants) >= LEAST_CONSONANTS

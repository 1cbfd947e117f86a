"""One key for one source, however a report spells it: the pack's registry first, then the folded name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from ..model.lookalikes import as_it_looks
from .loader import Subject
from .schema import Source

_NOT_WORD = re.compile(r"[\W_]+")
_ADDITION = re.compile(r"\s*[(（][^()（）]*[)）]\s*")


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The name as it looks, without case, punctuation and a leading article.

    >>> folded("The Wall-Street Journal"), folded("The W\u0430ll-Street Journal")
    ('wall street journal', 'wall street journal')
    """
    return folded_once(name)


def folded_once(text: str) -> str:
    """As `folded`, of a text too long to be remembered."""
    text = _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", as_it_looks(text)).casefold()).strip()
    return text[4:] if text.startswith("the ") else text


_INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_VOWELS = (
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
)
_FINALS = (
    "",
    "g",
    "kk",
    "gs",
    "n",
    "nj",
    "nh",
    "d",
    "l",
    "lg",
    "lm",
    "lb",
    "ls",
    "lt",
    "lp",
    "lh",
    "m",
    "b",
    "bs",
    "s",
    "ss",
    "ng",
    "j",
    "ch",
    "k",
    "t",
    "p",
    "h",
)


PRESS = (
    "일보", "신문", "방송", "통신", "뉴스", "daily", "news", "ilbo", "shinmun", "shimbun", "sinmun", "tongsin", "news agency", "broadcasting", "agency", "press",
)  # fmt: skip
"""Words for a paper or an agency at the end of a name, which a translation translates."""
LEAST_SOUND, LEAST_CONSONANTS = 5, 3
"""A shorter spelling is a word of its own too often."""
_SOFT = str.maketrans("kptr", "gbdl")
_HARD = str.maketrans("fvzcqx", "pbjkkk")


def romanised(name: str) -> str:
    """The name with each Hangul syllable spelled in Latin letters, one by one (Revised Romanization, without its changes of sound).

    >>> romanised("새벽사랑방")
    'saebyeogsarangbang'
    """
    out = []
    for letter in unicodedata.normalize("NFC", name):
        at = ord(letter) - 0xAC00
        if 0 <= at < 11172:
            out.append(_INITIALS[at // 588] + _VOWELS[at % 588 // 28] + _FINALS[at % 28])
        else:
            out.append(letter)
    return "".join(out)


def _closed(name: str) -> str:
    """The name with the consonants that close its Hangul syllables as they sound: ㅅ, ㅈ, ㅊ and ㅎ close as ㄷ does (“꽃” is “kkot”)."""
    out = []
    for letter in unicodedata.normalize("NFC", name):
        at = ord(letter) - 0xAC00
        out.append(chr(ord(letter) - at % 28 + _AS_T) if 0 <= at < 11172 and at % 28 in _SOUND_T else letter)
    return "".join(out)


_AS_T = 7
_SOUND_T = frozenset({19, 20, 22, 23, 25, 27})


def sound(name: str) -> str:
    """What spellings of one name in Hangul and in Latin letters share: folded, without spaces, hard and soft consonants as one.

    >>> sound("새벽사랑방") == sound("Saebyeok Sarangbang")
    True
    """
    text = romanised(_closed(folded(name))).replace(" ", "")
    return text.translate(_SOFT)


_VOWELS_AND_R = re.compile(r"[aeiouy\s]|l|w(?![aeiou])")

_EDGE = re.compile(r"dg(?=[ei])")
"""The end of “bridge”, which Hangul writes with one consonant."""
_BREATHED = re.compile(r"([tps])h")
"""Hangul writes “th”, “ph” and “sh” with one consonant."""


def skeleton(name: str) -> str:
    """The consonants that a name keeps when it is written in Hangul: R and L, vowels and the W of a diphthong go.

    >>> skeleton("하버와이어") == skeleton("Harbour Wire"), skeleton("레저 앤드 타이드") == skeleton("Ledger & Tide")
    (True, True)
    """
    text = romanised(folded(name.replace("&", " and ")))
    text = _BREATHED.sub(r"\1", _EDGE.sub("j", text)).translate(_HARD)
    return re.sub(r"(.)\1+", r"\1", _VOWELS_AND_R.sub("", text.translate(_SOFT)))


@lru_cache(maxsize=8)
def _by_name(pack: Subject) -> Mapping[str, str]:
    """Ids of the registry by every spelling of a name, folded; the first in the registry counts."""
    out: dict[str, str] = {}
    for source in pack.sources.values():
        for name in spellings((source.id, source.name, *source.aliases)):
            out.setdefault(folded(name), source.id)
    return out


class SourceNames:
    """Canonical keys and names of sources.

    Args:
        pack: the subject pack whose registry is used.
    """

    def __init__(self, pack: Subject) -> None:
        self._pack = pack
        self._sources: Mapping[str, Source] = pack.sources
        self._keys: dict[tuple[str, str | None], str] = {}

    def key(self, name: str, entity: str | None = None) -> str:
        """`source:<id>` if the registry knows it, else `name:<folded name>`."""
        known = self._keys.get((name, entity))
        if known is None:
            known = self._keys[name, entity] = self._key(name, entity)
        return known

    def _key(self, name: str, entity: str | None) -> str:
        if entity is not None and entity in self._sources:
            return f"source:{entity}"
        for spelling in spellings((name,)):
            if found := _by_name(self._pack).get(folded(spelling)):
                return f"source:{found}"
        return f"name:{folded(name)}"

    def name(self, name: str, entity: str | None = None) -> str:
        """The canonical name if the registry knows it, else the name as it stands."""
        key = self.key(name, entity)
        return self._sources[key[7:]].name if key.startswith("source:") else name


_PRESS_SOUNDS = tuple(sorted(map(sound, PRESS), key=len, reverse=True))


class Heard:
    """Names of a few sources, found by how they sound in another alphabet.

    Args:
        names: key and name of each.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = sorted(set(names))

    @cached_property
    def _sounds(self) -> Mapping[str, str]:
        """Keys by sound, whole and without a word for a newspaper at the end."""
        out: dict[str, str] = {}
        for key, name in self._names:
            whole = sound(name)
            short = next((whole.removesuffix(e) for e in _PRESS_SOUNDS if whole.endswith(e)), whole)
            for spelling in (whole, short):
                if len(spelling) >= LEAST_SOUND:
                    out.setdefault(spelling, key)
        return out

    @cached_property
    def _hangul(self) -> Mapping[str, str]:
        """Keys by sound of the names written in Hangul: only these are looked for in a longer name in Latin letters."""
        out: dict[str, str] = {}
        for key, name in self._names:
            if _latin(name):
                continue
            whole = sound(name)
            short = next((whole.removesuffix(e) for e in _PRESS_SOUNDS if whole.endswith(e)), whole)
            out.setdefault(whole, key)
            out.setdefault(short, key)
        return out

    @cached_property
    def _skeletons(self) -> Mapping[str, set[tuple[str, bool]]]:
        """Keys by what is left of their names in Hangul, with whether they are written in Latin letters."""
        out: dict[str, set[tuple[str, bool]]] = {}
        for key, name in self._names:
            out.setdefault(skeleton(name), set()).add((key, _latin(name)))
        return out

    def alike(self, name: str) -> str | None:
        """The key of the name that sounds so, with or without a word for a newspaper; words before a name in another alphabet are passed over (“the Seoul site …”)."""
        if (whole := self._sounds.get(sound(name))) is not None:
            return whole
        words = folded(name).split()
        for first in range(len(words)):
            rest = " ".join(words[first:])
            bare = next((rest.removesuffix(f" {e}") for e in PRESS if rest.endswith(f" {e}")), rest)
            for spelling in dict.fromkeys((rest, bare)):
                heard = sound(spelling)
                least = LEAST_SOUND if spelling == rest else LEAST_SOUND - 1
                if len(heard) >= least and (key := self._hangul.get(heard)) is not None and _latin(spelling):
                    return key
        return None

    def perhaps(self, name: str) -> str | None:
        """The one key whose name in another alphabet has the same consonants: a guess that something else must bear out."""
        bones = skeleton(name)
        if len(bones) < LEAST_CONSONANTS:
            return None
        found = {key for key, latin in self._skeletons.get(bones, ()) if latin != _latin(name)}
        return next(iter(found)) if len(found) == 1 else None


def _latin(name: str) -> bool:
    return any("a" <= c <= "z" for c in name.casefold())


def spellings(names: Iterable[str]) -> Iterable[str]:
    """Each name, and the name without what stands in brackets: “Asahi Shimbun (朝日新聞)” is also “Asahi Shimbun”."""
    for name in names:
        yield name
        if bare := _ADDITION.sub(" ", name).strip():
            yield bare

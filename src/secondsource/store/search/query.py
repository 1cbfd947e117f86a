"""What a search asks for: words, "phrases", -what is left out, and fields (`outlet:`, `from:`, `until:`, `language:`, `type:`).

The same question is put to every database; what it finds is laid down here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from secondsource.model import BadDate, PartialDate, SecondsourceError

from .letters import folded, in_twos, words_of

LONGEST = 1_000
"""Characters of the longest search."""
MOST = 40
"""Words and phrases of one search."""
_FIELDS = ("outlet", "from", "until", "language", "type")
_SIGNS = str.maketrans({"“": '"', "”": '"', "„": '"', "＂": '"', "−": "-", "：": ":"})
_PART = re.compile(
    rf'(?P<minus>(?<!\S)-)?(?:(?P<field>(?i:{"|".join(_FIELDS)})):)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))'
)
_HANGUL = re.compile(r"[가-힣]+")
_SPACED = range(4, 9)
"""Syllables of a Korean word that is also found with spaces in it: 임금체불 is as often written 임금 체불."""


class BadSearch(SecondsourceError):
    """The search is not understood. `docs/how-to/search.md` says what a search may ask for."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A Korean word taken apart: what it does, by the stems of its verbs and adjectives, or else the noun without its particles."""

    stems: tuple[str, ...] = ()
    noun: str = ""


Morphemes = Callable[[str], Cut]
"""Takes a Korean word apart."""


def uncut(_word: str) -> Cut:
    """Where nobody takes Korean words apart."""
    return Cut()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other; the last may go on if `begun`."""

    words: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Stems:
    """Stems of Korean verbs and adjectives, all of which are there, in whatever form."""

    stems: tuple[str, ...]


Way = Phrase | Stems


@dataclass(frozen=True, slots=True)
class Part:
    """Something that must be there in one of several ways; or in none of them, if it is not wanted."""

    ways: tuple[Way, ...]
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A search.

    Args:
        parts: all of which must fit.
        outlets: words that the outlet's name must have, each with whether that is wanted; `languages` and `types` likewise, by their codes.
        since: first day, ISO; empty for any.
        until: last day.
    """

    parts: tuple[Part, ...] = ()
    outlets: tuple[tuple[str, bool], ...] = ()
    languages: tuple[tuple[str, bool], ...] = ()
    types: tuple[tuple[str, bool], ...] = ()
    since: str = ""
    until: str = ""

    @property
    def wanted(self) -> tuple[Part, ...]:
        """What must be there."""
        return tuple(part for part in self.parts if part.wanted)

    @property
    def unwanted(self) -> tuple[Part, ...]:
        """What must not be there."""
        return tuple(part for part in self.parts if not part.wanted)

    @property
    def asks(self) -> bool:
        """Whether it asks for anything."""
        return self != Query()


def query_of(text: str, morphemes: Morphemes = uncut) -> Query:
    """The search that a text asks for. A quotation mark without its other one is passed over, and so are signs alone.

    Args:
        text: as it was typed.
        morphemes: takes Korean words apart.

    Raises:
        BadSearch: if it is too long, or names no day where it should.

    >>> query_of('strike -"unpaid wages" from:2016').since
    '2016-01-01'
    """
    if len(text) > LONGEST:
        raise BadSearch(f"The search is longer than {LONGEST:,} characters. Ask for fewer words.")
    said = text.translate(_SIGNS)
    if said.count('"') % 2:
        at = said.rindex('"')
        said = f"{said[:at]} {said[at + 1 :]}"
    found = Query()
    parts: dict[Part, None] = {}
    for match in _PART.finditer(said):
        wanted, value = not match["minus"], match["phrase"] if match["phrase"] is not None else match["word"]
        if match["field"]:
            found = _with(found, match["field"].lower(), value, wanted)
        elif ways := _ways(value, match["phrase"] is not None, morphemes):
            parts[Part(ways, wanted)] = None
    if len(parts) > MOST:
        raise BadSearch(f"The search has more than {MOST} words. Ask for fewer.")
    return replace(found, parts=tuple(parts))


def _with(query: Query, field: str, value: str, wanted: bool) -> Query:
    if field in ("from", "until"):
        day = _day(field, value)
        return replace(query, since=day) if field == "from" else replace(query, until=day)
    if field == "outlet":
        return replace(query, outlets=(*query.outlets, (folded(value), wanted))) if words_of(value) else query
    if not (code := code_of(value)):
        return query
    if field == "language":
        return replace(query, languages=(*query.languages, (code, wanted)))
    return replace(query, types=(*query.types, (code, wanted)))


def code_of(text: str) -> str:
    """A code as it is compared: `Work stoppage` and WORK_STOPPAGE are the same."""
    return re.sub(r"[\W_]+", "", folded(text))


def _day(field: str, value: str) -> str:
    try:
        date = PartialDate(value)
    except BadDate as error:
        raise BadSearch(
            f"`{field}:` takes a day, a month or a year, as in {field}:2016-03-02 or {field}:2016."
        ) from error
    day = date.earliest if field == "from" else date.latest
    if day is None:
        raise BadSearch(f"`{field}:` takes a day that is known, as in {field}:2016-03-02.")
    return day.isoformat()


def _ways(text: str, quoted: bool, morphemes: Morphemes) -> tuple[Way, ...]:
    """The ways in which a word or a phrase may be there; none if it has no letters."""
    small = folded(text)
    words = words_of(text)
    if not words:
        return ()
    ways: dict[Way, None] = {_phrase(words, goes_on=not quoted, starred=text.endswith("*")): None}
    if quoted:
        return tuple(ways)
    if _HANGUL.fullmatch(small):
        ways |= dict.fromkeys(_spaced(small))
        ways |= dict.fromkeys(_forms(morphemes(small)))
    elif len(words) == 1 and (one := _singular(words[0])):
        ways[Phrase((one,), True)] = None
    return tuple(ways)


def phrase_of(text: str) -> Phrase | None:
    """These words as they stand, as a phrase in quotation marks; None if there are no letters."""
    words = words_of(text)
    return _phrase(words, goes_on=False) if words else None


def _phrase(words: list[str], *, goes_on: bool, starred: bool = False) -> Phrase:
    last = words[-1]
    if in_twos(last):
        # The last sign alone would ask for the end of the run.
        return (
            Phrase(tuple(words[:-1]))
            if len(words) > 1 and in_twos(words[-2]) and len(words[-2]) == 2
            else _begun(words)
        )
    return _begun(words) if starred or (goes_on and len(last) >= 3 and last.isalpha()) else Phrase(tuple(words))


def _begun(words: list[str]) -> Phrase:
    return Phrase(tuple(words), True)


def _singular(word: str) -> str:
    """What a plural may be of (Harman 1991, the s stemmer); empty if it is none."""
    if (
        len(word) < 4
        or not word.isascii()
        or not word.isalpha()
        or not word.endswith("s")
        or word.endswith(("us", "ss"))
    ):
        return ""
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    return word[:-1]


def _spaced(word: str) -> Iterator[Phrase]:
    """The word with spaces in it, at least two syllables between them."""
    if len(word) not in _SPACED:
        return
    for many in range(1, len(word) // 2):
        for cuts in combinations(range(2, len(word) - 1), many):
            edges = (0, *cuts, len(word))
            if all(b - a >= 2 for a, b in pairwise(edges)):
                spaced = " ".join(word[a:b] for a, b in pairwise(edges))
                yield _phrase(words_of(spaced), goes_on=True)


def _forms(cut: Cut) -> Iterator[Way]:
    if cut.stems:
        yield Stems(cut.stems)
    elif len(cut.noun) >= 2:
        yield _phrase(words_of(cut.noun), goes_on=True)


def hangul_words(text: str) -> list[str]:
    """The Korean words of a text between whatever is no Hangul, each once, in the form that is searched."""
    return list(dict.fromkeys(_HANGUL.findall(folded(text)))) if _KOREAN.search(text) else []


_KOREAN = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3\uffa1-\uffdc]")

"""Names of companies, banks, ministries and the like compared word by word.

What a body does keeps it apart from its namesakes (Namgang Trading is not Namgang Construction); legal forms and the country do not; numbers must
agree (Office 39 is not Office 38).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from . import korean, script
from .alike import NONE, SAME, Likeness
from .tables import table

_WEIGHT = {"business": 0.5, "common": 0.6, "country": 0.1, "number": 1.0, "name": 1.0}
_EXTRA = 0.5
"""What a word that only one of two names has costs, as a share of its weight: names are cut short."""
_ENDING = re.compile(r"(?:ations?|ated|ions?|ing|ers?|ed|es|s|al|ic)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a body's name: what it is compared by, what sort it is, and as it was written."""

    key: str
    sort: str
    written: str

    @property
    def weight(self) -> float:
        """How much it says of which body is meant."""
        return _WEIGHT[self.sort]


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name made ready: every written word, and the words that count."""

    name: str
    written: tuple[str, ...]
    words: tuple[Word, ...]
    countries: frozenset[str]

    def of(self, *sorts: str) -> tuple[Word, ...]:
        """Its words of these sorts."""
        return tuple(word for word in self.words if word.sort in sorts)


@dataclass(frozen=True, slots=True)
class _Known:
    legal: frozenset[str]
    words: dict[str, tuple[str, str]]
    """Each word to its canonical form and its sort."""
    ordinals: dict[str, str]
    phrases: tuple[tuple[re.Pattern[str], str], ...]
    endings: tuple[str, ...]
    """Words in Hangul and Chinese, the longest first: they stand in one run with the name."""
    spellings: dict[str, str]


@lru_cache(maxsize=1)
def _known() -> _Known:
    data = table("words")
    words: dict[str, tuple[str, str]] = {}
    for sort, part in (("country", "countries"), ("common", "common"), ("business", "business")):
        for canonical, group in data[part].items():
            words.update({str(word): (canonical, sort) for word in group})
    legal = frozenset(data["legal"])
    runs = [w for w in (*words, *legal, *map(str, data["ordinals"])) if korean.is_hangul(w) or script.is_han(w)]
    return _Known(
        legal=legal,
        words=words,
        ordinals={str(word): str(number) for word, number in data["ordinals"].items()},
        phrases=tuple((re.compile(rf"(?<!\w){re.escape(a)}(?!\w)", re.I), b) for a, b in data["phrases"].items()),
        endings=tuple(sorted((w for w in runs if len(w) > 1 or w in "성국총"), key=lambda w: (-len(w), w))),
        spellings={word: group[0] for group in data["spellings"] for word in group},
    )


@lru_cache(maxsize=65536)
def prepared(name: str) -> Body:
    """The name made ready to be compared."""
    known = _known()
    text = korean.plain(script.without_brackets(name))
    for pattern, instead in known.phrases:
        text = pattern.sub(instead, text)
    written = script.merged(script.words(text))
    out: list[Word] = []
    countries: set[str] = set()
    for word in _cut(written):
        if word in known.legal:
            continue
        canonical, sort = known.words.get(word, ("", ""))
        if sort == "country":
            countries.add(canonical)
            continue
        out.append(_word(word, canonical, sort))
    if not out:
        out = [_word(word, "", "name") for word in written]
    return Body(name, written, tuple(out), frozenset(countries))


def _word(word: str, canonical: str, sort: str) -> Word:
    known = _known()
    if sort:
        return Word(canonical, sort, word)
    if word in known.ordinals or word.isdigit():
        return Word(known.ordinals.get(word, word.lstrip("0") or "0"), "number", word)
    if number := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word):
        return Word(number[1], "number", word)
    return Word(known.spellings.get(word, script.latin(word)), "name", word)


def _cut(written: Iterable[str]) -> Iterable[str]:
    """The words; runs of Hangul and Chinese are cut at the words known within them, and the digits of an ordinal lose their ending."""
    known = _known()
    previous = ""
    for word in written:
        if previous.isdigit() and word in ("st", "nd", "rd", "th"):
            previous = word
            continue
        previous = word
        if (korean.is_hangul(word) or script.is_han(word)) and word not in known.words and word not in known.legal:
            yield from _run(word, known.endings)
        else:
            yield word


def _run(word: str, endings: tuple[str, ...]) -> Iterable[str]:
    name = ""
    at = 0
    while at < len(word):
        # A short word is only seen where the name before it has ended; “성” alone is most often a part of a name.
        found = next((e for e in endings if word.startswith(e, at) and (len(e) > 1 or at + 1 == len(word))), None)
        if found is None or (len(found) == 1 and not name):
            name += word[at]
            at += 1
            continue
        if name:
            yield name
            name = ""
        yield found
        at += len(found)
    if name:
        yield name


@lru_cache(maxsize=65536)
def _readings(word: str) -> frozenset[str]:
    """What a word of its own may be: Hangul, where it reads as Korean; Mandarin, where it is Chinese."""
    if script.is_han(word):
        found = {"".join(script.mandarin(word))} if script.mandarin(word) else set()
        reading = script.sino_korean(word)
        return frozenset({*found, *(korean.spelled(reading) if reading else ())})
    return korean.spelled(word)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 6 else word.removesuffix("s") if len(word) > 4 else word


@lru_cache(maxsize=65536)
def _same(one: str, other: str) -> bool:
    """Whether two words of names may be spellings of one."""
    if one == other:
        return True
    first, second = _readings(one), _readings(other)
    if first and second:
        return bool(first & second)
    if script.is_han(one) or script.is_han(other):
        return bool((first or {one}) & (second or {other}))
    if min(len(one), len(other)) < 4:
        return False
    if _stem(one) == _stem(other) and len(_stem(one)) > 3:
        return True
    if script.sound(one) == script.sound(other):
        return True
    if min(len(one), len(other)) > 4 and not first and not second and script.bones(one) == script.bones(other):
        return True
    if script.is_pinyin(one) and script.is_pinyin(other):
        return False
    return min(len(one), len(other)) >= 7 and OSA.distance(one, other, score_cutoff=1) <= 1


def keys(body: Body) -> frozenset[str]:
    """What two names of one body have in common with each other: at least one key."""
    own = body.of("name")
    out = {f"w:{key}" for word in own for key in (word.key, _stem(word.key), *sorted(_readings(word.key))[:12])}
    out |= {f"s:{script.sound(word.key)}" for word in own if len(word.key) > 3}
    out |= {f"b:{script.bones(word.key)}" for word in own if len(word.key) > 4}
    out |= {f"w:{one.key}{two.key}" for one, two in zip(body.words, body.words[1:], strict=False)}
    if not own:
        out.add("c:" + " ".join(sorted(word.key for word in body.words)))
    if body.of("number"):
        out |= {f"n:{n.key}:{w.key}" for n in body.of("number") for w in body.of("business", "common")}
    rest = sorted({word.key for word in body.of("common", "business")})
    out |= {f"p:{one} {two}" for at, one in enumerate(rest) for two in rest[at + 1 :]}
    return frozenset(out)


def compared(a: Body, b: Body) -> Likeness:
    """How alike two names of bodies are."""
    if not a.words or not b.words:
        return NONE
    if a.written == b.written:
        return SAME
    if a.countries and b.countries and not a.countries & b.countries:
        return Likeness(0.3, (f"of different countries: {', '.join(sorted(a.countries ^ b.countries))}",))
    numbers = {w.key for w in a.of("number")}, {w.key for w in b.of("number")}
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return Likeness(0.3, (f"different numbers: {', '.join(sorted(numbers[0] ^ numbers[1]))}",))
    doing = {w.key for w in a.of("business")}, {w.key for w in b.of("business")}
    if doing[0] - doing[1] and doing[1] - doing[0]:
        return Likeness(0.3, (f"alike, but in a different business: {', '.join(sorted(doing[0] ^ doing[1]))}",))
    return _aligned(a, b)


def _aligned(a: Body, b: Body) -> Likeness:
    first, second = [*a.words], [*b.words]
    matched: list[Word] = []
    why: list[str] = []
    for word in a.words:
        found = next((w for w in second if w.key == word.key), None)
        if found is None and word.sort in ("name", "common"):
            found = next((w for w in second if w.sort in ("name", "common") and _same(word.key, w.key)), None)
        if found is not None:
            first.remove(word)
            second.remove(found)
            matched.append(word)
            if found.key != word.key:
                why.append(f"“{word.written}” may be “{found.written}”")
    matched += _joined(first, second, why) + _joined(second, first, why)
    if not any(word.sort in ("name", "number") for word in matched):
        whole = not first and not second
        return Likeness(0.95 if whole and len(matched) > 1 else 0.5, (*why, "only common words are the same"))
    score = sum(word.weight for word in matched)
    missing = [*first, *second]
    if missing:
        why.append(f"only one of them has: {', '.join(sorted(word.written for word in missing))}")
    if any(word.sort == "number" for word in missing):
        return Likeness(0.6, tuple(why))
    if first and second:
        return Likeness(0.6, tuple(why))
    score = score / (score + _EXTRA * sum(word.weight for word in missing))
    if not missing:
        score = 0.98 if not why else 0.95
    return Likeness(round(min(score, 0.98), 4), tuple(why) or ("the same but for legal form, country or order",))


def _joined(one: list[Word], other: list[Word], why: list[str]) -> list[Word]:
    """Takes out a word of one name that is written as two or three in the other."""
    out: list[Word] = []
    for word in [*one]:
        for size in (2, 3):
            for at in range(len(other) - size + 1):
                parts = other[at : at + size]
                whole = "".join(w.key for w in parts)
                if whole == word.key or _same(whole, word.key):
                    one.remove(word)
                    del other[at : at + size]
                    why.append(f"“{word.written}” is “{' '.join(w.written for w in parts)}” in one word")
                    out.append(Word(word.key, "name", word.written))
                    break
            else:
                continue
            break
    return out

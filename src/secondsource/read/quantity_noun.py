"""What a number counts: the noun that its words lead to, or the one that was spoken of before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .quantity_grammar import Grammar
from .time.lexicon import any_of

_WORD = re.compile(r"(?:\s+|-|\s*(?=-))((?:[^\W\d_]\.)+|[^\W\d_][\w'’]*(?:-[^\W\d_][\w'’]*)*)")
_REACH = 110
"""Characters in which a noun is looked for, on either side of its number."""


@dataclass(frozen=True, slots=True)
class Counted:
    """As what the noun's things are counted (a key of `nouns`), and where its words end."""

    key: str
    end: int


def noun_after(text: str, at: int, end: int, g: Grammar, *, one: bool = False) -> Counted | None:
    """The noun that a number at the left of `at` counts; None if no noun known to be countable follows.

    Args:
        text: the whole text.
        at: where the number's words end.
        end: where the part that may be read ends.
        g: the words.
        one: whether the number is one, so that a singular may follow.
    """
    words = _words(text, at, min(end, at + _REACH))
    start = 0
    while start < len(words) and start < 4 and words[start][0] in g.sets["lead"]:
        start += 1
    if start and words[start - 1][0] == "number":
        return None
    found: Counted | None = None
    index, described = start, 0
    while index < len(words) and described <= 4:
        hyphen = index == 0 and text[at : at + 1] == "-"
        key, width = _named(words, index, g, one or hyphen)
        if key:
            found = Counted(key, words[index + width - 1][1])
            index += width
            continue
        word = words[index][0]
        if found or word in g.sets["stops"] or word in g.words.numbers or _other_plural(word, g):
            break
        described += 1
        index += 1
    return found


def _words(text: str, at: int, end: int) -> list[tuple[str, int]]:
    """The words that follow without a stop between them, in lower case, with their ends."""
    out: list[tuple[str, int]] = []
    while len(out) < 10 and (match := _WORD.match(text, at, end)):
        at = match.end()
        out.append((match[1].lower().replace("’", "'"), at))
    return out


def _named(words: list[tuple[str, int]], index: int, g: Grammar, one: bool) -> tuple[str | None, int]:
    for width in (3, 2, 1):
        if index + width > len(words):
            continue
        phrase = " ".join(word for word, _ in words[index : index + width])
        key = g.noun(phrase)
        if key and (one or phrase not in g.singular):
            return key, width
        if key and width == 1 and phrase in g.singular:
            return None, 1
    word = words[index][0].rsplit("-", 1)[-1]
    if key := (g.noun(word) if word not in g.singular else None):
        return key, 1
    if word.endswith(tuple(g.cues["agents"])) and len(word) > 5 and word not in g.sets["things"]:
        return "workers", 1
    return None, 1


def _other_plural(word: str, g: Grammar) -> bool:
    """Whether a word is a plural of something that is not counted, which ends the group."""
    if not word.endswith("s") or word.endswith(("ss", "'s", "us", "is")):
        return False
    return word not in g.sets["plural_modifiers"]


def noun_before(text: str, at: int, start: int, g: Grammar, *, people: bool = False) -> str | None:
    """The last countable noun in the plural that stands before, in reach and in the sentence; if wished, of people only."""
    before = _sentence(text, at, start)
    words = [word.lower() for word in re.findall(r"[^\W\d_][\w-]*", before)]
    for first, second in zip([*words[-2::-1], ""], words[::-1], strict=False):
        key = _plural_key(f"{first} {second}", g) or _plural_key(second, g)
        if key and (not people or key in _PEOPLE):
            return key
    return None


def people_stand_before(text: str, at: int, start: int, g: Grammar) -> bool:
    """Whether the word right before names people, so that a bound on it is of their age (“women under 25”)."""
    word = re.search(r"([^\W\d_]+)\s+$", text[max(start, at - 24) : at])
    return word is not None and _plural_key(word[1].lower(), g) in _PEOPLE


_PEOPLE = ("workers", "persons", "people")


def _plural_key(phrase: str, g: Grammar) -> str | None:
    if phrase in g.cues["crews"]:
        return "workers"
    if phrase in g.singular:
        return None
    key = g.noun(phrase)
    if key is None and " " not in phrase and phrase.endswith(tuple(g.cues["agents"])) and len(phrase) > 5:
        return None if phrase in g.sets["things"] or phrase.endswith("ists") else "workers"
    return key


def _sentence(text: str, at: int, start: int) -> str:
    before = text[max(start, at - _REACH) : at]
    return re.split(r"[.!?][\"”’']?\s+(?=[A-Z\"“])", before)[-1]


def noun_around(text: str, at: int, end: int, part_start: int, part_end: int, g: Grammar) -> str | None:
    """What a number without a noun counts: “31 in number”, “another hundred”, “the number of permits fell to 300”.

    Args:
        text: the whole text.
        at: where the number's words begin.
        end: where they end.
        part_start: where the part that may be read begins.
        part_end: where it ends.
        g: the words.
    """
    before, after = text[max(part_start, at - _REACH) : at], text[end : min(part_end, end + 30)]
    if re.search(r"(?:Resolutions?|No\.|H\.R\.|Order|Flight|JS|Article|Section|Chapter|section)\s*$", before, re.I):
        return None
    if re.match(r"\s+of\s+(?:them|whom|those|these)\b", after, re.I):
        return noun_before(text, at, part_start, g, people=True) or "people"
    if re.match(r"\s+(?:in\s+number|strong)\b", after, re.I):
        return noun_before(text, at, part_start, g)
    if re.match(r"(?:\s+[a-z]+){0,2}\s+ones\b", after):
        return noun_before(text, at, part_start, g)
    cues = _cues(g)
    group = cues.group.search(before)
    if group and not re.match(r"[\s-]+[a-z]+s\b", after):
        return next(str(key) for key, ws in g.cues["groups"].items() if group["group"].lower() in ws)
    more = cues.further.search(before) or re.match(r"\s+(?:more|further)\s+(?!than\b)[a-z]+(?<!s)\b", after)
    if more and not re.match(r"[\w-]", after):
        return noun_before(text, at, part_start, g, people=True)
    if re.search(r"\bof them\b", before, re.I) and not re.match(r"[\w-]", after):
        return "people"
    return _told_count(text, at, end, part_start, g, after)


@dataclass(frozen=True, slots=True)
class _Cues:
    """Words before a number that say what it counts: “a group of”, “another”, “a toll of”, “the number of”."""

    group: re.Pattern[str]
    further: re.Pattern[str]
    toll: re.Pattern[str]
    counting: re.Pattern[str]


@lru_cache(maxsize=8)
def _cues(g: Grammar) -> _Cues:
    cues = g.cues
    counting = any_of([*cues["counts"], *cues["tolls"], *cues["changes"]])
    return _Cues(
        group=re.compile(rf"\b(?P<group>{any_of(w for ws in cues['groups'].values() for w in ws)})\s+of\s*$", re.I),
        further=re.compile(rf"\b{any_of(cues['further'])}\s*$", re.I),
        toll=re.compile(rf"\b{any_of(cues['tolls'])}(?=\s+(?P<of>of|among)\b)", re.I),
        counting=re.compile(rf"\b{counting}\b", re.I),
    )


def _told_count(text: str, at: int, end: int, start: int, g: Grammar, after: str) -> str | None:
    """“The number of … permits fell from 30,023”: digits count what the clause spoke of before."""
    words = text[at:end].split()
    if not words or not re.fullmatch(r"[\d,]+", words[-1]) or re.match(r"[\w-]", after):
        return None
    if re.match(r"\s+(?:in\s+)?(?:the|a)\s+\w+\s+(?:before|earlier|previously)\b", after, re.I):
        return None
    before = _sentence(text, at, start)
    toll = _cues(g).toll.search(before)
    if toll and (found := noun_after(text, at - len(before) + toll.end("of"), at, g)):
        return found.key
    if not _cues(g).counting.search(before):
        return None
    return noun_before(text, at, start, g)

"""The word lists of a language that is read by cues, from the pack's `cues/<language>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from ...subjects import Subject, load

ENDLESS = ("ru",)
"""Languages whose listed words are stems: endings follow, and words begin after something that is no letter."""


def words(pack: Subject, language: str, file: str) -> Mapping[str, Any]:
    """A cue file of a language; of the shipped pack where the pack at hand has none."""
    found: Mapping[str, Any] = pack.cues(language).get(file) or load().cues(language).get(file) or {}
    return found


def listed(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of a cue file; empty if it has none of that name."""
    return tuple(data.get(name) or ())


def any_word(language: str, entries: Iterable[str], *, stems: bool = False) -> re.Pattern[str]:
    """One of the words, longest first. Words of an alphabet begin where a word begins; with `stems` an ending may follow.

    >>> bool(any_word("ru", ["источник"], stems=True).search("со слов источника"))
    True
    """
    rows = sorted(set(entries), key=lambda w: (-len(w), w))
    if not rows:
        return re.compile(r"(?!)")
    body = "|".join(re.escape(w) for w in rows)
    if language not in ENDLESS:
        return re.compile(body)
    return re.compile(rf"(?<!\w)(?:{body})" + ("" if stems else r"(?!\w)"), re.IGNORECASE)


@lru_cache(maxsize=256)
def _compiled(pack: Subject, language: str, file: str, names: tuple[str, ...], stems: bool) -> re.Pattern[str]:
    data = words(pack, language, file)
    return any_word(language, (w for name in names for w in listed(data, name)), stems=stems)


def pattern(pack: Subject, language: str, file: str, *names: str, stems: bool = True) -> re.Pattern[str]:
    """The words of one or more lists of a cue file as one pattern, compiled once."""
    return _compiled(pack, language, file, names, stems)

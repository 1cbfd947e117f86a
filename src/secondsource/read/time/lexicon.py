"""The words of date expressions, read from the pack, and the pieces of pattern made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ...subjects import Subject, load


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, longest first; spaces and hyphens in them match any white space or hyphen."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Look-up tables of one language's cue file `time.yaml`, keys in lower case, and the pattern pieces `parts`."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, tuple[str, str]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, tuple[str, bool, int]]
    parts_of_day: Mapping[str, str]
    holidays: Mapping[str, str]
    moveable: Mapping[str, int]
    nth_weekdays: Mapping[str, tuple[int, int, int]]
    frequency: Mapping[str, str]
    decades: Mapping[str, int]
    eras: Mapping[str, int]
    present: frozenset[str]
    past: frozenset[str]
    future: frozenset[str]
    ahead: re.Pattern[str]
    up_to: re.Pattern[str]
    past_verbs: re.Pattern[str]
    parts: Mapping[str, str]

    def year(self, words: str) -> int | None:
        """The year that four digits or year words say (“nineteen ninety-six”, “two thousand and four”).

        >>> lexicon("en").year("nineteen eighty-four")
        1984
        """
        words = words.strip().lower()
        if words.isdigit():
            return int(words)
        head, _, tail = re.sub(r"[\s-]+", " ", words).partition(" ")
        if head == "two":
            last = tail.removeprefix("thousand").removeprefix(" and").strip()
            return 2000 + int(self.number(last) or 0)
        number = 0 if tail == "hundred" else self.number(tail.removeprefix("oh "))
        first = self.numbers.get(head)
        return None if number is None or first is None or number >= 100 else first * 100 + int(number)

    def number(self, words: str) -> float | None:
        """The number that digits or number words say; None if they say none.

        >>> lexicon("en").number("twenty-four")
        24
        """
        words = words.strip().lower().replace(",", "")
        if re.fullmatch(r"\d+", words):
            return int(words)
        if re.fullmatch(r"\d+\.\d+", words):
            return float(words)
        mixed = re.fullmatch(r"(\d+)\s+(\d)/(\d)", words)
        if mixed:
            return int(mixed[1]) + int(mixed[2]) / int(mixed[3])
        if words in ("a", "an"):
            return 1
        total = group = 0
        seen = False
        for word in re.split(r"[\s-]+", words):
            if word in ("and", "a", "an"):
                continue
            value = self.numbers.get(word)
            if value is None:
                return None
            seen = True
            if value >= 1000:
                total, group = total + max(group, 1) * value, 0
            elif value == 100:
                group = max(group, 1) * 100
            else:
                group += value
        return total + group if seen else None


def _flat(table: Mapping[Any, Iterable[str]]) -> dict[str, int]:
    return {word.lower(): int(number) for number, words in table.items() for word in words}


@lru_cache(maxsize=8)
def _lexicon(pack: Subject, language: str) -> Lexicon:
    cues = pack.cues(language)["time"]
    months, weekdays = _flat(cues["months"]), _flat(cues["weekdays"])
    ordinals = {word: i for i, word in enumerate(cues["ordinals"], 1)}
    number_word = any_of(cues["numbers"])
    yyyy = r"(?:1[4-9]\d\d|20\d\d)(?![\d%])"
    ones = any_of(word for word, n in cues["numbers"].items() if n < 10)
    below_hundred = any_of(word for word, n in cues["numbers"].items() if 10 <= n < 100)
    spoken = (
        rf"(?:(?:eighteen|nineteen|twenty)[\s-]+(?:hundred|oh[\s-]{ones}|{below_hundred}(?:[\s-]{ones})?)|"
        rf"two\s+thousand(?:\s+(?:and\s+)?{ones})?)(?![\w-])"
    )
    parts = {
        "month": any_of(months) + r"(?![a-z])",
        "weekday": any_of(weekdays) + r"(?![a-z])",
        "season": any_of(cues["seasons"]),
        "unit": any_of(cues["units"]),
        "units": "(?:"
        + any_of([*(u + "s" for u in cues["units"] if u != "century"), "centuries", *cues["units"]])
        + r")\b",
        # bounded, as a line of a million digits or number words is looked at from each of them
        "num": r"(?:\d{1,9}(?:,\d{3}){0,4}(?!,?\d)(?:\.\d{1,9})?(?:\s\d/\d)?|"
        rf"{number_word}(?:[-\s]+(?:and\s+)?{number_word}){{0,7}})",
        "era": any_of(cues["eras"]),
        "vague": any_of(cues["vague"]),
        "part": any_of(cues["parts_of_day"]),
        "ordinal": any_of(ordinals),
        "holiday": any_of([*cues["holidays"], *cues["moveable"], *cues["nth_weekdays"]]),
        "approx": any_of(cues["approximate"]),
        "present": any_of(cues["present"]),
        "past": any_of(cues["past"]),
        "future": any_of(cues["future"]),
        "frequency": any_of(cues["frequency"]),
        "dd": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d/]|[.,]\d|\s?%)",
        "yyyy": yyyy,
        "spoken": spoken,
        "anyyear": f"(?:{yyyy}|{spoken})",
        "tens": any_of(cues["decades"]),
    }
    return Lexicon(
        months=months,
        weekdays=weekdays,
        seasons={word: (str(code), letters) for word, (code, letters) in cues["seasons"].items()},
        numbers=cues["numbers"],
        ordinals=ordinals,
        units={word: (str(u[0]), bool(u[1]), int(u[2])) for word, u in cues["units"].items()},
        parts_of_day=cues["parts_of_day"],
        holidays=cues["holidays"],
        moveable=cues["moveable"],
        nth_weekdays={name: (int(d[0]), int(d[1]), int(d[2])) for name, d in cues["nth_weekdays"].items()},
        frequency=cues["frequency"],
        decades=cues["decades"],
        eras=cues["eras"],
        present=frozenset(cues["present"]),
        past=frozenset(cues["past"]),
        future=frozenset(cues["future"]),
        ahead=re.compile(rf"(?:(?<![\w-])|(?=')){any_of(cues['ahead'])}(?![\w-])"),
        up_to=re.compile(rf"\b{any_of(cues['up_to'])}(?:\s+[\w.:'-]+){{0,3}}\s*$"),
        past_verbs=re.compile(
            rf"\b(?:(?!need|speed|indeed|hundred|exceed|proceed|succeed)[a-z]{{2,}}ed|{any_of(cues['past_verbs'])})\b"
        ),
        parts=parts,
    )


def lexicon(language: str = "en", pack: Subject | None = None) -> Lexicon:
    """The lexicon of a language in a pack (the shipped one if none is given)."""
    return _lexicon(pack or load(), language)

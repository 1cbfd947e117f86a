"""Numbers in a text of any language that is read here: digits, Korean myriads, small number words."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BIG = {"만": 10_000.0, "억": 100_000_000.0, "조": 1_000_000_000_000.0}
_SMALL = {"십": 10.0, "백": 100.0, "천": 1000.0}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ENGLISH = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_WORDS = {word: float(n) for n, word in enumerate(_ENGLISH, 2)} | {
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
_NATIVE = {
    "두": 2.0, "세": 3.0, "석": 3.0, "네": 4.0, "넉": 4.0, "다섯": 5.0, "여섯": 6.0, "일곱": 7.0, "여덟": 8.0, "아홉": 9.0, "열": 10.0,
    "스무": 20.0, "서른": 30.0, "마흔": 40.0, "쉰": 50.0,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<digits>\d[\d,]*+(?:\.\d+)?)(?P<myriads>(?:\s?(?:[십백천만억]|조(?=\s?(?:\d|원|달러|엔|유로|위안|루블)))++(?:\s?\d[\d,]*+)?)*+)(?:\s(?P<scale>thousand|million|billion|trillion)\b)?"
    r"|\b(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?P<ones>two|three|four|five|six|seven|eight|nine|one)\b"
    rf"|\b(?P<word>{'|'.join(_WORDS)})\b"
    rf"|(?<![가-힣])(?P<native>{'|'.join(sorted(_NATIVE, key=len, reverse=True))})\s(?=[가-힣])",
    re.IGNORECASE,
)

_MONEY = re.compile(r"(?<![^\W\d_])(?:[A-Z]{2,3}|R[sp]|F[rt])\Z")
"""What may stand right before a number: the letters of a currency (“KD300”, “Rs500”)."""


def numbers_in(text: str) -> Iterator[tuple[int, float]]:
    """Each number with its first character, left to right; those without a value, and digits within a name (“F16”), are left out.

    >>> [n for _, n in numbers_in("2천4백여 명이 3만 달러를, two men took $1.2 million")]
    [2400.0, 30000.0, 2.0, 1200000.0]
    """
    for match in _NUMBER.finditer(text):
        if match["digits"]:
            if (
                match.start()
                and _cased(text[match.start() - 1])
                and not _MONEY.search(text, max(0, match.start() - 4), match.start())
            ):
                continue
            value = _value(match["digits"] + match["myriads"].replace(" ", ""))
            value *= _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        elif match["tens"]:
            value = _WORDS[match["tens"].lower()] + _WORDS.get(match["ones"].lower(), 1.0)
        elif match["word"]:
            value = _WORDS[match["word"].lower()]
        else:
            value = _NATIVE[match["native"]]
        yield match.start(), value


def _cased(sign: str) -> bool:
    """Whether it is a letter of an alphabet with capitals; Korean and Chinese words stand right before their numbers."""
    return sign.lower() != sign.upper()


def _value(words: str) -> float:
    total = part = 0.0
    digits = ""
    for sign in words.replace(",", ""):
        if sign.isdigit() or sign == ".":
            digits += sign
        elif sign in _SMALL:
            part += _SMALL[sign] * float(digits or 1)
            digits = ""
        else:
            total += (part + float(digits or 0) or 1.0) * _BIG[sign]
            part, digits = 0.0, ""
    return total + part + float(digits or 0)

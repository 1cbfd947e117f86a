"""In how many ways one protected thing can be written: names, telephone numbers, days, phrases, identifiers.

Forms are squashed (`folding`): spaces, hyphens, case and marks are no differences between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import product

from secondsource.model.edtf import MONTHS
from secondsource.screen import korean
from secondsource.screen.tables import table

from .folding import squashed

SHORTEST = 4
"""Letters of a squashed form that is looked for at all."""
LONE = 5
"""Letters of a part of a name that is looked for alone."""
_MOST = 6000
"""Spellings of one Korean name."""
_HANGUL = re.compile("[\uac00-\ud7a3]+")


def name_forms(name: str) -> frozenset[str]:
    """A person's name in every order and spelling: initials, surname first or last, and a Korean name in all its romanisations.

    >>> squashed("Fennimore, T.") in name_forms("Tobias Fennimore")
    True
    >>> squashed("KIM Cheol Su") in name_forms("김철수")
    True
    """
    words = [word for word in re.split(r"[\s,.]+", name.strip()) if squashed(word)]
    whole = [squashed(word) for word in words]
    out = {"".join(whole)}
    if 1 < len(whole) <= 4:
        out |= {"".join(whole[at:] + whole[:at]) for at in range(len(whole))}
        out.add("".join(reversed(whole)))
        # A name with something between its first and last word left out, and with an initial for a first name.
        out.add(whole[0] + whole[-1])
        if all(word[:1].isascii() for word in whole):
            family, given = whole[-1], whole[0]
            out |= {given[0] + family, family + given[0]}
    out |= set(_korean_forms(name))
    return frozenset(form for form in out if _long_enough(form))


def part_forms(name: str) -> frozenset[str]:
    """The parts of a name that can point at somebody by themselves: surnames and first names that are long, and Korean given names in Hangul."""
    words = [word for word in re.split(r"[\s,.]+", name.strip()) if word]
    if len(words) < 2:
        return frozenset()
    alone = {squashed(word) for word in words if word[:1].isupper() or not word.isascii()}
    return frozenset(word for word in alone if len(word) >= LONE)


def _korean_forms(name: str) -> Iterator[str]:
    hangul = _HANGUL.fullmatch(name.replace(" ", ""))
    readings = (
        {korean.southern(hangul[0])}
        if hangul and 3 <= len(hangul[0]) <= 4
        else set(korean.person(tuple(word for part in name.lower().split() for word in part.strip(",.").split("-"))))
    )
    made = 0
    meant = [reading for reading in sorted(readings) if len(reading) >= 3]
    for reading in meant:
        # As the South writes it, and as the North does, where they differ at the beginning of surname or given name.
        for first, second in product(_northern(reading[0]), _northern(reading[1])):
            yield squashed(first + second + reading[2:])
    for reading in meant:
        for syllables in product(*(_spellings(sign) for sign in reading)):
            made += 1
            if made > _MOST:
                return
            yield "".join(syllables)
            yield "".join((*syllables[1:], syllables[0]))


@lru_cache(maxsize=4096)
def _spellings(syllable: str) -> tuple[str, ...]:
    return tuple(sorted(_inverse().get(syllable, ())))


@lru_cache(maxsize=4096)
def _northern(syllable: str) -> tuple[str, ...]:
    changes = table("korean")["south"]
    return (syllable, *(north for north, south in changes.items() if south == syllable))


@lru_cache(maxsize=1)
def _inverse() -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for word, syllables in korean.spellings().items():
        for syllable in syllables:
            out.setdefault(syllable, set()).add(squashed(word))
    return out


def phone_forms(number: str) -> frozenset[str]:
    """A telephone number with and without the codes before it.

    >>> "50102030" in phone_forms("+965 5010 2030")
    True
    """
    digits = re.sub(r"\D", "", number)
    return frozenset({digits, digits[-8:]} if len(digits) >= 8 else {digits})


def phrase_forms(text: str) -> frozenset[str]:
    """Words as they stand, squashed."""
    form = squashed(text)
    return frozenset({form}) if _long_enough(form) else frozenset()


def address_forms(address: str) -> frozenset[str]:
    """An e-mail address, also spelt out, and what stands before its sign where that is long."""
    local, _, domain = address.partition("@")
    out = {squashed(address)}
    if domain:
        spelt = domain.replace(".", " dot ")
        out |= {squashed(f"{local} at {spelt}"), squashed(f"{local} at {domain}"), squashed(f"{local}{domain}")}
        if len(squashed(local)) >= 8:
            out.add(squashed(local))
    return frozenset(form for form in out if _long_enough(form))


def day_forms(day: date) -> frozenset[str]:
    """A day in figures and in words, with its year.

    >>> squashed("the 7th of April, 2016") in day_forms(date(2016, 4, 7))
    False
    >>> squashed("7th of April, 2016") in day_forms(date(2016, 4, 7)) and "20160407" in day_forms(date(2016, 4, 7))
    True
    """
    y, m, d = day.year, day.month, day.day
    month, end = MONTHS[m - 1], _ending(d)
    out: set[str] = set()
    for name in (month, month[:3], *(("Sept",) if m == 9 else ())):
        for number in {f"{d}", f"{d:02}"}:
            for tail in ("", end):
                out |= {f"{number}{tail}{name}{y}", f"{name}{number}{tail}{y}", f"{y}{name}{number}{tail}"}
            out |= {f"{number}{end}of{name}{y}", f"{number}of{name}{y}"}
    for mm, dd in product({f"{m}", f"{m:02}"}, {f"{d}", f"{d:02}"}):
        out |= {f"{y}년{mm}월{dd}일", f"{y}年{mm}月{dd}日"}
        # Figures run together are taken for a day only where they have eight places, or stand apart.
        out |= {f"{y}{mm}{dd}", f"{dd}{mm}{y}", f"{mm}{dd}{y}"}
    return frozenset(squashed(form) for form in out)


def instant_forms(instant: datetime) -> frozenset[str]:
    """A moment as it stands in files and headers: ISO 8601, seconds since 1970."""
    second = instant.strftime("%Y%m%dT%H%M%S")
    return frozenset({squashed(second), squashed(second.replace("T", "")), str(int(instant.timestamp()))})


def identifier_forms(identifier: str) -> frozenset[str]:
    """An identifier, and so much of its beginning that it can be told from any other."""
    form = squashed(identifier)
    return frozenset({form, form[:12]} if len(form) >= 12 else {form})


def serial_of(day: date) -> str:
    """The number by which spreadsheets keep a day (ECMA-376, part 1, 18.17.4.1)."""
    return str((day - date(1899, 12, 30)).days)


def joined(forms: Iterable[frozenset[str]]) -> frozenset[str]:
    """All of them."""
    return frozenset().union(*forms)


def _long_enough(form: str) -> bool:
    if form and not form[0].isascii():
        return len(form) >= 4 if "\u1100" <= form[0] <= "\u11ff" else len(form) >= 2
    return len(form) >= SHORTEST


def _ending(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")

"""Names of persons out of the words for a speaker: without office, title and case ending."""

from __future__ import annotations

import re

_CAPITAL = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_RUSSIAN = re.compile(rf"(?<![«\w])({_CAPITAL}(?:\s(?:{_CAPITAL}|[А-ЯЁ]\.))+)$")
_FLEETING = {"Павла": "Павел", "Льва": "Лев", "Петра": "Пётр", "Павлу": "Павел"}
_SURNAMES = (("овой", "ова"), ("евой", "ева"), ("иной", "ина"), ("ской", "ская"), ("ского", "ский"), ("ова", "ов"), ("ева", "ев"), ("ина", "ин"), ("ого", "ый"))  # fmt: skip
_KANJI_NAME = re.compile(r"[一-龥々]{2,6}|[ァ-ヴー]{2,12}(?:・[ァ-ヴー]{1,12}){0,3}")
_BODY = re.compile(r"[省庁局署院会社側国府]$")


def russian_person(words: str, genitive: bool) -> str | None:
    """The person named at the end of a phrase, in the nominative; None if there is none.

    >>> russian_person("исследователя Павла Кедрова", True), russian_person("хозяин фабрики Джо Фарруджа", False)
    ('Павел Кедров', 'Джо Фарруджа')
    """
    found = _RUSSIAN.search(words.strip())
    if not found or (found.start() == 0 and " " not in found[1]):
        return None
    name = found[1]
    return _nominative(name) if genitive else name


def _nominative(name: str) -> str:
    """A name out of the genitive. A first name in -а is then a man's, one in -ы or -и a woman's."""
    first, *rest = name.split(" ")
    woman = first.endswith(("ы", "и"))
    if woman:
        first = first[:-1] + ("я" if first.endswith("ии") else "а")
    elif first in _FLEETING:
        first = _FLEETING[first]
    elif first.endswith("я"):
        first = first[:-1] + "й"
    elif first.endswith("а"):
        first = first[:-1]
    out = []
    for part in rest:
        for end, plain in _SURNAMES:
            if part.endswith(end) and woman == (end in ("овой", "евой", "иной", "ской")):
                part = part[: -len(end)] + plain
                break
        else:
            part = part[:-1] if not woman and part.endswith("а") and len(part) > 4 else part
        out.append(part)
    return " ".join([first, *out])


def chinese_person(words: str, roles: str) -> str | None:
    """The name after an office: “研究员沈默言” is 沈默言.

    Args:
        words: the speaker.
        roles: a pattern of the offices.
    """
    last = max((m.end() for m in re.finditer(roles, words)), default=0)
    name = words[last:] if last else ""
    return name if re.fullmatch(r"[一-鿿]{2,4}|[一-鿿]{1,8}(?:[·•．][一-鿿]{1,8})+", name) else None


def japanese_person(words: str, titles: str) -> str | None:
    """The name before a title: “研究者の早瀬岳氏” is 早瀬岳; None for a body's spokesman."""
    title = re.search(rf"(?:{titles})+$", words)
    if title is None:
        return None
    name = re.split(r"[のでる、]", words[: title.start()])[-1]
    return name if _KANJI_NAME.fullmatch(name) and not _BODY.search(name) else None

"""Rewrites every string in a case, whole words and phrases only, and keeps the length where blocks stand for letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from operator import is_
from typing import Any, TypeVar, get_args, get_type_hints

from secondsource.model import PartialDate, PersonalData, Ref, Span
from secondsource.store.held import Held

T = TypeVar("T")
BLOCK = "█"
_AGAIN = 200
"""Characters of a string that may come again."""
_PLAIN = (Enum, Span, Ref, PartialDate, PersonalData, int, float, type(None))
"""Values without free text. A reference names a report by its id, which is a digest."""


def each(values: Sequence[T], change: Callable[[T], T]) -> Sequence[T]:
    """The values changed one by one; those that are only at hand as they are fetched."""
    return values.through(change) if isinstance(values, Held) else tuple(map(change, values))


def blocks(text: str, sign: str = BLOCK) -> str:
    """As many signs as the text has, white space kept."""
    return "".join(c if c.isspace() else sign for c in text)


def letters(number: int) -> str:
    """A, B, ..., Z, AA, AB, ..."""
    out = ""
    number += 1
    while number:
        number, at = divmod(number - 1, 26)
        out = chr(65 + at) + out
    return out


def replacer(table: Mapping[str, str]) -> Callable[[str], str]:
    """Replaces whole words and phrases whatever their case, the longest first.

    Looks up the first signs at each place where a word may begin, so its cost grows with the text and not with the table: one pattern
    of all phrases would be tried phrase by phrase at every place.
    """
    if not table:
        return str
    folded = {_small(key): value for key, value in table.items() if key}
    size = min(map(len, folded))
    starting: dict[str, list[str]] = {}
    for key in sorted(folded, key=lambda key: (-len(key), key)):
        starting.setdefault(key[:size], []).append(key)
    begins = re.compile(rf"(?<![0-9A-Za-z])(?=(.{{{size}}}))", re.DOTALL)

    def fixed(text: str) -> str:
        if len(text) < size:
            return text
        small = _small(text)
        out: list[str] = []
        at = 0
        for begin in begins.finditer(small):
            if begin[1] not in starting or begin.start() < at:
                continue
            start = begin.start()
            for key in starting[begin[1]]:
                end = start + len(key)
                if small.startswith(key, start) and not _WORD.match(small, end):
                    out += (text[at:start], folded[key])
                    at = end
                    break
        return "".join([*out, text[at:]]) if out else text

    return fixed


_WORD = re.compile("[0-9A-Za-z]")


def _small(text: str) -> str:
    """In small letters, sign by sign, so that places in it are places in the text."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def rewritten(value: T, fix: Callable[[str], str]) -> T:
    """The same value with every string in it rewritten."""
    if fix is str:
        return value
    # Most strings of a case are names and enumerated words that come again and again; whole texts do not.
    again = lru_cache(maxsize=1 << 14)(fix)
    made: T = _walk(value, lambda text: again(text) if len(text) <= _AGAIN else fix(text))
    return made


@lru_cache(maxsize=512)
def _kind(kind: type) -> str | tuple[str, ...]:
    """What to do with values of a class: `plain`, `text`, `list`, `dict`, `held`, or the names of its fields."""
    if issubclass(kind, _PLAIN):
        return "plain"
    if issubclass(kind, str):
        return "text"
    if issubclass(kind, tuple | list):
        return "list"
    if issubclass(kind, dict):
        return "dict"
    if issubclass(kind, Held):
        return "held"
    return _speaking(kind) if is_dataclass(kind) else "plain"


@lru_cache(maxsize=512)
def _speaking(kind: type) -> tuple[str, ...]:
    """The names of the fields of a class of values that can hold text, by their types; of all fields where these are not known."""
    try:
        hints = get_type_hints(kind)
    except NameError:
        hints = {}
    return tuple(field.name for field in fields(kind) if _speaks(hints.get(field.name, Any), kind))


def _speaks(hint: Any, of: type) -> bool:
    """Whether values of a type can hold text; `of` is the class in which they stand, which may hold values of its own."""
    if parts := get_args(hint):
        return any(_speaks(part, of) for part in parts if part is not Ellipsis)
    if hint is of or not isinstance(hint, type):
        return True
    if issubclass(hint, _PLAIN):
        return False
    return bool(_speaking(hint)) if is_dataclass(hint) else True


def _walk(value: Any, fix: Callable[[str], str]) -> Any:
    kind = _kind(value.__class__)
    if kind == "plain":
        return value
    if kind == "text":
        return fix(value)
    if kind == "list":
        new = [_walk(item, fix) for item in value]
        # What is as before keeps its identity, so that whatever holds it need not be made anew.
        return value if all(map(is_, new, value)) else type(value)(new)
    if kind == "dict":
        return {key: _walk(item, fix) for key, item in value.items()}
    if kind == "held":
        return value.through(lambda item: _walk(item, fix))
    changed = {}
    for name in kind:
        old = getattr(value, name)
        new_item = _walk(old, fix)
        if new_item is not old and new_item != old:
            changed[name] = new_item
    return replace(value, **changed) if changed else value

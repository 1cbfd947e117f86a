"""Sentences by which a pack shows what an event type is, and what it is not: invented, with the events in them marked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from secondsource.model import BadPack


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number that an example's event counts: `what` from `low` to `high` (None: open), each `per` that unit."""

    what: str
    low: float | None
    high: float | None
    per: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event told in an example: its words, and when (EDTF), where and how many the text says; None where it does not."""

    trigger: str
    when: str | None = None
    place: str | None = None
    country: str | None = None
    quantities: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A text and the events of one type told in it; without any it is a trap, and `why` says what misleads."""

    text: str
    published: str
    events: tuple[Told, ...] = ()
    why: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """The examples of one event type."""

    type: str
    examples: tuple[Example, ...]


def examples_of(data: Any, path: Path) -> Examples:
    """The content of an example file.

    Raises:
        BadPack: if it lacks a field, or a trigger does not stand exactly once in its text.
    """
    try:
        found = msgspec.convert(_years_as_text(data), type=Examples, strict=False)
    except msgspec.ValidationError as error:
        raise BadPack(f"{path.name}: {error}.") from error
    for number, example in enumerate(found.examples, 1):
        for told in example.events:
            if example.text.count(told.trigger) != 1:
                raise BadPack(
                    f"{path.name}: “{told.trigger}” stands {example.text.count(told.trigger)} times in example {number}. "
                    "Give words that stand in it once."
                )
    return found


def _years_as_text(data: Any) -> Any:
    """YAML reads `when: 2016` as a number; a date is text."""
    if isinstance(data, dict):
        dated = {k: str(v) if k in ("when", "published") and isinstance(v, int) else v for k, v in data.items()}
        return {k: _years_as_text(v) for k, v in dated.items()}
    return [_years_as_text(item) for item in data] if isinstance(data, list) else data

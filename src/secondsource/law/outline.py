"""A provision's conditions as points for a reader, one below the other: what is asked, with all or any of what stands under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .conditions import ALWAYS, AnyOf, Condition, Leaf, Not, Several
from .words import element_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One line of the outline.

    Args:
        text: what is asked in plain words; of a group `all of`, `any of` or `not`.
        fact: the fact of the vocabulary that is tested; empty for a group.
        assumed: what is taken for it unless stated; empty if nothing is.
        reason: why that is assumed.
        parts: the points under it.
    """

    text: str
    fact: str = ""
    assumed: str = ""
    reason: str = ""
    parts: tuple[Point, ...] = ()


def outline(condition: Condition) -> Point | None:
    """The condition as a point with its parts; None if it always holds.

    >>> from secondsource.law.rule import rules
    >>> from secondsource.subjects import load
    >>> found = outline(rules(load("dprk_labour"))["UN-2397-8"].versions[0].elements)
    >>> found.text, found.parts[0].text, found.parts[0].parts[0].fact
    ('any of', 'all of', 'worker.nationality')
    """
    return None if condition is ALWAYS else _point(condition)


def _point(condition: Condition) -> Point:
    if isinstance(condition, Leaf):
        assumed = _plain(condition.assume) if condition.reason else ""
        return Point(
            text=element_words(condition), fact=condition.fact.name, assumed=assumed, reason=condition.reason or ""
        )
    if isinstance(condition, Not):
        return Point(text="not", parts=(_point(condition.part),))
    assert isinstance(condition, Several)
    return Point(
        text="any of" if isinstance(condition, AnyOf) else "all of", parts=tuple(_point(p) for p in condition.parts)
    )


def _plain(value: Any) -> str:
    return str(value).lower().replace("_", " ")

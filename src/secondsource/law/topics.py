"""What a question is about: a topic of the pack, a group of event types, or one type, as the event types that it stands for."""

from __future__ import annotations

from functools import lru_cache

from ..model import BadPack, SecondsourceError
from ..subjects import Subject
from .vocabulary import FILE


class NoTopic(SecondsourceError):
    """The pack has no such topic, group or event type. Name one of those that the message lists."""


def topic(word: str, pack: Subject) -> frozenset[str]:
    """The ids of the event types that the word stands for.

    Args:
        word: a topic of the law vocabulary, a group of event types or the id of one, in any case.
        pack: the subject pack.

    Raises:
        NoTopic: if it is none of them; the message lists the topics.

    >>> from secondsource.subjects import load
    >>> sorted(topic("cash", load("dprk_labour")))
    ['CASH_COURIER', 'CASH_SEIZURE']
    """
    known = _topics(pack)
    name = word.strip().casefold().replace(" ", "_").replace("-", "_")
    if name in known:
        return known[name]
    if name.upper() in pack.event_types:
        return frozenset({name.upper()})
    raise NoTopic(
        f"There is nothing about “{word}” in this pack. Name one of {', '.join(sorted(known))}, or an event type "
        "(`secondsource law types` lists them)."
    )


@lru_cache(maxsize=8)
def _topics(pack: Subject) -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for kind in pack.event_types.values():
        out.setdefault(kind.group, set()).add(kind.id)
    named: dict[str, set[str]] = {}
    for name, types in pack.law.get("topics", {}).items():
        unknown = [kind for kind in types if kind not in pack.event_types]
        if unknown:
            raise BadPack(f"{FILE}: topics.{name}: there is no event type {unknown[0]!r} in event_types/.")
        named[name] = set(types)
    # a topic of the vocabulary says more exactly what a word means than a group of that name
    return {name: frozenset(types) for name, types in {**out, **named}.items()}

"""A name held against the lists as of a day. A match is a suggestion with its reasons, never a verdict; a person decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..subjects import Subject
from ..subjects.schema import Entity
from .lists import Listed, listings
from .names import likeness, name_words

THRESHOLD = 0.86


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity that a name may mean.

    Args:
        score: 0 to 1, how alike the names are; it says nothing of lists.
        matched: the entity's name or alias that is most alike.
        why: what the likeness rests on, and what stands against it.
        lists: where the entity stood on each list on the day.
    """

    entity: str
    name: str
    score: float
    matched: str
    why: tuple[str, ...]
    lists: tuple[Listed, ...]


def screen(name: str, day: date, pack: Subject, threshold: float = THRESHOLD) -> tuple[Candidate, ...]:
    """The entities of the pack that a name may mean, most alike first, each with its standing on the lists that day.

    Only bodies are screened: the pack's entities hold no private persons.

    Args:
        name: a name as a report writes it, in any script the pack has aliases in.
        day: the day of the event (or today).
        pack: the subject pack.
        threshold: likeness from which a candidate is suggested.

    >>> from secondsource.subjects import load
    >>> [c.entity for c in screen("Air Koryo", date(2016, 12, 1), load("dprk_labour"))]
    ['AIRKORYO']
    """
    known = name_words(pack)
    found = []
    for _, entity in sorted(pack.entities.items()):
        best, matched = max(
            ((likeness(name, other, known), other) for other in names_of(entity)),
            key=lambda pair: (pair[0].score, pair[1]),
        )
        if best.score >= threshold:
            found.append(
                Candidate(
                    entity=entity.id,
                    name=entity.name,
                    score=best.score,
                    matched=matched,
                    why=best.why,
                    lists=listings(entity, day),
                )
            )
    return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.entity)))


def names_of(entity: Entity) -> tuple[str, ...]:
    """Every name an entity goes by: its name, the parts that the name joins (“A / B”, “A; B”, “A (B)”), its aliases.

    >>> names_of(Entity(id="X", name="Ch'olsan; Cholsan (Pyongyang)", type="company"))
    ("Ch'olsan; Cholsan (Pyongyang)", "Ch'olsan", 'Cholsan')
    """
    bare = re.sub(r"\([^)]*\)", " ", entity.name)
    parts = [part.strip() for part in re.split(r"[;/]", bare)]
    return tuple(dict.fromkeys(name for name in (entity.name, *parts, *entity.aliases) if name))

"""Every name that a body of the subject pack goes by."""

from __future__ import annotations

import re

from ..subjects.schema import Entity


def names_of(entity: Entity) -> tuple[str, ...]:
    """Its name, the parts that the name joins (“A / B”, “A; B”, “A (B)”), its aliases.

    >>> names_of(Entity(id="X", name="Ch'olsan; Cholsan (Pyongyang)", type="company"))
    ("Ch'olsan; Cholsan (Pyongyang)", "Ch'olsan", 'Cholsan')
    """
    bare = re.sub(r"\([^)]*\)", " ", entity.name)
    parts = [part.strip() for part in re.split(r"[;/]", bare)]
    return tuple(dict.fromkeys(name for name in (entity.name, *parts, *entity.aliases) if name))

"""Letters for people, the same throughout an edition and others in every other.

The order of the letters is drawn from a key that the case and the edition's name make; the case's id is random and stays in the case. No letter
is made of a name, so none can be tried out, and neither the order nor the number of a letter says who was told of first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from .replacing import letters


def lettered(names: Iterable[str], case: str, edition: str, series: str) -> dict[str, str]:
    """A letter for each name.

    Args:
        names: who is to have one.
        case: the case's id.
        edition: the edition's name.
        series: what the letters are for; sources and persons have letters of their own.
    """
    key = hashlib.blake2b(f"{case}\0{edition}\0{series}".encode(), digest_size=32).digest()

    def drawn(name: str) -> bytes:
        return hashlib.blake2b(name.encode(), key=key, digest_size=16).digest()

    return {name: letters(at) for at, name in enumerate(sorted(set(names), key=drawn))}

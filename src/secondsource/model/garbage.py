"""The collector of garbage, kept from looking again and again through what stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 200_000
"""Values between two looks through the youngest."""
_RARELY = 1_000


@contextmanager
def undisturbed() -> Iterator[None]:
    """Within it only the youngest values are looked through. Of hundreds of thousands of small values that all stay, a look through all costs seconds,
    and there would be hundreds of them.
    """
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, _RARELY, _RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)

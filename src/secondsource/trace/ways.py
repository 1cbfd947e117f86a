"""A relay as far as ways and loops ask after it."""

from __future__ import annotations

from typing import NamedTuple

from ..model import RelayKind


class Way(NamedTuple):
    """From a report to the one that it takes from, both in the case."""

    taker: str
    giver: str
    how: RelayKind
    giver_in_case: bool = True

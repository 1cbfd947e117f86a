"""When each instrument of the pack's law was adopted: texts name instruments (“Resolution 2270”) and rarely say of what day they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from secondsource.model import BadDate, PartialDate

from .loader import Subject


@dataclass(frozen=True, slots=True)
class Adopted:
    """An instrument with its symbol (`S/RES/2270 (2016)`; empty if it has none), its name, and the day on which it was adopted."""

    symbol: str
    name: str
    day: PartialDate


@lru_cache(maxsize=8)
def adopted(pack: Subject) -> tuple[Adopted, ...]:
    """The instruments whose day of adoption the pack's provisions give, each once, in the pack's order.

    >>> from secondsource.subjects import load
    >>> next(str(item.day) for item in adopted(load()) if "2270" in item.symbol)
    '2016-03-02'
    """
    out: dict[str, Adopted] = {}
    for rule in pack.provisions.values():
        try:
            day = PartialDate(rule.adopted) if rule.adopted else None
        except BadDate:
            continue  # the text that names it can still be read
        if day is not None:
            out.setdefault(rule.instrument, Adopted(rule.symbol or "", rule.instrument, day))
    return tuple(out.values())

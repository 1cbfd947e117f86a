"""Rates of exchange that a case holds: money is turned into another currency only where one of them says how, at the date of the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .amount import Range
from .edtf import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of a currency was worth in US dollars, and on whose word.

    Args:
        currency: ISO 4217.
        usd: US dollars for one unit.
        start: the first day for which it holds (`2016-01-01`).
        end: the last day for which it holds.
        source: where it is from.
    """

    currency: str
    usd: float
    start: str
    end: str
    source: str


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in US dollars and the rate by which it was turned into them."""

    range: Range
    rate: Rate


def in_dollars(what: str, amount: Range, when: PartialDate | None, rates: Sequence[Rate]) -> Converted | None:
    """The amount in US dollars at the date of the event; None if no rate of the case covers that date, or it is in dollars already.

    Args:
        what: what is counted; a currency's code if it is money.
        amount: how much.
        when: when the event was; a rate must cover all of it.
        rates: those of the case; of several that fit the one for the shortest time.

    >>> rate = Rate(currency="KWD", usd=3.3, start="2016-01-01", end="2016-12-31", source="a bank")
    >>> in_dollars("KWD", Range(100, None), PartialDate("2016-03"), [rate]).range
    Range(low=330.0, high=None)
    >>> in_dollars("KWD", Range(100, None), PartialDate("2017"), [rate]) is None
    True
    """
    if when is None or when.earliest is None or when.latest is None:
        return None
    first, last = when.earliest.isoformat(), when.latest.isoformat()
    fitting = [r for r in rates if r.currency == what and r.start <= first and last <= r.end]
    if not fitting:
        return None
    rate = min(fitting, key=lambda r: (PartialDate(f"{r.start}/{r.end}").days() or 10**6, r.start))

    def turned(value: float | None) -> float | None:
        return None if value is None else round(value * rate.usd, 2)

    return Converted(Range(turned(amount.low), turned(amount.high)), rate)

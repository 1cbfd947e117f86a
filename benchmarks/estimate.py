"""What a month of an archive of news would cost, worked out from a measured rate, with everything that is assumed."""

from __future__ import annotations

from collections.abc import Iterator

from .measure import Row

WHOLE = "secondsource, everything: looked at, taken out, sieved, read"
"""The program whose rate counts."""
ONE_IN = 50
"""Of the pages that were measured, one in so many concerns the subject; of the news of a month far fewer will."""
MONTH, CORE_HOUR, KILOBYTES = 15_000_000, 0.04, 25
"""Assumed: pages of a month of a large archive of the news of the world, what an hour of a core costs (US dollars), what a page takes in it, packed (kB)."""


def estimate(row: Row) -> Iterator[str]:
    """A table of what is measured, what is assumed, and what comes of it; nothing for another program's row.

    >>> row = Row(task="", program=WHOLE, items=75, unit="pages", seconds=1.0, rounds=1)
    >>> list(estimate(row))[-3]
    '| core hours | 55.6 | pages by pages a CPU second |'
    """
    if row.program != WHOLE:
        return
    hours = MONTH / row.rate / 3600
    yield "| a month of an archive of news | | |"
    yield "|---|---:|---|"
    yield f"| pages | {MONTH:,} | assumed |"
    yield f"| to be fetched | {MONTH * KILOBYTES / 1e6:,.0f} GB | assumed: {KILOBYTES} kB a page, packed; neither its time nor its price is counted |"
    yield f"| pages a CPU second | {row.rate:,.1f} | measured, on pages of which one in {ONE_IN} concerns the subject and is read; of the news of a month far fewer will |"
    yield f"| core hours | {hours:,.1f} | pages by pages a CPU second |"
    yield f"| on a laptop of two cores | {hours / 2 / 24:,.1f} days | if two workers were twice as fast as one; they are nearly ([engines](#engines)) |"
    yield f"| price | {hours * CORE_HOUR:,.2f} dollars | assumed: {CORE_HOUR} dollars for an hour of a core |"

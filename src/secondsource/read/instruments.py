"""Instruments of law named in a text, with the day on which each was adopted: “Resolution 2270” is of 2 March 2016 though no report says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import PartialDate, Span
from ..subjects import Subject

_NAMES = (
    (re.compile(r"\bUNSCR (\d{4})\b"), r"(?:[Rr]esolution|RESOLUTION|UNSCR|S/RES/)\s*{0}(?:\s*\(\d{{4}}\))?"),
    (re.compile(r"\bExecutive Order (\d{5})\b"), r"(?:Executive Order|E\.?O\.?)\s*{0}"),
    (re.compile(r"\bH\.R\. ?(\d+)\b"), r"H\.\s?R\.\s?{0}"),
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument where a text names it; `adopted` is its day in the pack's law."""

    span: Span
    adopted: PartialDate


@lru_cache(maxsize=4)
def _table(pack: Subject) -> tuple[re.Pattern[str] | None, Mapping[str, PartialDate]]:
    known: dict[str, tuple[str, PartialDate]] = {}
    for provision in pack.provisions.values():
        for told, written in _NAMES:
            match = told.search(provision.instrument)
            if match and provision.adopted:
                known.setdefault(
                    f"{told.pattern}{match[1]}", (written.format(match[1]), PartialDate(provision.adopted))
                )
    if not known:
        return None, {}
    rows = list(known.values())
    inner = "|".join(f"(?P<i{n}>{pattern})" for n, (pattern, _) in enumerate(rows))
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)"), {f"i{n}": day for n, (_, day) in enumerate(rows)}


def find_instruments(text: str, spans: Sequence[Span], pack: Subject) -> tuple[Instrument, ...]:
    """The instruments that parts of a text name, in order.

    Args:
        text: the whole text.
        spans: the parts to read.
        pack: whose provisions give the days.
    """
    pattern, days = _table(pack)
    if pattern is None:
        return ()
    return tuple(
        Instrument(Span(*m.span()), days[m.lastgroup])
        for part in spans
        for m in pattern.finditer(text, part.start, part.end)
        if m.lastgroup
    )

"""What stands in a case to be searched, and what has changed since its words were put: told by digests, without loading any report."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import and_, select

from secondsource.model import Decision, DecisionKind
from secondsource.model.codec import encode

from ..at_hand import report_of
from ..moment import Moment
from ..schema import claims, reports, stage_runs

_DIGITS = 16
"""Hexadecimal digits of a digest that are kept: nobody gains by two that are the same."""


def report_digests(moment: Moment, decisions: Iterable[Decision]) -> Iterator[tuple[str, str]]:
    """Id and digest of each report with what was read in it and corrected since, by id."""
    decided: defaultdict[str, list[str]] = defaultdict(list)
    for decision in decisions:
        if decision.kind in (DecisionKind.CORRECT, DecisionKind.REJECT):
            decided[report_of(decision.object)].append(encode(decision).decode())
    read = and_(stage_runs.c.key == reports.c.id, stage_runs.c.stage == "read")
    query = (
        select(reports.c.id, reports.c.digest, stage_runs.c.output).outerjoin(stage_runs, read).order_by(reports.c.id)
    )
    for row in moment.connection.execution_options(yield_per=5_000).execute(query):
        yield row.id, _digest(row.digest, row.output or "", *decided.get(row.id, ()))


def claim_digests(moment: Moment) -> Iterator[tuple[str, str]]:
    """Id and digest of each claim, by id."""
    query = select(claims.c.id, claims.c.body).order_by(claims.c.id)
    for row in moment.connection.execution_options(yield_per=2_000).execute(query):
        yield row.id, _digest(row.body)


def _digest(*parts: str) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return total.hexdigest()[:_DIGITS]


def changed(now: Iterable[tuple[str, str]], before: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """What is new or has changed, with its digest, and what has gone.

    Args:
        now: ids and digests as they stand, by id.
        before: as they were, by id.

    >>> changed([("a", "1"), ("b", "2")], [("b", "1"), ("c", "1")])
    ({'a': '1', 'b': '2'}, ['c'])
    """
    new: dict[str, str] = {}
    gone: list[str] = []
    end = ("", "")
    here, there = iter(now), iter(before)
    one, other = next(here, end), next(there, end)
    while one[0] or other[0]:
        if not other[0] or (one[0] and one[0] < other[0]):
            new[one[0]] = one[1]
            one = next(here, end)
        elif not one[0] or other[0] < one[0]:
            gone.append(other[0])
            other = next(there, end)
        else:
            if one[1] != other[1]:
                new[one[0]] = one[1]
            one, other = next(here, end), next(there, end)
    return new, gone

"""Which claims the kept searches find, so that a new report on one of them can be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from secondsource.desk.asked import wish_of
from secondsource.desk.listing import chosen, rows_of
from secondsource.publish.footnotes import source_lines
from secondsource.store import CaseView
from secondsource.subjects import Subject


def found_by(
    view: CaseView, pack: Subject, queries: Iterable[str], claims: Iterable[str]
) -> Mapping[str, tuple[str, ...]]:
    """By claim, the queries that find it.

    Args:
        view: the case, masked.
        pack: its subject.
        queries: as addresses of the list of claims have them, without `?`; what is no longer understood finds nothing.
        claims: ids of those that are asked about.
    """
    wishes = [(query, wish) for query in dict.fromkeys(queries) if (wish := wish_of(query)) is not None and wish.asks]
    some = [claim for name in claims if (claim := view.claim(name))]
    if not wishes or not some:
        return {}
    rows = rows_of(some, view, pack, source_lines(view), view.ledger)
    out: defaultdict[str, list[str]] = defaultdict(list)
    for query, wish in wishes:
        for row in chosen(rows, wish):
            out[row.id].append(query)
    return {claim: tuple(found) for claim, found in out.items()}

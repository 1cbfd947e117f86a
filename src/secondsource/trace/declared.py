"""Translations made for the case: who brings one says of which report it is, so nothing has to be found out."""

from __future__ import annotations

from ..model import Ref, Relay, RelayKind
from .case import Case


def declared(case: Case) -> list[Relay]:
    """A *translates* relay from every translation to its original, sorted by taker.

    The original is known by its id, or by the name its input gave it if only one report has that name. A translation whose original is
    not in the case has no relay: it stands for itself until the original comes.
    """
    named: dict[str, list[str]] = {}
    for report in case.by_id:
        named.setdefault(case.by_id[report].report.name, []).append(report)
    out = []
    for reading in case.readings:
        told = reading.report.translation
        if told is None:
            continue
        same = named.get(told.of, [])
        giver = told.of if told.of in case.by_id else same[0] if len(same) == 1 else None
        taker = reading.report.id
        body = reading.report.body()
        if giver is None or giver == taker or not body:
            continue
        theirs = case.by_id[giver].report.body()
        out.append(
            Relay(
                taker=taker,
                giver=giver,
                giver_in_case=True,
                how=RelayKind.TRANSLATES,
                named=True,
                evidence=((Ref(taker, body[0]), Ref(giver, theirs[0]) if theirs else None),),
                strength=1.0,
                why=f"It is given to the case as a translation of {case.dated(giver)}, {told}.",
            )
        )
    return sorted(out, key=lambda r: r.taker)

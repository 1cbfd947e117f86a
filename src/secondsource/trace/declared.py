"""Translations made for the case: who brings one says of which report it is, so nothing has to be found out."""

from __future__ import annotations

from ..model import Ref, Relay, RelayKind
from .case import Case


def declared(case: Case) -> list[Relay]:
    """A *translates* relay from every translation to its original, sorted by taker.

    The original is known by its id, or by the name its input gave it if only one report has that name. A translation whose original is
    not in the case has no relay: it stands for itself until the original comes.
    """
    given = Declared(case)
    found = (given.of(taker) for taker in sorted(case.ids))
    return [relay for relay in found if relay is not None]


class Declared:
    """Finds the originals of translations.

    Args:
        case: the case.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self._named: dict[str, list[str]] = {}
        for report in case.ids:
            self._named.setdefault(case.cards[report].name, []).append(report)

    def of(self, taker: str) -> Relay | None:
        """The relay of a translation from its original; None if it is none, or its original is not in the case."""
        case = self.case
        of = case.cards[taker].translation
        if of is None:
            return None
        same = self._named.get(of, [])
        giver = of if of in case.cards else same[0] if len(same) == 1 else None
        report = case.by_id[taker].report
        body = report.body()
        if giver is None or giver == taker or not body:
            return None
        theirs = case.by_id[giver].report.body()
        return Relay(
            taker=taker,
            giver=giver,
            giver_in_case=True,
            how=RelayKind.TRANSLATES,
            named=True,
            evidence=((Ref(taker, body[0]), Ref(giver, theirs[0]) if theirs else None),),
            strength=1.0,
            why=f"It is given to the case as a translation of {case.dated(giver)}, {report.translation}.",
        )

"""Reports that are meant without a name: “two tracking notes”, “in April I passed on a report”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from ..model import Link, LinkKind, Reading, Span, Statement, numbers_in
from ..subjects import Subject
from ..subjects.names import folded
from .case import Case


class Meant:
    """Finds the reports of a case that a text speaks of without naming them.

    Args:
        case: the case.
    """

    def __init__(self, case: Case) -> None:
        self.case = case

    def readers(self, taker: str, link: Link, statement: Statement) -> list[str]:
        """Who had read the device before, where a report speaks of “two tracking notes”: earlier reports that give a device for the same claim."""
        case = self.case
        if not may_be_readers(case.pack, link.name, link.entity, link.kind):
            return []
        words = folded(link.name).split()
        claims = case.claims_of_statement(statement)
        told = [t for claim in sorted(claims) for t in case.told.get((taker, claim), ()) if t.statement is statement]
        kinds = {(t.mention.type, t.mention.place.country if t.mention.place else None) for t in told}
        measured = {
            r: told
            for r, told in self._measured.items()
            if case.order[r] < case.order[taker] and case.outlet[r] != case.outlet[taker] and case.may_follow(taker, r)
        }
        same = [r for r, of in measured.items() if any(claim in claims for claim, _ in of)]
        given = same + [r for r, of in measured.items() if r not in same and any(kind in kinds for _, kind in of)]
        many = next((int(n) for _, n in numbers_in(link.name)), max(1, len(same)) if words[-1].endswith("s") else 1)
        return given[:many]

    @cached_property
    def _measured(self) -> Mapping[str, Sequence[tuple[str, tuple[str, str | None]]]]:
        """By report, in order of publication, the claims that it tells from a device, with their kind of event and country."""
        case = self.case
        out = {}
        for report in case.ids:
            card = case.cards[report]
            if card.sensed:
                claim_of = dict(zip(card.mentions, case.claims_at[report], strict=True))
                out[report] = [(claim, (of, country)) for m, of, country in card.sensed if (claim := claim_of[m])]
        return out

    def passed_on(self, reading: Reading, statement: Statement) -> Span | None:
        """The words by which a report tells of a report without saying whose, in its own voice: “in April I passed on a report that …”."""
        phrases: Sequence[str] = self.case.pack.naming.get("reports", ())
        for part in statement.content:
            said = part.of(reading.report.text).casefold()
            for phrase in phrases:
                at = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", said)
                if at is not None:
                    return Span(part.start + at.start(), part.start + at.end())
        return None


def may_be_readers(pack: Subject, name: str, entity: str | None, kind: LinkKind) -> bool:
    """Whether a link may mean those who wrote down what a device gave: “two tracking notes”."""
    if kind is not LinkKind.SENSOR or entity is not None:
        return False
    return not frozenset(pack.naming.get("written", ())).isdisjoint(folded(name).split())

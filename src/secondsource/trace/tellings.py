"""What reports tell of claims: read out of a report when it is first asked for, and of so many reports kept at hand."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Mention, Reading, Statement
from .card import Card


@dataclass(frozen=True, slots=True)
class Told:
    """A mention of a claim with the statement it is told in."""

    mention: Mention
    statement: Statement | None

    @property
    def attributed(self) -> bool:
        """Whether its statement says whom it is from."""
        return self.statement is not None and bool(self.statement.chain.links)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells: its mentions by claim, in text order, and the claims of each of its statements, by id."""

    by_claim: Mapping[str, list[Told]]
    by_statement: Mapping[str, frozenset[str]]


class Tellings:
    """By report and claim, the report's mentions of it in text order.

    Args:
        readings: by report id.
        cards: of every report.
        claims_at: of every report, the claims of its mentions in the order of its card.
        at_hand: reports whose tellings are kept; None keeps all.
    """

    def __init__(
        self,
        readings: Mapping[str, Reading],
        cards: Mapping[str, Card],
        claims_at: Mapping[str, Sequence[str | None]],
        at_hand: int | None = None,
    ) -> None:
        self._readings, self._cards, self._claims_at, self._at_hand = readings, cards, claims_at, at_hand
        self._known: OrderedDict[str, Telling] = OrderedDict()

    def of(self, report: str) -> Telling:
        """What a report tells."""
        known = self._known.get(report)
        if known is None:
            known = self._known[report] = self._read(report)
            if self._at_hand is not None and len(self._known) > self._at_hand:
                self._known.popitem(last=False)
        return known

    def get(self, key: tuple[str, str], default: Sequence[Told] = ()) -> Sequence[Told]:
        """The mentions of a claim in a report; the default if there are none."""
        report, claim = key
        if report not in self._cards or claim not in self._claims_at[report]:
            return default
        return self.of(report).by_claim.get(claim, default)

    def __getitem__(self, key: tuple[str, str]) -> Sequence[Told]:
        report, claim = key
        return self.of(report).by_claim[claim]

    def _read(self, report: str) -> Telling:
        reading = self._readings[report]
        statements = {s.id: s for s in reading.statements}
        mentions = {m.id: m for m in reading.mentions}
        by_claim: dict[str, list[Told]] = defaultdict(list)
        said: dict[str, set[str]] = defaultdict(set)
        for name, claim in zip(self._cards[report].mentions, self._claims_at[report], strict=True):
            if claim:
                statement = statements.get(mentions[name].statement or "")
                by_claim[claim].append(Told(mentions[name], statement))
                if statement is not None:
                    said[statement.id].add(claim)
        return Telling(dict(by_claim), {s: frozenset(c) for s, c in said.items()})

"""What a report says around a claim: the sentences beside its own that tell of no other event, and go with the event told nearest before.

A report tells that men struck, and in the next sentence that they live under guard. The second sentence tells of no event, and goes with the
first. What stands before the first event goes with that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from ..model import Claim, Factuality, Reading, Span
from .sentences import sentences


class Kind(NamedTuple):
    """A claim as far as sentences around others ask after it."""

    id: str
    type: str
    mentions: Sequence[str]


class Around:
    """The sentences that go with each claim, by report.

    Args:
        claims: of the case.
        readings: of the case.
        types: the event types with which a sentence can go: those that tell of workers.
    """

    def __init__(self, claims: Sequence[Claim | Kind], readings: Sequence[Reading], types: Collection[str]) -> None:
        kinds = {claim.id: claim.type for claim in claims}
        claim_of = {mention: claim.id for claim in claims for mention in claim.mentions}
        self._of: dict[tuple[str, str], list[tuple[Span, bool]]] = defaultdict(list)
        for reading in readings:
            self._read(reading, claim_of, kinds, types)

    def of(self, claim: str, report: str) -> Sequence[tuple[Span, bool]]:
        """The sentences of the report that go with the claim, each with whether its statement denies what it says."""
        return self._of.get((claim, report), ())

    def _read(
        self, reading: Reading, claim_of: Mapping[str, str], kinds: Mapping[str, str], types: Collection[str]
    ) -> None:
        told = sorted((m.trigger, claim_of[m.id]) for m in reading.mentions if m.id in claim_of)
        if not told:
            return
        starts = [trigger.start for trigger, _ in told]
        workers = [(trigger.start, claim) for trigger, claim in told if kinds[claim] in types]
        worker_starts = [start for start, _ in workers]
        for sentence in sentences(reading.report.text, reading.report.body()):
            first = bisect_right(starts, sentence.start - 1)
            if first < len(starts) and starts[first] < sentence.end:
                # it tells of events itself: it goes with each of them
                last = bisect_right(starts, sentence.end - 1)
                owners = {claim for _, claim in told[first:last]}
            elif workers:
                owners = {workers[max(bisect_right(worker_starts, sentence.start) - 1, 0)][1]}
            else:
                continue
            denied = _denied(reading, sentence)
            for claim in owners:
                self._of[claim, reading.report.id].append((sentence, denied))


def _denied(reading: Reading, sentence: Span) -> bool:
    return any(
        statement.factuality is Factuality.DENIED and any(sentence.covers(part) for part in statement.content)
        for statement in reading.statements
    )

from __future__ import annotations

import pytest

from secondsource.model import Decision, DecisionKind
from secondsource.store.office import Office, Overtaken
from secondsource.store.office.proposals import Fate, SameEyes

AT = "2026-03-01T09:00:00Z"
DECISION = Decision(
    kind=DecisionKind.CORRECT, object="s1", who="Ana", at=AT, why="the minister said it", values={"basis": "told"}
)


def test_another_person_seconds_and_only_once(office: Office) -> None:
    office.proposals.propose(DECISION)
    (waiting,) = office.proposals.waiting()
    assert waiting.decision == DECISION
    with pytest.raises(SameEyes):
        office.proposals.settle(waiting, Fate.SECONDED, "ana", AT)
    office.proposals.settle(waiting, Fate.SECONDED, "Ben", AT)
    with pytest.raises(Overtaken):
        office.proposals.settle(waiting, Fate.REFUSED, "Eva", AT)
    settled = office.proposals.of(waiting.id)
    assert settled is not None and (settled.fate, settled.second) == (Fate.SECONDED, "Ben")
    assert office.proposals.waiting() == ()


def test_one_withdraws_only_ones_own(office: Office) -> None:
    office.proposals.propose(DECISION)
    (waiting,) = office.proposals.waiting()
    with pytest.raises(SameEyes):
        office.proposals.settle(waiting, Fate.WITHDRAWN, "Ben", AT)
    office.proposals.settle(waiting, Fate.WITHDRAWN, "Ana", AT)
    assert office.proposals.waiting() == ()

from __future__ import annotations

import pytest

from secondsource.model import Decision, DecisionKind, Reading, claim_id
from secondsource.store.unmet import unmet

from .test_derived import CLAIM, TRACED


@pytest.mark.parametrize("gone", [False, True])
def test_only_decisions_whose_object_has_gone_are_listed(reading: Reading, gone: bool) -> None:
    first = reading.mentions[0].id
    about = [
        (DecisionKind.REJECT, reading.statements[0].id, {}),
        (DecisionKind.REJECT, "r-1>r-0", {}),
        (DecisionKind.ACCEPT, "c1", {}),
        (DecisionKind.MERGE, claim_id(first), {"with": "c1"}),
        (DecisionKind.SPLIT, "c1", {"mentions": first}),
    ]
    made = [Decision(kind=k, object=o, values=v, who="Min", at="", why="") for k, o, v in about]
    if gone:
        empty = Reading(report=reading.report, statements=(), mentions=())
        left = unmet(made, [empty], [CLAIM], ())
        assert [d.object for d in left] == [reading.statements[0].id, "r-1>r-0", claim_id(first), "c1"]
    else:
        assert unmet(made, [reading], [CLAIM], TRACED.relays) == ()

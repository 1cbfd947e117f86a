from __future__ import annotations

import pytest

from secondsource.desk.bonds import said
from secondsource.subjects import load
from tests.desk.told import DOHA, YARD, told


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("both are PROTEST_OR_RIOT", "both are “Protest or riot”"),
        ("DEFECTION and DESERTION are used for one another", None),
        ("both in doha", "both in Doha"),
        ("both in veld shipyard", "both in Veld Shipyard"),
        ("both in QA", "both in Qatar"),
        ("both in somewhere", "both in somewhere"),
        ("places that are both called veld", "places that are both called Veld"),
        ("against it: different numbers of USD/year", "against it: different numbers of USD/year"),
        ("both name AIRKORYO", None),
        ("the same date", "the same date"),
    ],
)
def test_reasons_are_said_with_names_and_not_with_codes(reason: str, words: str | None) -> None:
    pack = load("dprk_labour")
    mentions = [told(n, where=where)[0].mentions[0] for n, where in enumerate((DOHA, YARD))]
    found = said(reason, mentions, pack)
    assert found == words if words else not any(part.isupper() for part in found.split()), found

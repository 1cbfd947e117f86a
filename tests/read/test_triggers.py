from __future__ import annotations

import pytest

from secondsource.read.prose import english
from secondsource.read.triggers import Lookup, compiled


def words(row: str, text: str) -> list[str]:
    doc = english()(text)
    found = Lookup([compiled("X", row, {"men": "worker|builder"}, 0)]).find(list(doc))
    return [doc[t.first.i : t.last.i + 1].text for t in found]


@pytest.mark.parametrize(
    ("row", "text", "found"),
    [
        ("go on strike", "The men went on strike.", ["went on strike"]),
        ("strike.V", "The strike ended.", []),
        ("$men ~ [leave]", "Ten builders quietly left.", ["left"]),
        ("strike.N not: missile|air", "An air strike hit the town.", []),
        ("strike.N not: missile|air", "A strike hit the plant.", ["strike"]),
        ("leave with: $men", "The ships left.", []),
        ("leave with: $men", "The builders left.", ["left"]),
        ("leave with: $men not: early", "The builders left early.", []),
        ("leave not: early with: $men", "The builders left.", ["left"]),
    ],
)
def test_a_row_finds_its_words(row: str, text: str, found: list[str]) -> None:
    assert words(row, text) == found

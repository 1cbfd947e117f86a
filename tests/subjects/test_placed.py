"""A fault is told with its file and its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.model import BadPack
from secondsource.subjects.placed import line_of, placed

TEXT = """provisions:
- id: LL-1
  citation: One
  kind: ban
  in_force_from: 1 June 2020
- id: LL-2
  elements:
    all_of:
    - {fact: ship.length, op: gt, value: 20}
    - {fact: ship.due_paid, op: is, value: false}
"""


@pytest.mark.parametrize(
    ("identifier", "said", "line"),
    [
        ("LL-1", "LL-1: there is no kind 'ban'; one of prohibition.", 4),
        ("LL-1", "LL-1.in_force_from: “1 June 2020” is not an EDTF date.", 5),
        ("LL-1", "LL-1: the field “kind” is missing.", 2),
        ("LL-2", "LL-2.elements: the vocabulary has no fact 'ship.due_paid'. Did you mean “ship.length”?", 10),
        ("LL-2", "LL-2.elements: something else", 7),
        ("LL-2", "LL-2: something else", 6),
        ("LL-3", "LL-3: something else", 0),
    ],
)
def test_the_line_is_that_of_the_words_then_of_the_field_then_of_the_item(identifier, said, line):
    assert line_of(TEXT, identifier, said) == line


def test_an_error_of_an_item_that_stands_nowhere_is_left(tmp_path: Path):
    (tmp_path / "provisions").mkdir()
    (tmp_path / "provisions" / "a.yaml").write_text(TEXT)
    error = BadPack("provisions: LL-9: wrong")
    assert placed(tmp_path, "provisions", "LL-9", error) is error
    assert (
        str(placed(tmp_path, "provisions", "LL-2", BadPack("provisions: LL-2: wrong"))) == "a.yaml, line 6: LL-2: wrong"
    )

"""Rows come back as they went; what is put among them changes only the parts around it."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.store.backup import pieces
from secondsource.store.backup.pieces import Rows, blocks, packed, rows_in, unpacked

_CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.binary(max_size=20),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
)


@settings(max_examples=60)
@given(st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=12))
def test_rows_come_back_as_they_were(rows: list[tuple[object, ...]]) -> None:
    made = Rows()
    back = [row for part in made.parts(rows) for row in rows_in(part)]
    assert back == rows and [list(map(type, row)) for row in back] == [list(map(type, row)) for row in rows]
    assert made.count == len(rows)
    over = Rows()
    assert len(list(over.lines(rows))) == len(rows) and over.digest == made.digest


def test_a_row_more_changes_few_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "TARGET", 2_000)
    chance = random.Random(7)
    rows = [(n, chance.randbytes(30).hex()) for n in range(0, 4_000, 2)]
    before = list(Rows().parts(rows))
    rows.insert(1_000, (1_999, "put between"))
    after = list(Rows().parts(rows))
    assert len(before) > 40 and b"".join(after).count(b"\n") == 2_001
    assert len(set(after) - set(before)) <= 2 and max(map(len, after)) < 40_000


def test_a_file_is_cut_and_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_LARGEST", 10)
    for size in (0, 1, 10, 25):
        data = bytes(range(size))
        assert b"".join(blocks(data)) == data and len(list(blocks(data))) == -(-size // 10)


def test_what_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_MOST", 1_000)
    assert unpacked(packed(b"x" * 999)) == b"x" * 999
    for data in (packed(b"x" * 1_001), packed(b"x" * 99)[:-3], b"none"):
        with pytest.raises(zlib.error):
            unpacked(data)

from __future__ import annotations

from hypothesis import given
from hypothesis.strategies import floats, lists, tuples

from secondsource.publish.timeline.lanes import rows_for

NUMBERS = floats(0, 1000, allow_nan=False)


@given(lists(tuples(NUMBERS, NUMBERS).map(lambda p: (min(p), max(p))), max_size=40))
def test_none_covers_another_in_its_row(taken: list[tuple[float, float]]) -> None:
    rows = rows_for(taken)
    assert len(rows) == len(taken)
    assert set(rows) == set(range(len(set(rows))))
    for n, (low, high) in enumerate(taken):
        for m in range(n):
            if rows[n] == rows[m]:
                assert high < taken[m][0] or taken[m][1] < low

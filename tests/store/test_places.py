"""Rows are put between rows, moved and taken away; their numbers rise, and hardly any changes."""

import random
from itertools import pairwise

import pytest

from secondsource.store.places import GAP, NEW, numbered, renumbered


def test_new_rows_have_room_between_them():
    assert numbered(3) == [GAP, 2 * GAP, 3 * GAP]
    assert numbered(0) == []
    assert max(numbered(20_000_000)[-1:]) < 1 << 31


def test_a_row_among_others_moves_none():
    assert renumbered([GAP, NEW, 2 * GAP, NEW]) == [GAP, GAP + GAP // 2, 2 * GAP, 3 * GAP]


def test_where_there_is_no_room_all_are_numbered_anew():
    assert renumbered([7, NEW, 8]) == numbered(3)


def test_of_rows_out_of_order_the_fewest_move():
    assert renumbered([900, 100, 200, 300]) == [50, 100, 200, 300]


@pytest.mark.parametrize("seed", range(20))
def test_numbers_rise_whatever_happens(seed):
    chance = random.Random(seed)
    rows = dict(enumerate(numbered(40)))
    for name in range(40, 90):
        order = sorted(rows, key=rows.__getitem__)
        if chance.random() < 0.4:
            order.remove(chance.choice(order))
        if chance.random() < 0.2:
            moved = order.pop(chance.randrange(len(order)))
            order.insert(chance.randrange(len(order) + 1), moved)
        order.insert(chance.choice((0, len(order), chance.randrange(len(order) + 1))), name)
        found = renumbered([rows.get(row, NEW) for row in order])
        assert all(0 < a < b for a, b in pairwise(found))
        stays = sum(rows.get(row) == number for row, number in zip(order, found, strict=True))
        assert stays >= len(order) - 2 or found == numbered(len(order))
        rows = dict(zip(order, found, strict=True))

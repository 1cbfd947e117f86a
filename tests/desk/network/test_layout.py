from __future__ import annotations

from itertools import combinations

from secondsource.desk.network.graph import network
from secondsource.desk.network.layout import BOX, WIDTH, place
from secondsource.subjects import load
from tests.desk.told import case, several

PACK = load("dprk_labour")


def test_no_box_covers_another_and_all_are_in_the_picture() -> None:
    view = several()
    boxes = place(network(view.claims, view, PACK))
    assert boxes
    for one, other in combinations(boxes.values(), 2):
        assert one.x != other.x or one.y + one.height <= other.y or other.y + other.height <= one.y
    assert all(b.x >= 0 and b.x + BOX <= WIDTH and b.y > 0 for b in boxes.values())


def test_the_same_network_is_placed_the_same() -> None:
    one, other = several(), several()
    assert place(network(one.claims, one, PACK)) == place(network(other.claims, other, PACK))


def test_nothing_is_placed_where_there_is_nothing() -> None:
    assert place(network((), case(), PACK)) == {}

from __future__ import annotations

from importlib.resources import files

from secondsource.desk.worldmap.outline import by_code, lands
from secondsource.desk.worldmap.projection import around, projected, world


def test_the_outline_is_small_and_every_country_is_within_the_world() -> None:
    data = files("secondsource.desk.worldmap").joinpath("data/outline.tsv").read_bytes()
    assert len(data) < 150_000
    edge, pole = projected(0, 180)[0], projected(90, 0)[1]
    for land in lands():
        assert all(abs(x) <= edge + 1e-9 and abs(y) <= pole for ring in land.rings for x, y in ring)


def test_no_border_leaps_across_the_map() -> None:
    for land in lands():
        for ring in land.rings:
            assert all(abs(a[0] - b[0]) < 1 for a, b in zip(ring, ring[1:] + ring[:1], strict=True)), land.name


def test_countries_of_the_subject_are_there() -> None:
    for code in ("KP", "KR", "CN", "RU", "KW", "QA", "MT", "HK", "XK"):
        assert by_code()[code].name
    assert not by_code()["MT"].rings
    assert by_code()["RU"].lon > 60


def test_what_a_frame_does_not_show_is_not_drawn() -> None:
    near = around([(25.3, 51.5)], 1000)
    assert by_code()["QA"].path(near).startswith("M")
    assert by_code()["BR"].path(near) == ""
    assert by_code()["BR"].path(world(1000))

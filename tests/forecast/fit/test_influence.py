"""What hangs on which figures."""

from dataclasses import replace

from secondsource.forecast.fit.influence import influences
from secondsource.forecast.fit.rejection import fitted
from tests.forecast.fit.made import toy

TABLE = toy()


def told(number, level, hosts=("RU",)):
    return replace(TABLE.figures[number], hosts=hosts, low=level - 10, value=level, high=level + 10)


def with_figures(*figures):
    table = replace(TABLE, figures=(*figures, *TABLE.figures[len(figures) :]))
    return influences(fitted(table, figures, share=0.02), 0.02)


def test_figures_that_speak_against_each_other_are_named():
    # parameter a is 0.25 by the figures of one host and 0.75 by that of the other, which are capped and so cannot both be met
    found = with_figures(told(0, 750), told(1, 750), told(2, 750), told(3, 1250, ("CN",)))
    first = found[0]
    assert (first.about, first.figures, first.name) == ("workers RU", 3, "a")
    assert first.without > first.with_them + 0.3
    assert first.shift < -0.5


def test_figures_that_agree_move_nothing():
    assert not [one for one in with_figures(told(0, 1000), told(1, 1000, ("CN",))) if one.name == "a"]


def test_one_kind_alone_cannot_be_left_out():
    assert with_figures(told(0, 1000), told(1, 900)) == ()

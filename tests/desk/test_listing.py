from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.desk.listing import NO_LAW, SORTS, Choices, Row, Wish, choices, chosen

ROW = Row(
    id="c1",
    number=1,
    title="Strike",
    status="",
    when="",
    where="Kuwait",
    low=1,
    high=2,
    reports=3,
    grade="B2",
    law="",
    group="breach",
    weak=False,
    marks=(),
    type="WORK_STOPPAGE",
    kind="Strike",
    country="KW",
    state="Kuwait",
    outlets=("Harbour Wire",),
    first="2016-03-01",
    last="2016-03-31",
    words="strike kuwait harbour wire",
)
DAYS = ("", "2015-01-01", "2016-03-10", "2016-03-31", "2017-12-22")


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    out = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        first = draw(st.sampled_from(DAYS))
        last = draw(st.sampled_from([d for d in DAYS if not d or d >= first]))
        out.append(
            replace(
                ROW,
                id=f"c{number}",
                number=number,
                first=first,
                last=last,
                low=draw(st.sampled_from([None, 0, 1, 2])),
                reports=draw(st.integers(1, 4)),
                group=draw(st.sampled_from(["", "breach", "spared"])),
                outlets=tuple(draw(st.lists(st.sampled_from(["A", "B"]), unique=True))),
            )
        )
    return out


WISHES = st.builds(
    Wish,
    text=st.sampled_from(["", "STRIKE", "nothing"]),
    law=st.sampled_from(["", NO_LAW, "breach"]),
    outlet=st.sampled_from(["", "A", "C"]),
    since=st.sampled_from(DAYS),
    until=st.sampled_from(DAYS),
    support=st.sampled_from(["", "0", "1", "2"]),
)


@given(rows(), WISHES, st.sampled_from(sorted(SORTS)))
def test_an_order_changes_nothing_but_the_order(every: list[Row], wish: Wish, sort: str) -> None:
    plain, ordered = chosen(every, wish), chosen(every, replace(wish, sort=sort))
    assert sorted(r.number for r in plain) == sorted(r.number for r in ordered)
    assert set(plain) <= set(every)


@given(rows(), WISHES)
def test_asking_for_more_never_finds_more(every: list[Row], wish: Wish) -> None:
    found = {r.id for r in chosen(every, wish)}
    for part in ("text", "law", "outlet", "since", "until", "support"):
        assert found <= {r.id for r in chosen(every, replace(wish, **{part: ""}))}


@given(rows())
def test_choices_count_what_is_found_by_them(every: list[Row]) -> None:
    found: Choices = choices(every)
    for part, options in (
        ("type", found.kinds),
        ("country", found.countries),
        ("outlet", found.outlets),
        ("law", found.laws),
    ):
        for value, _, number in options:
            assert len(chosen(every, Wish(**{part: value}))) == number


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2016-03-31", "", True),
        ("2016-04-01", "", False),
        ("", "2016-03-01", True),
        ("", "2016-02-29", False),
        ("2016-03-10", "2016-03-12", True),
    ],
)
def test_what_may_have_happened_between_two_days_is_found(since: str, until: str, found: bool) -> None:
    assert bool(chosen([ROW], Wish(since=since, until=until))) is found
    open_end = replace(ROW, last="")
    assert bool(chosen([open_end], Wish(since=since, until=until))) is (found or since == "2016-04-01")
    assert not (since or until) or not chosen([replace(ROW, first="", last="")], Wish(since=since, until=until))


def test_orders_say_what_comes_first() -> None:
    old = replace(ROW, id="old", first="2014-01-01", last="2014-12-31", low=2, reports=1)
    new = replace(ROW, id="new", first="2019-01-01", last="2019-01-02", low=0, reports=9)
    never = replace(ROW, id="never", first="", last="", low=None, reports=4)

    def order(sort: str) -> list[str]:
        return [row.id for row in chosen([never, old, new], Wish(sort=sort))]

    assert order("late") == ["new", "old", "never"]
    assert order("early") == ["old", "new", "never"]
    assert order("support") == ["old", "never", "new"]
    assert order("reports") == ["new", "never", "old"]
    assert order("") == ["never", "old", "new"]

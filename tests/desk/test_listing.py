from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.desk.listing import NO_GRADE, NO_LAW, SORTS, Row, Wish, chosen
from secondsource.desk.shelf import Shown
from secondsource.model import Decision, DecisionKind, LedgerEntry
from secondsource.store.ledger import START, sealed
from tests.publish.made import made

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
    languages=("en",),
    factualities=("asserted",),
    reviewed="no",
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
                grade=draw(st.sampled_from(["", "B2", "B3", "F2"])),
                languages=tuple(draw(st.lists(st.sampled_from(["en", "ko"]), unique=True))),
                factualities=tuple(draw(st.lists(st.sampled_from(["asserted", "denied"]), unique=True))),
                reviewed=draw(st.sampled_from(["yes", "some", "no"])),
            )
        )
    return out


WISHES = st.builds(
    Wish,
    text=st.sampled_from(["", "STRIKE", "nothing", "-strike", '"harbour wire"']),
    grade=st.sampled_from(["", NO_GRADE, "B", "2", "B2"]),
    factuality=st.sampled_from(["", "asserted", "denied", "else"]),
    language=st.sampled_from(["", "en", "ko"]),
    reviewed=st.sampled_from(["", "yes", "some", "no"]),
    law=st.sampled_from(["", NO_LAW, "breach"]),
    outlet=st.sampled_from(["", "A", "C"]),
    since=st.sampled_from(DAYS),
    until=st.sampled_from(DAYS),
    support=st.sampled_from(["", "0", "1", "2"]),
)


def vars_of(wish: Wish) -> list[str]:
    """The parts of a wish that leave something out."""
    return [field.name for field in fields(wish) if field.name != "sort" and getattr(wish, field.name)]


@given(rows(), WISHES, st.sampled_from(sorted(SORTS)))
def test_an_order_changes_nothing_but_the_order(every: list[Row], wish: Wish, sort: str) -> None:
    plain, ordered = chosen(every, wish), chosen(every, replace(wish, sort=sort))
    assert sorted(r.number for r in plain) == sorted(r.number for r in ordered)
    assert set(plain) <= set(every)


@given(rows(), WISHES)
def test_asking_for_more_never_finds_more(every: list[Row], wish: Wish) -> None:
    found = {r.id for r in chosen(every, wish)}
    for part in vars_of(wish):
        assert found <= {r.id for r in chosen(every, replace(wish, **{part: ""}))}


@pytest.mark.parametrize(
    ("grade", "found"), [("B", True), ("2", True), ("B2", True), ("A", False), ("B3", False), (NO_GRADE, False)]
)
def test_a_grade_is_asked_for_by_letter_digit_or_both(grade: str, found: bool) -> None:
    assert bool(chosen([ROW], Wish(grade=grade))) is found
    assert bool(chosen([replace(ROW, grade="")], Wish(grade=grade))) is (grade == NO_GRADE)


def test_a_claim_fits_if_one_of_its_statements_or_reports_does() -> None:
    (row,) = Shown.of(made()).rows
    assert set(row.factualities) == {"asserted", "denied"} and set(row.languages) == {"en", "ko"}
    for wish in (Wish(factuality="denied"), Wish(factuality="asserted"), Wish(language="ko"), Wish(language="en")):
        assert chosen([row], wish) == [row]
    assert not chosen([row], Wish(factuality="forecast")) and not chosen([row], Wish(language="ja"))


def ledger(kind: DecisionKind, *about: str) -> tuple[LedgerEntry, ...]:
    out: list[LedgerEntry] = []
    for name in about:
        decision = Decision(kind=kind, object=name, who="Mara Lindqvist", at="2026-01-02T00:00:00Z", why="")
        out.append(sealed(len(out) + 1, out[-1].hash if out else START, decision))
    return tuple(out)


@pytest.mark.parametrize("shown", [True, False])
def test_what_a_person_checked_is_told_also_where_the_ledger_is_not_shown(shown: bool) -> None:
    view = made()
    told = list(dict.fromkeys(m.statement or "" for c in view.claims for i in c.mentions if (m := view.mention(i))))
    assert len(told) > 1

    def reviewed(entries: tuple[LedgerEntry, ...]) -> str:
        state = Shown.of(replace(view, ledger=entries), ledger=shown)
        (row,) = state.rows
        assert "Lindqvist" not in str(row)
        return row.reviewed

    assert reviewed(()) == "no"
    assert reviewed(ledger(DecisionKind.ACCEPT, told[0])) == "some"
    assert reviewed(ledger(DecisionKind.CORRECT, *told)) == "yes"
    assert reviewed(ledger(DecisionKind.REJECT, *told)) == "no"
    taken = ledger(DecisionKind.ACCEPT, *told)
    back = Decision(kind=DecisionKind.UNDO, object=taken[0].hash, who="Ode", at="2026-01-03T00:00:00Z", why="")
    assert reviewed((*taken, sealed(len(taken) + 1, taken[-1].hash, back))) == "some"


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

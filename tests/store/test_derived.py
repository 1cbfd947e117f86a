from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from secondsource.model import (
    Anonymity,
    Basis,
    Claim,
    Figure,
    Finding,
    Grade,
    Indicator,
    Loop,
    Origin,
    Outcome,
    PartialDate,
    Presence,
    Ref,
    Relay,
    RelayKind,
    Span,
    Status,
    Support,
    Traced,
)
from secondsource.store import Case, derived
from secondsource.store.schema import claim_mentions, claims, grades

REF = Ref("r-0", Span(0, 4))
CLAIM = Claim(
    id="c1",
    type="WORK_STOPPAGE",
    title="Work stoppage, Kuwait, March 2016",
    mentions=("m1", "m2"),
    reports=("r-0",),
    when=PartialDate("2016-03"),
    place="Kuwait",
    country="KW",
    values=(),
    conflicts=(),
    status=Status.SUPPORTED,
)
ORIGIN = Origin(
    id="o1",
    name="a foreman",
    basis=Basis.TOLD,
    anonymity=Anonymity.UNNAMED,
    recorded=True,
    reports=("r-0",),
    paths=(("r-0", "a foreman"),),
    refs=(REF,),
)
TRACED = Traced(
    relays=(
        Relay(
            taker="r-1",
            giver="r-0",
            giver_in_case=True,
            how=RelayKind.CITES,
            named=True,
            evidence=((REF, None),),
            strength=1,
            why="w",
        ),
    ),
    supports=(Support(claim="c1", at_least=0, at_most=1, because=("b",), origins=(ORIGIN,)),),
    loops=(Loop(members=("r-0", "r-1"), closing=("r-1", "r-0"), why="w"),),
    figures=(Figure(figure="100 men", first="r-0", relays=("r-1",), refs=(REF,)),),
)


def test_everything_derived_comes_back_in_its_order(case: Case) -> None:
    grade = Grade(claim="c1", letter="F", digit=3, sample=0, why=("w",), would_change=())
    finding = Finding(claim="c1", provision="p", outcome=Outcome.CONDITIONAL, elements=(), deciding=("event.date",))
    indicator = Indicator(claim="c1", id="deception", number=2, presence=Presence.PRESENT, refs=(REF,))
    with case.writing() as connection:
        derived.replace(connection, Claim, [CLAIM])
        derived.replace_traced(connection, TRACED)
        derived.replace(connection, Grade, [grade])
        derived.replace(connection, Finding, [finding, finding])
        derived.replace(connection, Indicator, [indicator])
    view = case.view()
    assert view.claims == (CLAIM,)
    assert view.traced == TRACED
    assert (view.grades, view.findings, view.indicators) == ((grade,), (finding, finding), (indicator,))


def test_replacing_leaves_nothing_of_before(case: Case) -> None:
    with case.writing() as connection:
        derived.replace(connection, Claim, [CLAIM])
        derived.replace(connection, Claim, [])
        assert connection.execute(select(claim_mentions)).first() is None
    assert case.view().claims == ()


def test_what_will_be_asked_stands_in_columns(case: Case) -> None:
    with case.writing() as connection:
        derived.replace(connection, Claim, [CLAIM])
        derived.replace(connection, Grade, [Grade(claim="c1", letter="B", digit=2, sample=4, why=(), would_change=())])
        claim = connection.execute(select(claims)).one()
        grade = connection.execute(select(grades)).one()
    assert (claim.type, claim.country, claim.earliest, claim.latest, claim.status) == (
        "WORK_STOPPAGE", "KW", "2016-03-01", "2016-03-31", "supported",
    )  # fmt: skip
    assert (grade.letter, grade.digit) == ("B", 2)


def _grade(claim: str, letter: str = "B") -> Grade:
    return Grade(claim=claim, letter=letter, digit=2, sample=4, why=(), would_change=())


def _numbers(case: Case, kind: type) -> dict[tuple[int, str], int]:
    with case.reading() as connection:
        return dict.fromkeys(derived.about_what(connection, kind), 0)


def test_only_what_is_new_is_written_and_the_rest_keeps_its_number(case: Case) -> None:
    with case.writing() as connection:
        derived.replace(connection, Grade, [_grade("c1"), _grade("c2"), _grade("c4")])
    before = _numbers(case, Grade)
    with case.writing() as connection:
        rows = {"c2": (), "c3": (_grade("c3"), _grade("c3", "C")), "c4": (_grade("c4", "A"),)}
        derived.patch(connection, Grade, rows, ["c1", "c2", "c3", "c4"])
    grades = case.view().grades
    assert [(g.claim, g.letter) for g in grades] == [("c1", "B"), ("c3", "B"), ("c3", "C"), ("c4", "A")]
    assert [key for key in before if key in _numbers(case, Grade)] == [next(iter(before))]


def test_what_is_no_longer_in_the_order_is_gone_and_another_order_is_kept(case: Case) -> None:
    claims = [replace(CLAIM, id=f"c{number}", mentions=(f"m{number}",)) for number in range(5)]
    with case.writing() as connection:
        derived.replace(connection, Claim, claims)
        derived.patch(connection, Claim, {}, ["c3", "c1", "c4"])
    with case.reading() as connection:
        assert [claim.id for claim in derived.load(connection, Claim)] == ["c3", "c1", "c4"]
        assert [c for _, c in derived.about_what(connection, Claim)] == ["c3", "c1", "c4"]
        assert {row.claim for row in connection.execute(select(claim_mentions))} == {"c1", "c3", "c4"}
        assert list(derived.misfits(connection, Claim)) == []


def test_of_values_about_nothing_those_alike_at_both_ends_stay(case: Case) -> None:
    one, two, three, four = (Figure(figure=f"{n} men", first="r-0", relays=(), refs=(REF,)) for n in range(4))
    with case.writing() as connection:
        derived.replace(connection, Figure, [one, two, three])
        derived.patch_whole(connection, Figure, [one, four, three])
    assert case.view().traced.figures == (one, four, three)
    with case.writing() as connection:
        derived.patch_whole(connection, Figure, [one, three])
        assert derived.of(connection, Figure, [""]) == {"": (one, three)}
        derived.patch_whole(connection, Figure, [])
    assert case.view().traced.figures == ()

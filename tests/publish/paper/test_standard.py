from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Anonymity, Basis, Grade, Origin, Status, Support
from secondsource.publish.paper.standard import missing, reached, standards
from secondsource.publish.tongue import speaking
from secondsource.store.view import CaseView
from tests.publish.made import made

MADE = made()
CLAIM = MADE.claims[0]


def case(
    least: int, most: int, letter: str, digit: int, status: Status, basis: Basis, anonymity: Anonymity
) -> CaseView:
    origin = Origin(
        id="o", name="N", basis=basis, anonymity=anonymity, recorded=True, reports=CLAIM.reports, paths=(), refs=()
    )
    support = Support(claim=CLAIM.id, at_least=least, at_most=max(least, most), because=(), origins=(origin,))
    grade = Grade(claim=CLAIM.id, letter=letter, digit=digit, sample=0, why=(), would_change=())
    claim = replace(CLAIM, status=status)
    traced = replace(MADE.traced, supports=(support,))
    return replace(MADE, claims=(claim,), traced=traced, grades=(grade,))


@given(
    st.integers(0, 4), st.integers(0, 5), st.sampled_from("ABCDEF"), st.integers(1, 6), st.sampled_from(Status),
    st.sampled_from(Basis), st.sampled_from(Anonymity),
)  # fmt: skip
def test_who_reaches_a_standard_reaches_the_weaker_ones(
    least: int, most: int, letter: str, digit: int, status: Status, basis: Basis, anonymity: Anonymity
) -> None:
    view = case(least, most, letter, digit, status, basis, anonymity)
    met = [not missing(view.claims[0], view, one) for one in standards().values()]
    assert met == sorted(met, reverse=True)
    best = reached(view.claims[0], view)
    assert (best is None) == (not any(met))


@pytest.mark.parametrize(
    ("values", "best"),
    [
        ((1, 2, "F", 2, Status.SUPPORTED, Basis.TOLD, Anonymity.UNNAMED), "reasonable_grounds"),
        ((1, 1, "F", 2, Status.SUPPORTED, Basis.TOLD, Anonymity.UNNAMED), None),
        ((1, 1, "F", 3, Status.SUPPORTED, Basis.TOLD, Anonymity.NAMED), "reasonable_grounds"),
        ((1, 1, "F", 3, Status.DISPUTED, Basis.RECORD, Anonymity.UNNAMED), "reasonable_grounds"),
        ((2, 3, "F", 2, Status.SUPPORTED, Basis.TOLD, Anonymity.UNNAMED), "balance"),
        ((2, 3, "A", 2, Status.DISPUTED, Basis.TOLD, Anonymity.NAMED), "reasonable_grounds"),
        ((3, 3, "B", 1, Status.SUPPORTED, Basis.WITNESSED, Anonymity.NAMED), "clear_and_convincing"),
        ((3, 3, "F", 1, Status.SUPPORTED, Basis.WITNESSED, Anonymity.NAMED), "balance"),
        ((3, 3, "B", 1, Status.SUPPORTED, Basis.TOLD, Anonymity.NAMED), "balance"),
        ((5, 5, "A", 1, Status.DENIED, Basis.RECORD, Anonymity.NAMED), None),
        ((5, 5, "A", 1, Status.RETRACTED, Basis.RECORD, Anonymity.NAMED), None),
        ((5, 5, "A", 1, Status.RUMOUR, Basis.RECORD, Anonymity.NAMED), None),
        ((0, 9, "A", 1, Status.SUPPORTED, Basis.RECORD, Anonymity.NAMED), None),
    ],
)
def test_what_reaches_which_standard(values: tuple, best: str | None) -> None:
    view = case(*values)
    found = reached(view.claims[0], view)
    assert (found.id if found else None) == best


def test_a_claim_without_support_or_grade_reaches_none_and_is_told_why_in_the_language_spoken() -> None:
    bare = replace(MADE, traced=replace(MADE.traced, supports=()), grades=())
    for one in standards().values():
        assert len(missing(CLAIM, bare, one)) >= 2
    with speaking("ko"):
        assert "출처" in missing(CLAIM, bare, standards()["balance"])[0]


def test_each_need_has_its_reason_and_each_standard_its_source() -> None:
    for one in standards().values():
        assert one.source and one.says
        assert all(need["why"] for need in one.needs.values())

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.model import BadMarking, Decision, DecisionKind, Marking, Reading, mark_values
from secondsource.store import Case, CaseView
from secondsource.store.marked import marks_of

from .test_derived import CLAIM, TRACED

CLEAR, GREEN, AMBER, RED = Marking.CLEAR, Marking.GREEN, Marking.AMBER, Marking.RED


def marked(on: str, marking: Marking) -> Decision:
    return Decision(kind=DecisionKind.MARK, object=on, values=mark_values(marking), who="Min", at="", why="asked to")


def view(reading: Reading, **marks: Marking) -> CaseView:
    """Two reports, `one` and `two`, that tell the claim `c1`, in the case `k`."""
    two = [replace(reading, report=replace(reading.report, id=name)) for name in ("one", "two")]
    return CaseView(
        id="k", title="", created="", subject="dprk_labour", readings=tuple(two), traced=TRACED, marks=marks,
        claims=(replace(CLAIM, reports=("one", "two")),),
    )  # fmt: skip


def test_of_two_markings_of_a_report_the_later_stands() -> None:
    made = [marked("one", RED), marked("two", AMBER), marked("one", GREEN)]
    assert marks_of(made, {"one", "two"}) == {"one": GREEN, "two": AMBER}
    assert marks_of(made, {"two"}) == {"two": AMBER}


def test_what_cannot_be_understood_never_passes_for_unmarked() -> None:
    with pytest.raises(BadMarking):
        marks_of([replace(marked("one", RED), values={"tlp": "PURPLE"})], {"one"})


def test_nothing_marked_is_no_marking(reading: Reading) -> None:
    seen = view(reading)
    assert seen.marking is seen.marking_of_claim("c1") is seen.marking_of_report("one") is None


def test_a_report_is_marked_as_strictly_as_its_case(reading: Reading) -> None:
    seen = view(reading, one=GREEN, k=AMBER)
    assert [seen.marking_of_report(name) for name in ("one", "two")] == [AMBER, AMBER]
    assert view(reading, one=RED, k=AMBER).marking_of_report("one") is RED
    assert view(reading, one=CLEAR).marking_of_report("one") is CLEAR


def test_a_claim_and_the_whole_are_marked_as_the_strictest_report(reading: Reading) -> None:
    seen = view(reading, one=GREEN, two=RED)
    assert seen.marking_of_claim("c1") is seen.marking is RED
    assert view(reading, one=GREEN).marking_of_claim("c1") is GREEN


def test_one_clear_report_does_not_clear_the_others(reading: Reading) -> None:
    assert view(reading, one=CLEAR).marking is None
    assert view(reading, one=CLEAR, two=CLEAR).marking is CLEAR
    assert view(reading, k=CLEAR).marking is CLEAR


def test_a_marking_in_the_ledger_is_in_the_view_until_it_is_taken_back(case: Case) -> None:
    case.ledger.append(marked(case.about.id, AMBER))
    last = case.ledger.append(marked(case.about.id, RED))
    assert case.view().marks == {case.about.id: RED}
    assert case.view().marking is RED
    case.ledger.append(replace(last.decision, kind=DecisionKind.UNDO, object=last.hash, values={}))
    assert case.view().marking is AMBER
    assert case.view().unmet == ()


def test_a_marking_whose_report_has_gone_is_for_attention(case: Case) -> None:
    case.ledger.append(marked("0" * 16 + "-0", RED))
    assert [d.object for d in case.view().unmet] == ["0" * 16 + "-0"]
    assert case.view().marks == {}

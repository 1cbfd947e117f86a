"""Markings: written down like any decision, carried through masking, and nothing is derived from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource import pipeline
from secondsource.model import BadMarking, Decision, DecisionKind, Marking
from secondsource.publish import masked_view, redacted_view
from secondsource.store import Case

from .conftest import NOW, STAMP, state


@pytest.fixture
def case(corpus: Path, tmp_path: Path):
    with Case.create(tmp_path / "case", now=STAMP) as made:
        pipeline.run(made, [corpus], now=NOW)
        yield made


def decision(kind: DecisionKind, target: str, **values: str) -> Decision:
    return Decision(kind=kind, object=target, who="M. Weiss", at=STAMP, why="test", values=values)


def test_a_marking_changes_nothing_that_is_derived_and_a_rebuild_gives_the_same(case: Case) -> None:
    before, report = state(case), case.view().reports[0].id
    assert pipeline.decide(case, decision(DecisionKind.MARK, report, tlp="AMBER")) == ()
    assert pipeline.decide(case, decision(DecisionKind.MARK, case.about.id, tlp="GREEN")) == ()
    assert state(case) == before
    view = case.view()
    assert view.marks == {report: Marking.AMBER, case.about.id: Marking.GREEN}
    pipeline.rebuild(case, now=NOW)
    assert state(case) == before
    assert case.view().marks == view.marks
    assert not pipeline.verify(case)


def test_markings_outlive_masking_which_drops_the_ledger(case: Case) -> None:
    report = case.view().reports[0].id
    pipeline.decide(case, decision(DecisionKind.MARK, report, tlp="RED"))
    for safe in (masked_view(case.view()), redacted_view(case.view())):
        assert safe.ledger == ()
        assert Marking.RED in {safe.marking_of_report(r.id) for r in safe.reports}
        assert safe.marking is Marking.RED


def test_taking_a_marking_back_shows_the_one_before(case: Case) -> None:
    report = case.view().reports[0].id
    for word in ("AMBER", "RED"):
        pipeline.decide(case, decision(DecisionKind.MARK, report, tlp=word))
    pipeline.decide(case, decision(DecisionKind.UNDO, case.view().ledger[-1].hash))
    assert case.view().marking_of_report(report) is Marking.AMBER


def test_what_is_no_marking_is_not_written_down(case: Case) -> None:
    with pytest.raises(BadMarking):
        pipeline.decide(case, decision(DecisionKind.MARK, case.about.id, tlp="PURPLE"))
    assert case.view().ledger == ()

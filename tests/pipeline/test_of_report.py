"""Who published a report and when, corrected by people: the report is read anew, all that follows follows, and an undo brings everything back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import select

from secondsource import pipeline
from secondsource.model import BadCorrection, Decision, DecisionKind, How
from secondsource.store import Case
from secondsource.store.schema import reports

from .conftest import NOW, STAMP, state
from .rules import RuleReader

READER = RuleReader()


@pytest.fixture
def case(corpus: Path, tmp_path: Path):
    with Case.create(tmp_path / "case", now=STAMP) as made:
        pipeline.run(made, [corpus], now=NOW, reader=READER)
        yield made


def decide(case: Case, target: str, kind: DecisionKind = DecisionKind.CORRECT, **values: str) -> None:
    made = Decision(kind=kind, object=target, who="M. Weiss", at=STAMP, why="the print edition", values=values)
    pipeline.decide(case, made, reader=READER)


def named(case: Case, name: str):
    return next(report for report in case.view().reports if report.name == name)


def test_an_outlet_and_a_day_given_by_hand_count_as_if_the_document_gave_them(case: Case) -> None:
    bare = named(case, "d.txt")
    assert (bare.outlet, bare.published) == (None, None)
    decide(case, bare.id, outlet="Gulf Courier", published="2016-03-20")
    now = named(case, "d.txt")
    assert (now.outlet.value, now.outlet.how) == ("Gulf Courier", How.DECIDED)
    assert (now.published.value, now.published.how) == ("2016-03-20", How.DECIDED)
    assert now.published.why == "corrected by a person; the document gives none"
    with case.reading() as connection:
        row = connection.execute(select(reports).where(reports.c.id == bare.id)).one()
    assert (row.outlet, row.earliest, row.latest) == ("Gulf Courier", "2016-03-20", "2016-03-20")
    assert not pipeline.verify(case)
    assert pipeline.run(case, (), now=NOW, reader=READER).idle


def test_what_is_read_in_it_is_read_with_the_corrected_day(case: Case) -> None:
    class Dated(RuleReader):
        def read(self, report):  # type: ignore[no-untyped-def]
            days.append((report.name, report.published.value if report.published else None))
            return super().read(report)

    days: list[tuple[str, str | None]] = []
    made = Decision(
        kind=DecisionKind.CORRECT,
        object=named(case, "a").id,
        who="M. Weiss",
        at=STAMP,
        why="misprint",
        values={"published": "2015-03"},
    )
    pipeline.decide(case, made, reader=Dated())
    assert days == [("a", "2015-03")]


def test_an_undo_brings_everything_back_byte_for_byte(case: Case) -> None:
    before = state(case)
    decide(case, named(case, "c2").id, outlet="Gulf Courier", published="2016-04-01", language="ko")
    assert state(case) != before
    assert named(case, "c2").lang == "ko"
    decide(case, case.view().ledger[-1].hash, DecisionKind.UNDO)
    assert state(case) == before
    decide(case, case.view().ledger[-1].hash, DecisionKind.UNDO)
    assert named(case, "c2").lang == "ko"


def test_a_rebuild_gives_the_same_and_the_rest_of_the_capture_stays(case: Case) -> None:
    other = named(case, "c1")
    decide(case, named(case, "c2").id, outlet="", published="2016-04-01")
    assert named(case, "c2").outlet is None
    assert named(case, "c1") == other
    after = state(case)
    pipeline.rebuild(case, now=NOW, reader=READER)
    assert state(case) == after


def test_of_two_decisions_the_later_stands_and_the_document_is_what_both_are_held_against(case: Case) -> None:
    report = named(case, "a").id
    decide(case, report, outlet="Delta Wire")
    decide(case, report, outlet="Gulf Courier")
    assert named(case, "a").outlet.value == "Gulf Courier"
    assert named(case, "a").outlet.why == "corrected by a person; the document gives “The Harbour Post”"
    decide(case, case.view().ledger[-1].hash, DecisionKind.UNDO)
    assert named(case, "a").outlet.value == "Delta Wire"


def test_support_is_counted_by_the_corrected_outlet(case: Case) -> None:
    """Two reports of one outlet are one origin at most more than those of two."""
    before = {s.claim: (s.at_least, s.at_most) for s in case.view().supports}
    for name in ("b", "c1", "c2", "d.txt"):
        decide(case, named(case, name).id, outlet="The Harbour Post")
    after = {s.claim: (s.at_least, s.at_most) for s in case.view().supports}
    assert after != before
    assert {r.outlet.value for r in case.view().reports} == {"The Harbour Post"}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"published": "last spring"}, "published"),
        ({"outlet": "x" * 300}, "outlet"),
        ({"outlet": "a\nb"}, "outlet"),
        ({"language": "Korean"}, "language"),
        ({"title": "x"}, "no field “title”"),
    ],
)
def test_what_does_not_fit_is_not_written_down(case: Case, values: dict[str, str], says: str) -> None:
    before = state(case)
    with pytest.raises(BadCorrection, match=says):
        decide(case, named(case, "a").id, **values)
    assert case.view().ledger == () and state(case) == before


def test_a_report_that_is_not_there_cannot_be_corrected(case: Case) -> None:
    with pytest.raises(BadCorrection, match="no report"):
        decide(case, "0123456789abcdef-0", outlet="x")
    assert case.view().ledger == ()


def test_where_the_case_asks_for_a_reader_of_its_own_the_next_run_follows(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, before = named(case, "a").id, state(case)
    monkeypatch.setitem(os.environ, "SECONDSOURCE_READER_URL", "http://127.0.0.1:9/v1")
    made = Decision(kind=DecisionKind.CORRECT, object=report, who="M.", at=STAMP, why="x", values={"outlet": "Delta"})
    pipeline.decide(case, made)
    assert named(case, "a").outlet.value == "The Harbour Post" and state(case) == before
    assert pipeline.run(case, (), now=NOW, reader=READER).read == 1
    assert named(case, "a").outlet.value == "Delta"


def test_the_subjects_own_reader_reads_it_in_a_process_of_its_own(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("read here")

    with Case.create(tmp_path / "own", now=STAMP) as case:
        pipeline.run(case, [corpus / "b.json"], now=NOW)
        monkeypatch.setattr("secondsource.pipeline.reading.read_one", never)
        made = Decision(
            kind=DecisionKind.CORRECT,
            object=case.view().reports[0].id,
            who="M.",
            at=STAMP,
            why="x",
            values={"outlet": "Delta Wire"},
        )
        assert "join" in pipeline.decide(case, made)
        view = case.view()
        assert view.reports[0].outlet.value == "Delta Wire"
        assert view.statements and not pipeline.verify(case)
        assert pipeline.run(case, (), now=NOW).idle


def test_an_original_that_is_lost_leaves_the_report_as_it_was(case: Case) -> None:
    report = named(case, "a")
    case.archive.path(report.capture).unlink()
    decide(case, report.id, outlet="Delta Wire")
    assert named(case, "a") == report
    assert "LostCapture" in {item.error for item in pipeline.run(case, (), now=NOW, reader=READER).set_aside}
    assert named(case, "a") == report

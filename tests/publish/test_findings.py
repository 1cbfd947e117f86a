from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.law import SETTLED_MET
from secondsource.model import Finding, Outcome
from secondsource.publish.findings import FindingLine, finding_line
from secondsource.publish.footnotes import Notes, source_lines
from secondsource.store.view import CaseView
from secondsource.subjects import Subject

OPEN = Finding(
    claim="c0",
    provision="UN-2375-17",
    outcome=Outcome.CONDITIONAL,
    elements=(),
    deciding=("event.date",),
    readings=(
        ("not_in_force", "if it happened on 2017-09-10 or before"),
        ("exposure", "if it happened 2017-09-11"),
        ("breach_if_confirmed", "if it happened on 2017-09-12 or after"),
        ("breach_if_confirmed", SETTLED_MET),
    ),
    sentence="Whether it applies turns on the day.",
)


@pytest.fixture
def written(view: CaseView, pack: Subject):
    def write(finding: Finding, *, full: bool = True) -> FindingLine:
        return finding_line(finding, pack, Notes(view, source_lines(view)), full=full)

    return write


def test_the_usual_two_readings_are_said_in_two_words(written) -> None:
    assert [condition for condition, _ in written(OPEN).readings] == [
        "if it happened on 10 September 2017 or before",
        "if it happened 11 September 2017",
        "if it happened on 12 September 2017 or after",
        "if so",
    ]


def test_a_start_without_a_first_day_is_said_so(written) -> None:
    dated = replace(OPEN, dates=(("event", "2017-01-01/2019-12-21"), ("in force from", "../2017-09-11")))
    line = written(dated)
    assert line.dates[1] == ("in force", "by 11 September 2017")


def test_in_brief_only_points_with_words_for_them_are_shown(written, view: CaseView) -> None:
    told = next(f for f in view.findings if f.elements)
    assert len(written(told).elements) == 2
    (only,) = written(told, full=False).elements
    assert only.truth == "met" and only.notes and only.value == "DPRK"


def test_an_exception_is_said_by_its_text(written, pack: Subject) -> None:
    provision = next(p for p in pack.provisions.values() if p.exceptions)
    exception = provision.exceptions[0]
    line = written(replace(OPEN, provision=provision.id, not_excluded=(exception["id"], "left_the_pack")))
    assert line.not_excluded == (exception["text"], "left the pack")

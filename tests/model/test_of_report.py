"""What people decide of a report itself, laid over what the document says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import (
    BadCorrection,
    Decision,
    DecisionKind,
    How,
    Known,
    Report,
    by_capture,
    decided_on,
    on_a_report,
    report_with,
)

REPORT = Report(
    id="0123456789abcdef-0",
    capture="0123456789abcdef" * 4,
    part=0,
    name="a.txt",
    text="Nothing.",
    outlet=Known(value="Harbour Post", how=How.GIVEN, why="a field"),
)


def decision(target: str = REPORT.id, kind: DecisionKind = DecisionKind.CORRECT, **values: str) -> Decision:
    return Decision(kind=kind, object=target, who="M.", at="2026-01-01T00:00:00Z", why="x", values=values)


def test_only_corrections_of_a_report_are_on_one():
    assert on_a_report(decision(outlet="x"))
    assert not on_a_report(decision(f"{REPORT.id}.s1-2", basis="told"))
    assert not on_a_report(decision(kind=DecisionKind.MARK, tlp="RED"))
    other = decision("fedcba9876543210-3", outlet="x")
    assert by_capture([decision(outlet="x"), other, decision("c0a1", kind=DecisionKind.MERGE)]) == {
        "0123456789abcdef": [decision(outlet="x")],
        "fedcba9876543210": [other],
    }


def test_what_is_set_is_known_by_decision_and_says_what_the_document_gives():
    now = report_with(REPORT, {"outlet": " Delta Wire ", "published": "2016-03", "language": "ko"})
    assert now.outlet == Known(
        value="Delta Wire", how=How.DECIDED, why="corrected by a person; the document gives “Harbour Post”"
    )
    assert now.published == Known(
        value="2016-03", how=How.DECIDED, why="corrected by a person; the document gives none"
    )
    assert now.lang == "ko"
    assert report_with(REPORT, {"outlet": ""}).outlet is None


@given(st.dictionaries(st.sampled_from(["outlet", "published", "language", "text"]), st.text(max_size=12)))
def test_whatever_is_written_either_fits_or_is_refused(values):
    try:
        now = report_with(REPORT, values)
    except BadCorrection:
        return
    assert (now.text == REPORT.text and now.date is None) or now.date.text
    for name, value in values.items():
        assert (getattr(now, name) is None) == (not value.strip())


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["outlet", "published"]), st.sampled_from(["", "2016", "x y"])), max_size=6
    )
)
def test_the_last_that_fits_stands_and_others_reports_are_passed_over(many):
    decisions = [decision(**values) for values in many] + [decision("0123456789abcdef-1", outlet="another")]
    expected: dict[str, str] = {}
    for values in many:
        if values.get("published") != "x y":
            expected |= values
    assert decided_on(REPORT, decisions) == report_with(REPORT, expected)
    assert decided_on(REPORT, []) == REPORT


@pytest.mark.parametrize("values", [{"outlet": "a\x00b"}, {"published": "20165"}, {"language": "EN"}, {"id": "x"}])
def test_what_does_not_fit_is_refused_by_name(values):
    with pytest.raises(BadCorrection, match=next(iter(values))):
        report_with(REPORT, values)

"""Deadlines and reports, State by State; what is not known is never said to be missing."""

from __future__ import annotations

from datetime import date

import pytest

from secondsource.law import Standing, track
from secondsource.model import BadDate, PartialDate


def duty(found, provision):
    return next(d for d in found if d.provision == provision)


def test_what_a_state_reported_by_when_and_by_whom(pack):
    found = track(pack, date(2026, 1, 1), "ET")
    notice = duty(found, "UN-2375-17-R1")
    assert (notice.deadline, notice.standing) == ("2017-12-15", Standing.IN_TIME)
    assert notice.reports[0].by == "report of Ethiopia to the 1718 Committee"
    assert notice.reports[0].source.startswith("http")


def test_the_days_of_paragraph_8(pack):
    found = track(pack, date(2026, 1, 1), "RU")
    assert {d.provision: d.deadline for d in found if d.provision.startswith("UN-2397")} == {
        "UN-2397-8-R1": "2019-03-22",
        "UN-2397-8": "2019-12-22",
        "UN-2397-8-R2": "2020-03-22",
    }
    assert duty(found, "UN-2397-8-R1").standing is Standing.REPORTED
    assert duty(found, "UN-2397-8").standing is Standing.LATE


def test_nothing_known_is_not_nothing_reported(pack):
    found = track(pack, date(2026, 1, 1), "BR")
    assert {d.standing for d in found} == {Standing.NOTHING_KNOWN}
    assert not any(word in standing.value for standing in Standing for word in ("failed", "did not", "missing"))


def test_as_it_stood_on_a_day(pack):
    then = track(pack, date(2019, 3, 1), "RU")
    assert duty(then, "UN-2397-8-R1").standing is Standing.RUNNING
    assert duty(then, "UN-2397-8-R1").reports == ()


def test_a_case_adds_what_its_claims_tell(pack, case):
    made = case(
        "REPATRIATION",
        [("About 300 workers were sent home.", "asserted", "told", "named")],
        "sent home",
        "2019-11-20",
        "QA",
    )
    found = track(pack, date(2026, 1, 1), "QA", [made.claim], made.readings, [made.support])
    told = [r for d in found if d.provision == "UN-2397-8" for r in d.reports]
    assert [r.claim for r in told] == ["c1"]
    assert duty(found, "UN-2397-8").standing is Standing.IN_TIME


def test_a_report_of_the_kind_asked_for_answers_its_duty(pack, case):
    words = "Qatar submitted its final report to the committee."
    made = case("COMPLIANCE_REPORT", [(words, "asserted", "record", "named")], "final report", "2020-03-20", "QA")
    found = track(pack, date(2026, 1, 1), "QA", [made.claim], made.readings, [made.support])
    assert duty(found, "UN-2397-8-R2").standing is Standing.IN_TIME
    assert all(r.claim == "" for d in found if d.provision == "UN-2397-8-R1" for r in d.reports)


def test_all_duties_on_wish(pack):
    assert len(track(pack, date(2026, 1, 1), "RU", every=True)) > len(track(pack, date(2026, 1, 1), "RU"))


def test_what_the_pack_holds_fits_its_law(pack):
    dated = {item.id for item in pack.provisions.values() if item.duty_deadline}
    for row in pack.compliance:
        assert row.state is None or (len(row.state) == 2 and row.state.isupper())
        for item in row.reports:
            assert item.duty is None or item.duty in dated
            assert item.verification in pack.law["verification_status"]
            assert item.citation.startswith("http")
            if item.submitted:
                try:
                    PartialDate(item.submitted)
                except BadDate as error:
                    pytest.fail(f"{row.state}: {error}")


def test_a_duty_that_did_not_exist_yet_is_not_tracked(pack):
    before = track(pack, date(2017, 12, 21), "QA", every=True)
    assert "UN-2397-8" not in {duty.provision for duty in before}
    assert "UN-2397-8" in {duty.provision for duty in track(pack, date(2017, 12, 22), "QA", every=True)}

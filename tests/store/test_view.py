from __future__ import annotations

from dataclasses import replace

from secondsource.model import PersonalData, PersonalKind, Reading, Ref, Span
from secondsource.store import CaseView

from .test_derived import CLAIM, TRACED


def view(*readings: Reading) -> CaseView:
    return CaseView(
        id="k", title="", created="", subject="dprk_labour", readings=readings, claims=(CLAIM,), traced=TRACED
    )


def test_everything_is_found_by_its_id(reading: Reading) -> None:
    seen = view(reading)
    assert seen.report(reading.report.id) is reading.report
    assert seen.statement(reading.statements[0].id) is reading.statements[0]
    assert seen.mention(reading.mentions[0].id) is reading.mentions[0]
    assert seen.claim("c1") is CLAIM
    assert seen.support("c1") is TRACED.supports[0]
    assert seen.claim_of("m1") == "c1"
    assert seen.report("none") is seen.claim("none") is seen.statement(None) is seen.grade("c1") is None


def test_mentions_of_a_claim_come_in_order_of_the_reports(reading: Reading) -> None:
    other = replace(
        reading,
        report=replace(reading.report, id="x-0"),
        mentions=(replace(reading.mentions[0], id="m2", report="x-0"),),
    )
    claim = replace(CLAIM, mentions=("m2", reading.mentions[0].id), reports=("x-0", reading.report.id))
    assert [m.report for m in view(reading, other).mentions_of(claim)] == [reading.report.id, "x-0"]


def test_reports_that_share_a_name_are_told_apart(reading: Reading) -> None:
    other = replace(reading, report=replace(reading.report, id="x-0"))
    third = replace(reading, report=replace(reading.report, id="y-0", name="alone.txt"))
    names = [view(reading, other, third).name_of(r) for r in (reading.report.id, "x-0", "y-0", "Yonhap")]
    assert names == [f"note.txt [{reading.report.id}]", "note.txt [x-0]", "alone.txt", "Yonhap"]


def test_personal_data_are_masked_unless_asked_for(reading: Reading) -> None:
    hidden = PersonalData(span=Span(4, 11), kind=PersonalKind.PRIVATE_PERSON)
    seen = view(replace(reading, report=replace(reading.report, personal=(hidden,))))
    ref = Ref(reading.report.id, Span(0, 16))
    assert seen.words(ref) == "The ███████ said"
    assert seen.words(ref, redact=False) == "The foreman said"
    assert len(seen.text(reading.report.id)) == len(reading.report.text)
    assert "foreman" not in seen.text(reading.report.id)

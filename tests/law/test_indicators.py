"""The eleven indicators in a claim's own words."""

from __future__ import annotations

import pytest

from secondsource.law import indicators
from secondsource.model import Presence

TOLD = ("asserted", "told", "unnamed")


def of(case, pack, sentence, how=TOLD, more=()):
    made = case("WAGE_WITHHOLDING", [(sentence, *how), *more], sentence.split()[0], title="North Koreans abroad")
    return made, {row.id: row for row in indicators([made.claim], made.readings, pack)}


def test_all_eleven_in_order_for_every_claim(case, pack):
    made, _ = of(case, pack, "Men spoke")
    rows = indicators([made.claim, made.claim], made.readings, pack)
    assert [row.number for row in rows] == [*range(1, 12)] * 2
    assert {row.presence for row in rows} == {Presence.NOT_MENTIONED}


@pytest.mark.parametrize(
    ("sentence", "name", "words"),
    [
        ("Men were beaten by the foreman", "PHYSICAL_AND_SEXUAL_VIOLENCE", ["beaten by the foreman"]),
        ("Their passports had been taken from them", "RETENTION_OF_IDENTITY_DOCUMENTS", ["passports had been taken"]),
        ("They toiled fourteen hours a day", "EXCESSIVE_OVERTIME", ["fourteen hours a day"]),
        ("작업반은 충성자금을 냈다", "WITHHOLDING_OF_WAGES", ["충성자금"]),
    ],
)
def test_present_with_its_words(sentence, name, words, case, pack):
    made, rows = of(case, pack, sentence)
    assert rows[name].presence is Presence.PRESENT
    assert made.words(rows[name].refs) == words


@pytest.mark.parametrize(
    ("sentence", "how", "name"),
    [
        ("Men were never beaten", TOLD, "PHYSICAL_AND_SEXUAL_VIOLENCE"),
        ("Men were beaten", ("denied", "told", "named"), "PHYSICAL_AND_SEXUAL_VIOLENCE"),
        ("They were well nourished", TOLD, "ABUSIVE_WORKING_AND_LIVING_CONDITIONS"),
        ("All volunteered for the posting", TOLD, "ABUSE_OF_VULNERABILITY"),
    ],
)
def test_contradicted_with_its_words(sentence, how, name, case, pack):
    _, rows = of(case, pack, sentence, how)
    assert rows[name].presence is Presence.CONTRADICTED
    assert rows[name].against
    assert not rows[name].refs


def test_both_sides_are_shown(case, pack):
    _, rows = of(case, pack, "Men were beaten", more=[("Men were not beaten", *TOLD)])
    row = rows["PHYSICAL_AND_SEXUAL_VIOLENCE"]
    assert row.presence is Presence.PRESENT
    assert len(row.refs) == len(row.against) == 1


def test_denied_counter_evidence_says_nothing(case, pack):
    _, rows = of(case, pack, "They were not well nourished")
    assert rows["ABUSIVE_WORKING_AND_LIVING_CONDITIONS"].presence is Presence.NOT_MENTIONED


def test_a_seizure_at_the_customs_is_no_withheld_wage(case, pack):
    _, rows = of(case, pack, "Customs seized the cash")
    assert rows["WITHHOLDING_OF_WAGES"].presence is Presence.NOT_MENTIONED


def test_a_report_that_does_not_speak_of_the_subject_is_left_alone(case, pack):
    made = case("WORK_STOPPAGE", [("Dockers stopped work over unpaid wages", *TOLD)], "stopped")
    rows = indicators([made.claim], made.readings, pack)
    assert {row.presence for row in rows} == {Presence.NOT_MENTIONED}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Their papers were locked away in the office", "RETENTION_OF_IDENTITY_DOCUMENTS"),
        ("The manager holds all of their passports", "RETENTION_OF_IDENTITY_DOCUMENTS"),
        ("They worked fourteen-hour shifts", "EXCESSIVE_OVERTIME"),
        ("Nobody may step outside after dark", "RESTRICTION_OF_MOVEMENT"),
        ("They slept on the floor of a shed", "ABUSIVE_WORKING_AND_LIVING_CONDITIONS"),
        ("They had borrowed from a broker to get the job", "DEBT_BONDAGE"),
        ("Supervisors had beaten two of them", "PHYSICAL_AND_SEXUAL_VIOLENCE"),
        ("관리자가 여권을 모두 보관했다", "RETENTION_OF_IDENTITY_DOCUMENTS"),
    ],
)
def test_cues_leave_room_for_other_words_between(sentence, name, case, pack):
    _, rows = of(case, pack, sentence)
    assert rows[name].presence is Presence.PRESENT

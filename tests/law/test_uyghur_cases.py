"""The golden cases of the second regime, which is data alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.law import check, goldens, surprises
from secondsource.model import Outcome
from secondsource.subjects import load
from secondsource.subjects.files import read_mapping

PACK = load("uyghur_labour")
GOLDEN = goldens(read_mapping(Path(__file__).with_name("uyghur_cases.yaml")), PACK)


def test_all_cases_are_here():
    assert len(GOLDEN) == 36
    assert sum(len(golden.expect) for golden in GOLDEN) == 57
    named = {name for golden in GOLDEN for name in golden.expect}
    assert named == set(PACK.provisions)
    assert len({outcome for golden in GOLDEN for outcome in golden.expect.values()}) >= 9


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden.event.id for golden in GOLDEN])
def test_case(golden):
    assert list(surprises(golden, PACK)) == []


def test_every_conditional_says_what_it_turns_on():
    for golden in GOLDEN:
        for finding in check(golden.event, PACK):
            assert bool(finding.turns_on) is (finding.outcome is Outcome.CONDITIONAL), (
                golden.event.id,
                finding.provision,
            )


def test_a_presumption_names_the_exception_of_which_nothing_is_known():
    golden = next(golden for golden in GOLDEN if golden.event.id == "U014")
    (finding,) = check(golden.event, PACK, [PACK.provisions["US-UFLPA-3A"]])
    assert finding.not_excluded == ("rebutted",)
    assert "presumes a bar until it is rebutted" in finding.sentence


def test_no_sentence_says_more_than_what_would_follow():
    for golden in GOLDEN:
        for finding in check(golden.event, PACK):
            assert "guilty" not in finding.sentence.lower()
            assert ("would breach" in finding.sentence) is (
                finding.outcome in (Outcome.BREACH, Outcome.BREACH_IF_CONFIRMED)
            )


def test_both_readings_of_a_month_are_given():
    golden = next(golden for golden in GOLDEN if golden.event.id == "U005")
    (finding,) = check(golden.event, PACK, [PACK.provisions["US-UFLPA-3A"]])
    assert finding.readings == (
        ("not_in_force", "if it happened 2022-06-01 to 2022-06-20"),
        ("presumption", "if it happened 2022-06-21 to 2022-06-30"),
    )

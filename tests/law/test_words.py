"""The sentences of findings: plain, neutral, complete."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from secondsource.law import check, event_from
from secondsource.law.vocabulary import vocabulary
from secondsource.law.words import day_words, short, since, without_asides
from secondsource.model import Outcome

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2016-05-17", "2016-05-17"),
        ("2015-12/2016-03", "2015-12/2016-03"),
        ("../2016-06-10", "a day not later than 2016-06-10"),
        ("../2016-06-10?", "a day probably not later than 2016-06-10"),
        ("2018-04-03/..", "a day not earlier than 2018-04-03"),
    ],
)
def test_open_ends_of_a_date_are_said_in_words(day, said):
    assert day_words(day) == said


def test_no_meaning_carries_a_remark_for_whoever_fills_the_vocabulary_in(pack):
    for fact in vocabulary(pack).terms.facts.values():
        said = short(fact)
        assert ".yaml" not in said and "(null" not in said and "a list means" not in said, fact.name
    assert without_asides("carrier or operator, an id of entities/") == "carrier or operator"


def test_every_rule_says_since_when_without_dots_and_slashes(pack):
    for item in pack.provisions.values():
        assert since(item).startswith("in force ")
        assert ".." not in since(item) and "/" not in since(item), item.id


def test_sentences_name_outcome_ground_and_dates_in_neutral_words(pack):
    seen = set()
    for one in CASES[::3]:
        for finding in check(event_from(one, pack), pack):
            seen.add(finding.outcome)
            text = finding.sentence
            assert text.endswith(".") and ".." not in text and "None" not in text, text
            assert "not: " not in text and ".yaml" not in text and "guilty" not in text.lower(), text
            if finding.outcome in (Outcome.BREACH, Outcome.BREACH_IF_CONFIRMED):
                assert "It rests on: " in text and "in force" in text
                assert not finding.who or f"In breach would be: {finding.who}." in text
            if finding.outcome is Outcome.CONDITIONAL:
                assert "turns on" in text
    assert len(seen) >= 8

from __future__ import annotations

import pytest

from secondsource.publish.legal_words import EVENT_DATE, amount, fact_words, plain
from secondsource.subjects import Subject


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("135000.0", "135,000"),
        ("135000.0 to 176400.0", "135,000 to 176,400"),
        ("25000000000.0", "25,000,000,000"),
        ("0.5", "0.5"),
        ("1.2.3", "1.2.3"),
        ("KP", "KP"),
        ("", ""),
    ],
)
def test_numbers_are_said_whole_and_anything_else_stays(value: str, said: str) -> None:
    assert amount(value) == said


def test_dates_countries_kinds_and_facts_are_said_in_words(pack: Subject) -> None:
    said = plain("WORK_STOPPAGE in KW on 2016-05-17 turns on event.date", pack)
    assert said == f"{pack.event_types['WORK_STOPPAGE'].title.lower()} in Kuwait on 17 May 2016 turns on {EVENT_DATE}"


def test_what_is_no_word_of_the_vocabulary_stays(pack: Subject) -> None:
    assert plain("see annex.txt of UNSCR 2375", pack) == "see annex.txt of UNSCR 2375"


def test_every_fact_of_the_vocabulary_has_a_meaning_without_remarks(pack: Subject) -> None:
    for entry in pack.law["facts"]:
        said = fact_words(entry["name"], pack)
        assert said and entry["name"] not in said and "(EDTF)" not in said and "null" not in said, entry["name"]


def test_a_fact_that_has_left_the_vocabulary_is_said_by_its_name(pack: Subject) -> None:
    assert fact_words("roof.fire_door", pack) == "roof: fire door"

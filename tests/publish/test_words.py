from __future__ import annotations

from enum import Enum

import pytest

from secondsource.model import (
    Anonymity,
    Basis,
    Factuality,
    Outcome,
    Presence,
    RelayKind,
    Status,
)
from secondsource.publish.words import mark_of, said_bounds, said_date, said_title, said_value, sentence, word, words
from secondsource.subjects import Subject


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2016-05-17", "17 May 2016"),
        ("2016-05", "May 2016"),
        ("2016", "2016"),
        ("2016-21", "spring 2016"),
        ("201X", "2010s"),
        ("XXXX-04-03", "3 April (year not given)"),
        ("2016-03~", "about March 2016"),
        ("2016-03-19?", "19 March 2016 (uncertain)"),
        ("2016-02-18/2016-03-02", "18 February to 2 March 2016"),
        ("../2016-03-19", "by 19 March 2016"),
        ("../2016-06-10?", "by 10 June 2016 (uncertain)"),
        ("2016-02-23/..", "from 23 February 2016"),
        ("2016-05-06/2016-05-09", "6–9 May 2016"),
        ("2015-12/2016-03", "December 2015 to March 2016"),
        ("2016-02/2016-03", "February to March 2016"),
        ("2016-05-17/2016-06-10?", "17 May to 10 June 2016 (uncertain)"),
        (None, "not known"),
    ],
)
def test_dates_are_said_no_more_precisely_than_they_are(date: str | None, said: str) -> None:
    assert said_date(date) == said


@pytest.mark.parametrize(
    ("attribute", "value", "said"),
    [
        ("quantity:workers", "100 workers", "100 workers"),
        ("quantity:workers", "100.. workers", "at least 100 workers"),
        ("quantity:USD", "1200000000..2300000000 USD year", "1,200,000,000–2,300,000,000 USD a year"),
        ("quantity:workers", "about a score", "about a score"),
        ("when", "2016-03", "March 2016"),
        ("when", "some day", "some day"),
        ("place", "Vessa", "Vessa"),
    ],
)
def test_values_are_said_as_ranges(attribute: str, value: str, said: str) -> None:
    assert said_value(attribute, value) == said


def test_dates_in_generated_sentences_are_said_in_words() -> None:
    text = "it is in force from 2017-12-22, the event is of 2016-03-01/2016-04-30; see S/RES/2397 (2017), file 2016-06-07.txt-2016-13-01"
    assert sentence(text) == (
        "It is in force from 22 December 2017, the event is of 1 March to 30 April 2016; "
        "see S/RES/2397 (2017), file 2016-06-07.txt-2016-13-01"
    )


def test_bounds_always_give_both_ends() -> None:
    assert said_bounds(0, 1) == "at least 0, at most 1 independent origin"


@pytest.mark.parametrize(
    ("room", "kinds"),
    [
        ("basis", Basis),
        ("anonymity", Anonymity),
        ("factuality", Factuality),
        ("status", Status),
        ("relays", RelayKind),
        ("outcomes", Outcome),
        ("presence", Presence),
    ],
)
def test_every_value_has_words(room: str, kinds: type[Enum]) -> None:
    assert {k.value for k in kinds} == set(words()[room])


def test_outcomes_have_an_order_and_a_heading(pack: Subject) -> None:
    assert sorted(words()["order"]) == sorted(o.value for o in Outcome)
    assert {entry["group"] for entry in words()["outcomes"].values()} == set(words()["groups"])
    assert {entry["id"] for entry in pack.law["outcomes"]} == set(words()["outcomes"])
    assert set(pack.law["verification_status"]) == set(words()["verification"])


def test_an_unknown_key_is_said_as_it_is() -> None:
    assert word("basis", "heard_at_sea") == "heard at sea"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Detention, Vessa, by perhaps 10 June 2016", "Detention, Vessa, by 10 June 2016 (uncertain)"),
        ("Dispatch, Vessa, perhaps June 2016", "Dispatch, Vessa, June 2016 (uncertain)"),
        ("Dispatch, Vessa, June 2016", "Dispatch, Vessa, June 2016"),
    ],
)
def test_a_heading_says_its_doubt_behind_the_date(title: str, said: str) -> None:
    assert said_title(title) == said


@pytest.mark.parametrize(
    ("label", "mark"),
    [
        ("A digest; comments invented.", "digest"),
        ("Invented for a test.", "invented"),
        ("Scan of page 3 only.", "see label"),
        (None, ""),
    ],
)
def test_what_a_report_says_of_itself_becomes_one_word(label: str | None, mark: str) -> None:
    assert mark_of(label) == mark

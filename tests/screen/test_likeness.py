"""Names compared: spelling and order are folded; another syllable, number, business or country keeps two names apart."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.screen import THRESHOLD, Kind, likeness

PAIRS = Path(__file__).parents[2] / "evaluation" / "screening" / "pairs.csv"

SAME = [
    (Kind.PERSON, "KIM, Jong Un", "김정은"),
    (Kind.PERSON, "Ri Su Yong", "Lee Su-yong"),
    (Kind.PERSON, "Choe Ryong Hae", "Ch'oe Ryonghae"),
    (Kind.PERSON, "Kim Jong-un", "金正恩"),
    (Kind.PERSON, "Dmitriy Volkonskij", "Dmitry Volkonsky"),
    (Kind.PERSON, "Владимир Иваненко", "Vladimir Ivanenko"),
    (Kind.BODY, "Namgang Trading", "Korea Namgang Trading Corporation"),
    (Kind.BODY, "Namgang Trading", "남강무역회사"),
    (Kind.BODY, "Air Koryo", "고려항공"),
    (Kind.BODY, "Office 39", "39호실"),
    (Kind.BODY, "Second Economic Committee", "2nd Economic Committee"),
    (Kind.BODY, "ООО Ардис", "Ardis LLC"),
    (Kind.SHIP, "M/V Tong San 2", "TONG SAN II"),
    (Kind.SHIP, "Old Name (IMO 0000017)", "New Name IMO 0000017"),
    (Kind.AIRCRAFT, "P-632", "P632"),
]
APART = [
    (Kind.PERSON, "Kim Jong Un", "Kim Jong Il"),
    (Kind.PERSON, "Kim Yong Su", "Kim Su Yong"),
    (Kind.PERSON, "Kim Chol", "Kim Chol Su"),
    (Kind.PERSON, "Sergei Ivanov", "Sergei Ivanenko"),
    (Kind.BODY, "Namgang Trading Corporation", "Namgang Construction"),
    (Kind.BODY, "남강무역", "남강건설"),
    (Kind.BODY, "Office 39", "Office 38"),
    (Kind.BODY, "Bank of Korea", "Korea Daesong Bank"),
    (Kind.BODY, "Foreign Trade Bank of the DPRK", "Foreign Trade Bank of Vietnam"),
    (Kind.SHIP, "Chong Rim 2", "Chong Rim 3"),
    (Kind.SHIP, "Ji Song 6 IMO 0000031", "Ji Song 6 IMO 0000043"),
    (Kind.AIRCRAFT, "P-632", "P-633"),
]


@pytest.mark.parametrize(("kind", "a", "b"), SAME)
def test_one_thing_in_two_spellings(kind, a, b):
    assert likeness(a, b, kind).score >= THRESHOLD


@pytest.mark.parametrize(("kind", "a", "b"), APART)
def test_two_things_with_like_names(kind, a, b):
    found = likeness(a, b, kind)
    assert found.score < THRESHOLD, found


@pytest.mark.parametrize("half", ["dev", "held-out"])
def test_the_pairs_are_told_apart(half):
    with PAIRS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    found = [(likeness(r["a"], r["b"], Kind(r["kind"])).score >= THRESHOLD, r["label"] == "same") for r in rows]
    hits = found.count((True, True))
    assert len(rows) >= 100
    assert 2 * hits / (2 * hits + found.count((True, False)) + found.count((False, True))) >= 0.95


WORDS = st.sampled_from(
    ["Korea", "Namgang", "Trading", "Construction", "Ri", "Lee", "Kim", "39", "II", "Air", "Koryo", "남강", "무역", "金", "Иван", "(x)", "IMO 0000017", "co.", "é"]
)  # fmt: skip
NAME = st.lists(WORDS, max_size=5).map(" ".join)


@settings(max_examples=300)
@given(NAME, NAME, st.sampled_from(Kind))
def test_likeness_is_symmetric_and_bounded(a, b, kind):
    one, other = likeness(a, b, kind), likeness(b, a, kind)
    assert one.score == other.score
    assert 0 <= one.score <= 1


@settings(max_examples=200)
@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(Kind))
def test_no_text_breaks_it(a, b, kind):
    assert likeness(a, b, kind).score == likeness(b, a, kind).score


@given(NAME.filter(lambda name: any(c.isalpha() for c in name)))
def test_a_body_is_like_itself(name):
    assert likeness(name, name, Kind.BODY).score in (0.0, 1.0)


def test_reasons_say_what_speaks_for_and_against():
    assert "IMO" in likeness("A Star IMO 0000017", "B Star IMO 0000017", Kind.SHIP).why[0]
    assert "construction" in likeness("Namgang Trading", "Namgang Construction", Kind.BODY).why[0]
    assert "김정은" in " ".join(likeness("Kim Jong-eun", "김정은", Kind.PERSON).why)


def test_one_name_written_twice_is_as_like_in_either_order() -> None:
    assert likeness("金", "金 金", Kind.PERSON) == likeness("金 金", "金", Kind.PERSON)

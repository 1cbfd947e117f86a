"""The gold for facts and indicators holds together, and the measure counts what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import law_facts
from evaluation.scoring import SHARED, available
from secondsource.law.vocabulary import vocabulary
from secondsource.subjects import load


def test_the_gold_fits_the_vocabulary_and_holds_no_words():
    pack = load()
    terms = vocabulary(pack).terms
    for row in law_facts.rows("facts.jsonl"):
        for name, fact in row["facts"].items():
            for value in (fact["value"], *fact.get("accept", ())):
                terms.facts[name].given(value, terms.known)
        assert set(row["unknown"]) <= set(terms.facts)
        assert set(row["unknown"]).isdisjoint(row["facts"])
        assert set(row) <= {"story", "claim", "type", "trigger", "facts", "unknown", "inferable"}
    for row in law_facts.rows("indicators.jsonl"):
        assert row["indicator"] in pack.indicators
        assert row["start"] < row["end"]
        assert set(row) <= {"file", "start", "end", "indicator", "for", "denied", "sure", "general"}


def test_a_figure_about_a_sum_is_held_by_the_range_around_it():
    pack = load()
    about = vocabulary(pack).terms.facts["cash.amount_usd"].given({"min": 159600, "max": 176400}, {})
    assert law_facts._same("cash.amount_usd", about, {"value": 168000}, pack)
    assert not law_facts._same("cash.amount_usd", about, {"value": 150000}, pack)
    wide = vocabulary(pack).terms.facts["cash.amount_usd"].given({"min": 0, "max": 10**9}, {})
    assert not law_facts._same("cash.amount_usd", wide, {"value": 168000}, pack)


@pytest.mark.shared
@pytest.mark.skipif(not available(), reason="the stories are not at hand")
def test_what_the_gold_hands_in_is_found_and_counted():
    found = law_facts.measure(Path(SHARED), gold=True)
    assert found["claims without a match"] == 0
    assert 0 < found["facts"]["filled"] <= found["facts"]["given"]
    assert found["indicators"]["spans"] > 50

"""Forecasts and scores in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from secondsource.forecast.registered.report import HINDSIGHT, expectation, scores, standing, told
from secondsource.forecast.registered.rows import card_row, forecast_row
from secondsource.forecast.registered.scoring import cards
from secondsource.forecast.registered.values import Expected, Outcome, Signed
from secondsource.model.codec import encode
from tests.forecast.registered.made import QUANTITY, item, resolution

TODAY = date(2027, 3, 1)


def many(number: int, probability: float | None = 0.7):
    return [
        item(Outcome.YES if n % 4 else Outcome.NO, question=f"Q{n}", expected=Expected(probability=probability))
        for n in range(number)
    ]


def test_few_forecasts_are_said_to_be_too_few():
    text = scores(cards(many(3), TODAY), TODAY)
    assert "too few to say (3 of 10)" in text and "reliability" not in text
    assert "too few to say (" not in scores(cards(many(3), TODAY), TODAY, enough=3)


def test_enough_are_told_with_their_parts_and_bins():
    text = scores(cards(many(12), TODAY), TODAY)
    assert "n = 12" in text
    assert "Brier 0.1900 = reliability" in text
    assert "| 0.7 to 0.8 | 12 | 0.70 | 0.75 |" in text


def test_hits_stand_in_a_column_of_their_own():
    row = scores(cards(many(12, None), TODAY), TODAY).splitlines()[8]
    assert "9 of 12 (" in row and "Brier" not in row


def test_nothing_registered_is_said():
    assert "No forecast is registered." in scores((), TODAY)


def test_few_figures_are_left_out_of_json_too():
    few, enough = card_row(cards(many(3), TODAY)[0]), card_row(cards(many(12), TODAY)[0])
    assert few["probabilities"] == {"count": 3, "too_few": True}
    assert enough["probabilities"]["count"] == 12
    known = item(Outcome.KNOWN, expected=QUANTITY, found=(25.0, 30.0))
    assert card_row(cards([known], TODAY)[0])["quantities"][0] == {
        "unit": "workers", "rule": "interval score", "count": 1, "too_few": True,
    }  # fmt: skip
    assert encode(enough) and encode(forecast_row(known, TODAY))


def test_one_forecast_shows_every_resolution_and_its_claims():
    twice = replace(item(Outcome.NO), resolutions=(resolution(Outcome.NO), resolution(Outcome.YES)))
    twice = replace(
        twice,
        resolutions=tuple(
            replace(r, signed=Signed(who="M. Weiss", at="2027-01-05T00:00:00Z", why="seen", number=n, hash="x"))
            for n, r in enumerate(twice.resolutions, start=2)
        ),
    )
    text = told(twice, TODAY)
    assert "Resolved as no (corrected since)" in text and "Resolved as yes at" in text
    assert "c0a1b2c3d4e5f: 1 to 2 origins, grade B2" in text
    assert "No authority has stamped" in text and HINDSIGHT not in text
    assert "signed the ledger with it at 2026-05-01" in told(twice, TODAY, "2026-05-01T00:00:00Z")


def test_what_it_says_and_where_it_stands_are_told_in_words():
    assert expectation(Expected()) == "no probability said"
    assert expectation(QUANTITY) == "20 to 40 workers, 80% of cases"
    assert standing(item(), TODAY) == "due"
    assert standing(item(Outcome.KNOWN, expected=QUANTITY, found=(25.0, 30.0)), TODAY) == "25 to 30 workers"
    assert standing(item(Outcome.KNOWN, expected=QUANTITY, found=(25.0, 25.0)), TODAY) == "25 workers"
    undone = replace(item(), taken_back=Signed(who="A", at="2026-03-01T00:00:00Z", why="a slip"))
    assert "taken back: 2026-03-01T00:00:00Z by A: a slip" in told(undone, TODAY)

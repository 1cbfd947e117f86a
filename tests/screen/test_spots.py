"""Bodies, ships and aircraft named in a text."""

from __future__ import annotations

import pytest

from secondsource.screen import Kind
from secondsource.screen.spots import spots


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "They worked for Lantern General Trading Co., Ltd. in Kuwait.",
            Kind.BODY,
            "Lantern General Trading Co., Ltd.",
        ),
        ("The Lantern Bank of Nowhere paid them.", Kind.BODY, "Lantern Bank of Nowhere"),
        ("Builders of Lantern Trading Company stopped work.", Kind.BODY, "Lantern Trading Company"),
        ("The Director of the Lantern Bank left.", Kind.BODY, "Lantern Bank"),
        ("The Bank of Lantern Bay left.", Kind.BODY, "Bank of Lantern Bay"),
        ("Money went to Office 39 every month.", Kind.BODY, "Office 39"),
        ("Air Koryo's flight left.", Kind.BODY, "Air Koryo"),
        ("등불무역회사는 임금을 주지 않았다.", Kind.BODY, "등불무역회사"),
        ("고려항공은 떠났다.", Kind.BODY, "고려항공"),
        ("The cargo ship Sea Lantern left the port.", Kind.SHIP, "Sea Lantern"),
        ("MV Sea Lantern 2 sailed.", Kind.SHIP, "Sea Lantern 2"),
        ("Sea Lantern (IMO 0000029) was seen.", Kind.SHIP, "Sea Lantern (IMO 0000029)"),
        ("화물선 등불호가 떠났다.", Kind.SHIP, "등불호"),
        ("The aircraft P-999 landed.", Kind.AIRCRAFT, "P-999"),
    ],
)
def test_a_name_is_found_with_its_kind(text, kind, name, pack):
    assert (kind, name) in [(spot.kind, spot.name) for spot in spots(text, pack)]


@pytest.mark.parametrize(
    "text",
    ["The trading company paid them.", "The Ministry said nothing.", "A P-999 form was filled in.", "A bank in Kuwait.", "북한 무역회사 직원은 말했다.", "He came by ship from Kuwait.", ""],
)  # fmt: skip
def test_what_names_nobody_is_not_found(text, pack):
    assert spots(text, pack) == ()


def test_two_bodies_side_by_side_stay_two(pack):
    names = [spot.name for spot in spots("Lantern Bank, Harbour Trading Co. and Delta Shipping LLC met.", pack)]
    assert names == ["Lantern Bank", "Harbour Trading Co.", "Delta Shipping LLC"]


def test_spans_point_at_the_name(pack):
    text = "Workers of Lantern Trading Corporation and of Office 39 left on the vessel Sea Lantern (IMO 0000029)."
    for spot in spots(text, pack):
        assert spot.name.startswith(spot.span.of(text))


def test_a_long_text_is_read_in_time_that_grows_with_it(pack):
    assert spots("Korea Lantern " * 5000, pack) == ()
    assert spots("A" * 100_000, pack) == ()
    assert len(spots("Lantern Trading Company. " * 2000, pack)) == 2000

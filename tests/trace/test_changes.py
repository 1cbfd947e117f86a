"""What a taker changes of what it took over."""

import pytest

from secondsource.join import join
from secondsource.model import Basis, Factuality, LinkKind
from secondsource.trace import trace
from tests.newsroom import Says

STRIKE = {"when": "2019-05-03", "place": "Harbin", "country": "CN", "amounts": (("workers", 100, 100),)}
UNNAMED = {"chain": (("unnamed foreman", LinkKind.UNNAMED),), "basis": Basis.TOLD}
CITES = {"chain": (("Harbour Gazette", LinkKind.OUTLET),), "basis": Basis.READ}


def changes(room, pack, giver, taker):
    room.publish(
        "a", "Harbour Gazette", "2019-06-01", Says(text="Strike of cannery workers at the plant", **{**STRIKE, **giver})
    )
    room.publish(
        "b", "Paper B", "2019-06-02", Says(text="Strike of cannery workers, B writes", **{**STRIKE, **CITES, **taker})
    )
    (relay,) = trace(room.readings, join(room.readings, pack), pack).relays
    return [(c.attribute, c.was, c.now) for c in relay.changes]


def test_what_is_passed_on_as_it_was_is_no_change(newsroom, pack):
    assert changes(newsroom, pack, {}, {}) == []


@pytest.mark.parametrize(
    ("giver", "taker", "expected"),
    [
        ({}, {"amounts": (("workers", 80, 80),)}, ("quantity:workers", "100 workers", "80 workers")),
        (
            {"amounts": (("workers", 24, 99),)},
            {"amounts": (("workers", 60, 60),)},
            ("quantity:workers", "24–99 workers", "60 workers"),
        ),
        ({}, {"when": "2019-05-20"}, ("when", "2019-05-03", "2019-05-20")),
        ({"factuality": Factuality.RUMOURED}, {}, ("factuality", "as rumour", "as fact")),
        (UNNAMED, {}, ("source", "unnamed foreman", "left out")),
    ],
)
def test_each_change_is_told_with_what_was(newsroom, pack, giver, taker, expected):
    assert expected in changes(newsroom, pack, giver, taker)


def test_a_place_in_another_country(newsroom, pack):
    found = changes(newsroom, pack, {}, {"place": "Vladivostok", "country": "RU"})
    assert ("place", "Harbin", "Vladivostok") in found


@pytest.mark.parametrize(
    ("giver", "taker"),
    [
        # less than was said is no change, nor are two ends of “dozens” in two languages
        ({}, {"amounts": (("workers", 90, 110),)}),
        ({"amounts": (("workers", 20, 99),)}, {"amounts": (("workers", 24, 99),)}),
        ({}, {"when": "2019-05"}),
        ({}, {"factuality": Factuality.RUMOURED}),
        (UNNAMED, {"chain": (("Harbour Gazette", LinkKind.OUTLET), ("unnamed foreman", LinkKind.UNNAMED))}),
    ],
)
def test_what_says_the_same_or_less_is_no_change(newsroom, pack, giver, taker):
    assert changes(newsroom, pack, giver, taker) == []


def test_a_change_points_at_the_words_of_both(newsroom, pack):
    changes(newsroom, pack, {}, {"amounts": (("workers", 80, 80),)})
    (relay,) = trace(newsroom.readings, join(newsroom.readings, pack), pack).relays
    (change,) = relay.changes
    text = {r.report.id: r.report.text for r in newsroom.readings}
    assert change.was_ref.span.of(text["a"]) == "Strike of cannery workers at the plant"
    assert change.now_ref.span.of(text["b"]) == "Strike of cannery workers, B writes"

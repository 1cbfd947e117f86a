import pytest

from secondsource.join import join
from secondsource.model import Factuality, Quantity, Range, Span
from secondsource.trace import trace
from secondsource.trace.figures import spoken
from tests.newsroom import Says


def dues(text, low, high=None, **more):
    amounts = (("USD", low, high if high is not None else low),)
    return Says(text=text, type="QUOTA_ORDER", when="2019", place="Korran", amounts=amounts, **more)


def figures(room, pack):
    return trace(room.readings, join(room.readings, pack), pack).figures


def test_a_figure_is_followed_to_its_first_statement(newsroom, pack):
    newsroom.publish("b", "Paper B", "2019-06-02", dues("Dues of 12,000", 12000))
    newsroom.publish("a", "Paper A", "2019-06-01", dues("Dues of 12,000", 12000))
    (figure,) = figures(newsroom, pack)
    assert (figure.figure, figure.first, figure.relays, figure.stale) == ("12,000 USD", "a", ("b",), False)


def test_a_figure_stated_once_has_no_genealogy(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", dues("Dues of 12,000", 12000))
    assert figures(newsroom, pack) == ()


def test_a_figure_that_is_repeated_after_its_source_withdrew_it_is_stale(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", dues("Dues of 120,000", 120000))
    newsroom.publish(
        "b",
        "Paper A",
        "2019-06-08",
        dues("Dues of 120,000 were wrong", 120000, factuality=Factuality.DENIED),
        dues("Dues are 12,000", 12000),
    )
    newsroom.publish("c", "Paper C", "2019-07-01", dues("Dues of 120,000", 120000))
    (figure,) = [f for f in figures(newsroom, pack) if f.figure == "120,000 USD"]
    assert figure.stale
    assert "withdrew it" in figure.why
    assert "12,000 USD" in figure.why


def test_a_figure_still_given_years_later_is_stale(newsroom, pack):
    newsroom.publish("a", "Paper A", "2015-06-01", dues("Takes 1.2 to 2.3 billion", 1.2e9, 2.3e9))
    newsroom.publish("c", "Paper C", "2019-07-01", dues("Takes 1.2 to 2.3 billion", 1.2e9, 2.3e9))
    (figure,) = figures(newsroom, pack)
    assert figure.figure == "1.2–2.3 billion USD"
    assert figure.stale


def test_a_correction_that_only_gives_the_new_figure_withdraws_the_old_one(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", dues("Dues of 120,000", 120000))
    newsroom.publish("b", "Paper A", "2019-06-08", dues("Correction: dues are 12,000", 12000))
    newsroom.publish("c", "Paper C", "2019-07-01", dues("Dues of 120,000", 120000))
    (figure,) = [f for f in figures(newsroom, pack) if f.figure == "120,000 USD"]
    assert figure.stale


def test_another_paper_with_another_figure_corrects_nobody(newsroom, pack):
    newsroom.publish("a", "Paper A", "2019-06-01", dues("Dues of 120,000", 120000))
    newsroom.publish("b", "Paper B", "2019-06-08", dues("Correction: dues are 12,000", 12000))
    newsroom.publish("c", "Paper C", "2019-07-01", dues("Dues of 120,000", 120000))
    (figure,) = [f for f in figures(newsroom, pack) if f.figure == "120,000 USD"]
    assert not figure.stale


@pytest.mark.parametrize(
    ("what", "low", "high", "words"),
    [
        ("flights", 1, 1, "1 flight"),
        ("countries", 1, 1, "1 country"),
        ("people", 1, None, "at least 1 person"),
        ("boxes", None, 1, "at most 1 box"),
        ("flights", 1, 2, "1–2 flights"),
        ("flights", 0, 1, "0–1 flights"),
        ("workers", 1e6, 1e6, "1 million workers"),
        ("USD", 1, 1, "1 USD"),
        ("percent", 1, 1, "1 percent"),
    ],
)
def test_one_thing_is_said_as_one(what, low, high, words):
    assert spoken(Quantity(what=what, range=Range(low, high), span=Span(0, 1))) == words

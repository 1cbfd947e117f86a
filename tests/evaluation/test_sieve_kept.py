from __future__ import annotations

import pytest

from evaluation import sieve_corpus, sieve_kept
from evaluation.scoring import SHARED, available
from evaluation.sieve_corpus import Text
from secondsource.bulk.sieve import Sieve
from secondsource.subjects import load

TEXT = Text("a", "near", "held", True, "en", "North Korean loggers", "They had no wages, and fled the camp.")


def test_a_bad_scan_is_the_same_each_time_and_as_long():
    noisy = sieve_kept.noisy(TEXT, 0.5)
    assert noisy == sieve_kept.noisy(TEXT, 0.5) != TEXT
    assert len(noisy.text) == len(TEXT.text)
    assert noisy.text.count(" ") == TEXT.text.count(" ")


def test_every_near_text_is_in_one_half_and_none_is_wanted():
    near = list(sieve_corpus.near())
    assert {text.half for text in near} == {"train", "held"}
    assert not any(text.wanted for text in near)
    assert len({text.title for text in near}) == len(near)


def test_figures_count_what_is_kept():
    other = Text("b", "kcna", "train", False, "en", "", "Roses are in bloom in Lornland.")
    found = sieve_kept.measure(Sieve.of(load()), [TEXT, other])
    assert found["number"] == {"texts": 2, "wanted": 1, "kept": 1}
    assert found["kept"]["all"] == 50.0
    assert found["kept"]["kcna"] == 0.0
    assert found["recall"]["held"] == 100.0
    assert found["recall"]["train"] is None


@pytest.mark.skipif(not available(), reason="the stories are not at hand")
def test_no_story_is_in_both_halves():
    halves: dict[str, set[str]] = {}
    for text in sieve_corpus.stories(SHARED):
        halves.setdefault(text.group, set()).add(text.half)
    assert all(len(found) == 1 for found in halves.values())
    assert {group for group, found in halves.items() if found == {"held"}} == sieve_corpus.STORIES_HELD

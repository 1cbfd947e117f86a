"""The index of runs misses no pair that shares enough words, and its work does not depend on what the words are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.trace import shared
from secondsource.trace.copies import LEAST_WORDS, common
from secondsource.trace.shared import candidates, least_runs, words_hashed
from secondsource.trace.words import Words, words_in

TEXTS = st.lists(st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), max_size=60), max_size=7)


def plain(text):
    return Words(tuple(text), ())


def shares_enough(a, b):
    """Whether two texts share so many words in runs that are all different ones."""
    runs = common(plain(a), plain(b)).runs
    mine = [tuple(a[i : i + n]) for i, _, n in runs]
    fives = {run[k : k + 5] for run in mine for k in range(len(run) - 4)}
    return sum(map(len, mine)) >= LEAST_WORDS and len(fives) == sum(len(run) - 4 for run in mine)


@given(texts=TEXTS, copies=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 20), st.integers(20, 40)), max_size=4))
@settings(deadline=None)
def test_every_pair_that_shares_enough_is_found(texts, copies):
    for which, start, length in copies:
        if which < len(texts):
            texts.append([*"xyz", *texts[which][start : start + length], *"zyx"])
    found = set(candidates(map(" ".join, texts), LEAST_WORDS))
    for j, later in enumerate(texts):
        for i in range(j):
            if shares_enough(texts[i], later):
                assert (i, j) in found


@given(texts=TEXTS)
@settings(deadline=None)
def test_parts_of_the_work_come_to_the_whole(texts):
    every = [" ".join(text) for text in [*texts, *texts]]
    once = candidates(every, LEAST_WORDS)
    before = shared.AT_ONCE, shared.LETTERS
    try:
        shared.AT_ONCE, shared.LETTERS = 7, 20
        assert candidates(every, LEAST_WORDS) == once
    finally:
        shared.AT_ONCE, shared.LETTERS = before


WORDS = st.text(alphabet="abcXYZ0 .,-'’_\n\0éßИж한글中文，。", max_size=80)


@given(text=WORDS)
@settings(deadline=None)
def test_words_are_those_of_the_alignment_and_the_same_wherever_they_stand(text):
    plain = words_in(text.replace("\0", " "))
    alone = [words_hashed(word) for word in plain]
    assert all(len(numbers) == 1 for numbers in alone)
    assert words_hashed(text) == [numbers[0] for numbers in alone]
    assert len({numbers[0] for numbers in alone}) == len(set(plain))


def test_runs_do_not_reach_into_the_next_text():
    words = [f"w{n}" for n in range(40)]
    parts = {(a, b): " ".join(words[a:b]) for a, b in ((0, 20), (20, 40), (10, 30), (0, 30))}
    assert candidates([parts[0, 20], parts[20, 40], parts[10, 30]], 45) == []
    assert candidates([parts[0, 20], parts[20, 40], parts[0, 30]], 45) == [(0, 2)]


def test_no_words_no_pairs():
    assert candidates([], 20) == []
    assert candidates(["", "one", "two words", "\0\0", "\ud800"], 20) == []


def test_a_phrase_that_all_use_makes_a_bounded_number_of_pairs():
    phrase = [f"p{n}" for n in range(30)]
    many = [" ".join([*phrase, f"own{n}"]) for n in range(500)]
    pairs = candidates(many, 20)
    assert len(pairs) <= 500 * (shared.ALIGNED + 1)
    assert {j for _, j in pairs} == set(range(1, 500))
    assert all((0, j) in pairs for j in range(1, 500)), "the first of all is among them"


def test_how_many_runs_are_enough():
    assert [least_runs(n) for n in (0, 5, 6, 20, 21)] == [1, 1, 2, 4, 5]

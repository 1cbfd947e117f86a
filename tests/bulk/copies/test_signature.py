from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.bulk.copies.signature import LEAST, likeness, signature
from secondsource.trace.words import words_in


def runs(text: str) -> set[tuple[str, ...]]:
    words = words_in(text)
    return {tuple(words[k : k + 5]) for k in range(len(words) - 4)}


TEXTS = st.lists(st.sampled_from("abcdef"), max_size=40).map(" ".join)


@given(a=TEXTS, b=TEXTS)
def test_of_short_bodies_the_likeness_is_that_of_their_runs(a, b):
    mine, theirs = runs(a), runs(b)
    expected = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
    if len(mine | theirs) <= LEAST:
        assert likeness(signature(a), signature(b)) == pytest.approx(expected)
    assert len(signature(a)) <= 8 * LEAST
    assert likeness(signature(a), signature(a)) == (1.0 if mine else 0.0)


def test_of_long_bodies_it_is_near():
    words = [f"w{n}" for n in range(1500)]
    a, b = " ".join(words[:1000]), " ".join(words[500:])
    assert likeness(signature(a), signature(b)) == pytest.approx(1 / 3, abs=0.15)
    assert signature(a.upper()) == signature(a)

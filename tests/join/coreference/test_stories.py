import random
from collections import defaultdict

import numpy as np
import pytest
import spacy

from secondsource.join.coreference.stories import LEAST, _halves, stories

from .told import row, two_stories

NLP = spacy.blank("en")


class Same(defaultdict):
    """Every word weighs the same."""

    def __init__(self):
        super().__init__(lambda: 1.0)


def documents(rows):
    return {row["doc"]: [NLP(row["sentence"])] for row in rows}


def test_two_fires_are_two_stories():
    found = stories(documents(two_stories()), Same())
    assert len({found[f"a{k}"] for k in range(8)}) == len({found[f"b{k}"] for k in range(8)}) == 1
    assert found["a0"] != found["b0"]


def test_the_order_of_documents_does_not_matter():
    rows = two_stories()
    told = stories(documents(rows), Same())
    random.Random(2).shuffle(rows)
    assert stories(documents(rows), Same()) == told


def test_few_documents_are_one_story():
    assert set(stories(documents(two_stories(LEAST[0] // 2 - 1)), Same()).values()) == {0}


def test_one_fire_is_one_story():
    own = ["dawn", "night", "rain", "boats", "nets", "ropes", "smoke", "crews", "water", "roofs", "coast", "cranes"]
    rows = [row(f"d{k}", f"The [fire] in Marvik, {word} and {own[k - 5]}") for k, word in enumerate(own)]
    assert len(rows) >= LEAST[0]
    assert set(stories(documents(rows), Same()).values()) == {0}


@pytest.mark.parametrize("sentence", ["", "...", "The fire"])
def test_documents_that_are_all_the_same_are_one_story(sentence):
    assert set(stories({str(k): [NLP(sentence)] for k in range(20)}, Same()).values()) == {0}
    assert stories({}, Same()) == {}


def test_rounding_alone_makes_no_two_stories():
    noise = np.random.default_rng(7).normal(scale=1e-13, size=(20, 20))
    assert _halves(np.ones((20, 20)) + noise + noise.T, 2.5) is None

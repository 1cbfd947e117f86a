import pytest

from secondsource.read.factuality_value import factuality_values
from secondsource.read.tagger.weights import VARIABLE


@pytest.fixture(params=["off", None], ids=["by rules", "as installed"], autouse=True)
def weights(request, monkeypatch):
    if request.param:
        monkeypatch.setenv(VARIABLE, request.param)


def value(pack, text, word):
    at = text.index(word)
    return factuality_values([{"text": text, "span": [at, at + len(word)]}], pack)[0]


@pytest.mark.parametrize(
    ("surer", "less", "word"),
    [
        ("The ship left .", "The ship may leave .", "lea"),
        ("The ship may leave .", "The ship did not leave .", "leave"),
        ("She managed to leave .", "She wanted to leave .", "leave"),
        ("He knows that it left .", "He hopes that it left .", "left"),
        ("He said that it left .", "If it left , we are late .", "left"),
        ("She wanted to leave .", "She refused to leave .", "leave"),
    ],
)
def test_order(pack, surer, less, word):
    find = {"lea": ("left", "leave")}.get(word, (word, word))
    assert value(pack, surer, find[0]) > value(pack, less, find[1])


def test_values_stay_in_their_range_and_order(pack):
    rows = [{"text": "It did not rain .", "span": [11, 15]}, {"text": "It rained .", "span": [3, 9]}]
    values = factuality_values(rows, pack)
    assert values[0] < 0 < values[1] <= 3
    assert factuality_values([], pack) == []

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.read.tagger.encoder import SECOND, load
from secondsource.read.tagger.weights import WeightsDamaged, installed

pytestmark = pytest.mark.skipif(installed() is None, reason="the trained weights are left out here")


@pytest.fixture(scope="module")
def encoder():
    return load()


def words(text, found):
    return (
        [text[a:b] for a, b in found.source],
        text[slice(*found.cue)],
        [text[a:b] for a, b in found.content],
    )


def test_it_is_loaded_once():
    assert load() is load()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The harbour is closed, an official said.", ["an official"], "said", ["The harbour is closed"]),
        ("According to the mayor, nobody was hurt.", ["the mayor"], "According to", ["nobody was hurt"]),
        ("“We were never paid,” said Maria Lund.", ["Maria Lund"], "said", ["“We were never paid"]),
    ],
)
def test_plain_sentences(encoder, text, source, cue, content):
    (found,) = encoder.attributions(text)
    assert words(text, found)[:2] == (source, cue)
    assert words(text, found)[2][0].strip("“”,.") == content[0].strip("“”,.")
    assert 0.5 < found.confidence <= 1


@pytest.mark.parametrize("text", ["", " \n ", "The harbour has three cranes.", "\x00\x00", "。。。", "a" * 5000])
def test_where_nobody_says_anything_nothing_is_found(encoder, text):
    assert encoder.attributions(text) == []


def test_stretches_are_read_alone_and_keep_their_place(encoder):
    text = "It rained. The harbour is closed, an official said. Ann said that Bob had left."
    start = text.index("Ann")
    (found,) = encoder.attributions(text, [Span(start, len(text))])
    assert words(text, found)[0] == ["Ann"]
    assert encoder.attributions(text, []) == []


def test_a_long_text_is_looked_at_twice_and_read_to_its_end(encoder):
    told = "The harbour is closed, an official said on Monday after the storm had passed over the coast."
    text = "\n\n".join([told] * 20)
    assert len(encoder.tokenizer.encode(text).ids) > 2 * SECOND
    found = encoder.attributions(text)
    assert len(found) == 20
    assert all(words(text, one)[1].startswith("said") for one in found)


def test_words_of_like_meaning_have_like_vectors(encoder):
    quake, tremor, wedding = encoder.vectors(["earthquake", "quake", "wedding"])
    assert quake @ tremor > 2 * abs(quake @ wedding)


def test_vectors_are_of_the_words_alone_and_zero_where_there_is_none(encoder):
    words = ["strike", "", "went on strike", " ", "strike"]
    found = encoder.vectors(words)
    assert found.dtype == np.float32
    assert [bool(row.any()) for row in found] == [True, False, True, False, True]
    assert (found[0] == found[4]).all()
    assert all((encoder.vectors([word]) == row).all() for word, row in zip(words, found, strict=True))
    assert encoder.vectors([]).shape == (0, found.shape[1])


def test_a_network_without_its_table_of_pieces_is_said(encoder, monkeypatch):
    monkeypatch.setattr("secondsource.read.tagger.encoder.PIECES", "not exported")
    with pytest.raises(WeightsDamaged, match="without its table of word pieces"):
        encoder.vectors(["strike"])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Ann", "said", "that", "“", "”", "the ship", "left", ".", "\n\n", "according to", "é", "북한", "\t"]
        ),
        max_size=60,
    )
)
def test_whatever_the_text_spans_lie_in_it_and_are_not_empty(parts):
    text = " ".join(parts)
    for one in load().attributions(text):
        for a, b in (*one.source, one.cue, *one.content):
            assert 0 <= a < b <= len(text)
            assert text[a:b].strip()

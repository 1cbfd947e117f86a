import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from secondsource.join.coreference.stems import irregular, stem, stem_of, worded


@pytest.mark.parametrize(
    "words",
    [
        ("arrest", "arrests", "Arrested", "arresting"),
        ("die", "died", "dying", "death"),
        ("explode", "exploded", "explosion"),
        ("steal", "stole", "stolen", "theft"),
        ("marry", "marries", "married", "marriage"),
        ("stop", "stopped", "stopping"),
        ("develop", "development", "developer"),
    ],
)
def test_a_verb_and_its_nouns_have_one_stem(words):
    assert len(set(map(stem, words))) == 1


def test_unlike_words_keep_theirs():
    assert len(set(map(stem, ("arrest", "die", "strike", "steal", "sink", "sing")))) == 6


def test_an_irregular_form_belongs_to_one_verb_and_is_none_itself():
    listed = irregular()
    assert not set(listed) & set(listed.values())
    assert all(form == form.casefold() for form in listed)


@given(st.text(max_size=12))
def test_whatever_the_word_case_does_not_matter_and_something_is_left(word):
    assert stem(word) == stem(word.casefold())
    assert bool(stem(word)) == bool(word)


def test_a_token_without_a_lemma_is_taken_as_it_stands():
    tokens = worded(spacy.blank("en")("It arrested 12 sailors, n't it?"))
    assert [stem_of(token) for token in tokens] == ["it", "arrest", "12", "sailor", "n't", "it"]

import pytest

from secondsource.join.coreference.mentions import mention, read_in
from secondsource.join.coreference.stems import stem
from secondsource.read.prose import english

from .told import row


def read(one):
    text = read_in(one)
    return mention(one, {text: english()(text), one["sentence"]: english()(one["sentence"])})


def stems(*words):
    return frozenset(map(stem, words))


def test_what_stands_near_in_the_parse_and_whose_doing_it_is():
    found = read(row("d", "Police [arrested] the harbour master in Marvik after a long search"))
    assert (found.head, found.stems) == (stem("arrest"), stems("arrest"))
    assert found.near >= stems("police", "master", "Marvik", "harbour")
    assert found.subject == stems("police")
    assert not found.says


def test_a_noun_has_the_subject_of_its_verb():
    found = read(row("d", "The union began a [strike] in Marvik"))
    assert (found.head, found.subject) == (stem("strike"), stems("union"))


def test_two_verbs_share_a_subject():
    assert read(row("d", "The crew landed and [slept]")).subject == stems("crew")


@pytest.mark.parametrize(
    "sentence", ["The mayor [said] it was over", "The mayor [reported] a fire", "[According] to Ann, it rained"]
)
def test_saying_is_known(sentence):
    assert read(row("d", sentence)).says


def test_several_words_hang_on_one():
    found = read(row("d", "Ann [took part] in the race"))
    assert found.head == stem("take")
    assert found.stems == stems("take", "part")


@pytest.mark.parametrize("span", [(0, 0), (40, 60), (7, 7)])
def test_where_the_span_is_not_known_the_words_are_read_alone(span):
    one = {**row("d", "Police [arrested] the master"), "span": span}
    assert read_in(one) == "arrested"
    found = read(one)
    assert (found.head, found.near, found.subject) == (stem("arrest"), frozenset(), frozenset())


@pytest.mark.parametrize("words", ["", "...", " "])
def test_words_that_are_none(words):
    found = read({**row("d", "[x]"), "words": words, "sentence": words, "span": (0, len(words))})
    assert found.words == words
    assert not found.near and not found.subject and not found.says

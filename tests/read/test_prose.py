import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.read.prose import blanked, parsed, prose

from .made import report


def test_offsets_are_those_of_the_report():
    text = "First line.\n\nSecond, with “quotes”, goes on.\n"
    for token in prose(report(text)).doc:
        assert text[token.idx : token.idx + len(token.text)] == token.text


def test_noise_is_never_parsed():
    text = "They left.\n\n3 comments\nJoe: I saw it.\n\nThey came back."
    words = [t.text for t in prose(report(text, noise="3 comments\nJoe: I saw it.")).doc]
    assert "Joe" not in words
    assert "back" in words


def test_a_dateline_is_no_subject():
    text = "PORT ANN, June 8 -- The ministry said the ship had left."
    made = prose(report(text))
    assert made.sentences[0][0].text == "The"


def test_paragraphs_start_sentences():
    made = prose(report("The ship left\n\nThe crew stayed"))
    assert len(made.sentences) == 2
    assert made.paragraph_of(made.sentences[1][0]) == 1


def test_a_long_text_is_parsed_in_pieces_with_the_same_offsets():
    text = "\n\n".join(f"Ship {n} left the port on Monday." for n in range(700))
    doc = parsed(text)
    assert doc.text == text
    assert doc[len(doc) - 1].idx == len(text) - 1


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_blanking_keeps_the_length(text):
    assert len(blanked(report(text))) == len(text)


def test_no_sentence_is_as_long_as_a_hostile_text():
    text = "the men left and " * 700
    found = list(prose(report(text)).doc.sents)
    assert max(map(len, found)) <= 302
    assert sum(map(len, found)) == len(text.split())
    usual = "The men who left were " + "tired and " * 60 + "hungry. They went home."
    assert len(list(prose(report(usual)).doc.sents)) == 2


def test_a_row_of_signs_without_white_space_is_cut_and_every_character_stays_where_it_is():
    text = f"The men left. {',' * 30_000} They came back."
    doc = parsed(text)
    assert doc.text == text
    assert [token.text for token in doc if token.is_alpha] == ["The", "men", "left", "They", "came", "back"]


@pytest.mark.parametrize(
    "text",
    [
        "Kim Min-ho told Reuters that they were not paid.",
        "“We were not paid,” Kim Min-ho and Lee Chol told Reuters.",
        "Lee Chol-su and Park Jin-hee said that they were not paid.",
    ],
)
def test_a_name_with_a_hyphen_hangs_together(text: str) -> None:
    doc = parsed(text)
    for hyphen in (t for t in doc if t.text == "-"):
        last = doc[hyphen.i + 1]
        parts = [doc[hyphen.i - 2], doc[hyphen.i - 1], hyphen]
        assert all(last in part.ancestors for part in parts)
        assert last not in [t for part in parts for t in part.subtree]
    assert [t.text for t in doc if t.dep_ == "ROOT"] in (["told"], ["said"])


WORDS = [
    "Kim",
    "Min-ho",
    "Park",
    "Jin-hee",
    "and",
    ",",
    "Kim-Lee-Choi",
    "said",
    "told",
    "Reuters",
    "that",
    "they",
    "fled",
    ".",
    "separately",
    "A-B",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_mended_parses_are_trees(words: list[str]) -> None:
    for token in parsed(" ".join(words)):
        steps = 0
        while token.head != token:
            token, steps = token.head, steps + 1
            assert steps <= 40

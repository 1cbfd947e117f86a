import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from secondsource.read.tagger.windows import CLS, LIMIT, PARAGRAPH, SEP, quoted, sentences, windows


@pytest.fixture(scope="module")
def tokenizer():
    """A word tokenizer made here, so that no weights are needed."""
    made = Tokenizer(models.WordLevel({"[UNK]": 100, "the": 200, "said": 201}, unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@given(text=st.text(alphabet="abcd AB.,?!“”\"'\n ", max_size=400))
def test_sentences_cover_every_letter_once_and_in_order(text):
    found = sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    covered = {i for a, b, _ in found for i in range(a, b)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())


def test_an_abbreviation_ends_no_sentence():
    assert len(sentences("Gen. Kim said on Aug. 3 that Mr. Ri left. He was gone.")) == 2


def test_every_word_is_in_exactly_one_window_of_bounded_size(tokenizer):
    text = "\n\n".join("The source said that the men left. " * n for n in (3, 40, 1, 90))
    found = windows(text, tokenizer)
    assert all(len(w.ids) <= LIMIT + 2 and w.ids[0] == CLS and w.ids[-1] == SEP for w in found)
    starts = [a for w in found for a, b in w.offsets if b]
    assert starts == sorted(set(starts))
    assert "".join(text[a:b] for w in found for a, b in w.offsets) == "".join(text.split())
    assert all(len(w.ids) == len(w.features) == len(w.offsets) for w in found)


def test_paragraphs_are_marked_and_windows_break_at_them(tokenizer):
    text = ("the " * 150 + ".\n\n") * 3
    found = windows(text, tokenizer)
    assert len(found) == 3
    assert windows("One.\n\nTwo.", tokenizer)[0].ids.count(PARAGRAPH) == 1


def test_features_tell_case_and_quotation(tokenizer):
    (window,) = windows("The “UN said” 7.", tokenizer)
    said = ["The", "“", "UN", "said", "”", "7", "."]
    assert dict(zip(said, window.features[1:-1], strict=True)) == {
        "The": 1,
        "“": 7,
        "UN": 6,
        "said": 4,
        "”": 3,
        "7": 3,
        ".": 3,
    }


def test_a_quotation_left_open_ends_with_its_paragraph():
    assert bytes(quoted('He said "no.\nThen')) == bytes([0] * 8 + [1] * 4 + [0] * 5)


def test_nothing_has_no_windows(tokenizer):
    assert windows("", tokenizer) == [] == windows(" \n ", tokenizer)

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import PersonalData, PersonalKind, Report, Span
from secondsource.read.remote.pieces import pieces, sentences, shown

from ..made import report


def test_sentences_end_at_marks_and_empty_lines():
    text = "They left. “Why?” he asked\n\nNobody knew"
    assert [s.of(text) for s in sentences(text, [Span(0, len(text))])] == [
        "They left.",
        "“Why?”",
        "he asked",
        "Nobody knew",
    ]


def test_pieces_hold_whole_sentences_and_know_what_stood_before():
    made = report("One left. Two stayed. Three came. Four went.")
    first, second = pieces(made, 22)
    assert [s.of(made.text) for s in second.sentences] == ["Three came.", "Four went."]
    assert first.earlier == ()
    assert second.earlier == first.sentences


def test_noise_is_in_no_piece():
    made = report("They left. Buy our boats! He stayed.", noise="Buy our boats!")
    (piece,) = pieces(made, 1000)
    assert [s.of(made.text) for s in piece.sentences] == ["They left.", "He stayed."]


def test_personal_data_are_masked_at_equal_length():
    text = "Write to a.b@example.org now."
    made = Report(
        id="r",
        capture="0" * 64,
        part=0,
        name="r",
        text=text,
        personal=(PersonalData(span=Span(9, 24), kind=PersonalKind.EMAIL),),
    )
    assert "example" not in shown(made)
    assert len(shown(made)) == len(text)


@given(st.text(alphabet="ab. \n。", max_size=300), st.integers(1, 40))
def test_every_letter_of_the_body_is_in_exactly_one_piece(text, size):
    spans = [s for piece in pieces(report(text), size) for s in piece.sentences]
    assert spans == sorted(spans)
    assert "".join(s.of(text) for s in spans).split() != [] or not text.split()
    assert "".join("".join(s.of(text) for s in spans).split()) == "".join(text.split())


def test_a_sentence_without_end_is_cut():
    text = "word " * 5000
    assert max(len(s) for s in sentences(text, [Span(0, len(text))])) <= 2000


def test_a_piece_halves_until_it_is_one_sentence():
    (piece,) = pieces(report("One left. Two stayed. Three came."), 1000)
    first, second = piece.halves()
    assert first.sentences + second.sentences == piece.sentences
    assert first.halves() is None

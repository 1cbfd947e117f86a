from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Span
from secondsource.read.remote.locate import Searched, same_words


def found(words, text, **more):
    got = Searched(text).locate(words, [Span(0, len(text))], **more)
    return None if got is None else (got.span.of(text), got.span.start, got.exact)


def test_words_are_found_as_they_are():
    assert found("the clerk", "So said the clerk.") == ("the clerk", 8, True)


def test_white_space_and_quotation_marks_may_differ():
    text = "He said “they’ve  left\nthe port” twice."
    assert found('"they\'ve left the port"', text) == ("“they’ve  left\nthe port”", 8, False)


def test_other_differences_are_none_of_the_text():
    assert found("The clerk", "So said the clerk.") is None
    assert found("the clerks", "So said the clerk.") is None
    assert found("they have left", "they’ve left") is None


def test_a_word_inside_a_word_is_not_found():
    assert found("he", "The weather there") is None
    assert found("he", "The weather, he said") == ("he", 13, True)
    assert found("연합뉴스", "연합뉴스는 전했다") == ("연합뉴스", 0, True)


def test_of_several_places_the_sentence_wins_then_the_nearest_before():
    text = "he left. he said he went. he ran."
    home = Span(9, 25)
    assert found("he", text, home=home)[1] == 9
    assert found("he", text, home=home, near=18)[1] == 17
    assert found("he", text, near=30)[1] == 26
    assert found("left", text, home=home)[1] == 3


def test_nothing_is_found_across_what_was_cut_out():
    text = "They left ADVERT the port."
    assert Searched(text).locate("left ADVERT the", [Span(0, 10), Span(17, 26)]) is None
    assert Searched(text).locate("the port", [Span(0, 10), Span(17, 26)]).span == Span(17, 25)


def test_pieces_of_one_content_stand_in_order():
    assert found("men", "men and men", after=4)[1] == 8


def test_empty_and_endless_words_are_not_looked_for():
    assert found("  ", "a b") is None
    assert found("a" * 6000, "a" * 7000) is None


@given(st.text(), st.text(alphabet="ab “”\"'’\n", max_size=12))
def test_what_is_found_are_the_words(text, words):
    for sample in (words, text[1:5]):
        got = Searched(text).locate(sample, [Span(0, len(text))] if text else [])
        if got is not None:
            assert same_words(got.span.of(text), sample)
            assert not got.exact or got.span.of(text) == sample.strip()


def every(words, text, within):
    """All places of the words, looked for letter by letter."""
    return [
        Span(a, a + len(words))
        for part in within
        for a in range(part.start, part.end - len(words) + 1)
        if text[a : a + len(words)] == words
        and not (a > 0 and text[a - 1].isalnum() and words[0].isalnum())
        and not (a + len(words) < len(text) and text[a + len(words)].isalnum() and words[-1].isalnum())
    ]


@given(
    st.text(alphabet="ab .", min_size=12, max_size=40),
    st.sampled_from(["a", "b", "ab", "a b", ". a"]),
    st.none() | st.tuples(st.integers(0, 9), st.integers(1, 3)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
    st.none() | st.integers(0, 40),
    st.integers(0, 12),
)
def test_the_best_of_all_places_is_found(text, words, home, near, after):
    within = [Span(0, 6), Span(7, len(text))]
    aim = near if near is not None else home.start if home else after
    places = [s for s in every(words, text, within) if s.start >= after]
    if home is not None:
        inside = [s for s in places if home.start <= s.start < home.end]
        away = lambda s: max(home.start - s.start, s.start - home.end + 1)  # noqa: E731
        best = min(abs(s.start - aim) for s in inside) if inside else min(map(away, places), default=None)
    else:
        inside, best = [], min((abs(s.start - aim) for s in places), default=None)
    got = Searched(text).locate(words, within, home=home, near=near, after=after)
    if best is None:
        assert got is None or not got.exact
        return
    assert got is not None
    assert got.exact
    assert got.span in places
    cost = abs(got.span.start - aim) if inside or home is None else away(got.span)
    assert cost == best

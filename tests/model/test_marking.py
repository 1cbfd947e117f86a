import pytest
from hypothesis import given
from hypothesis.strategies import from_regex, lists, none, sampled_from

from secondsource.model import BadMarking, Marking, mark_values, strictest, under

marks = sampled_from(Marking)
maybe = marks | none()


def test_the_order_is_that_of_the_standard():
    ordered = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    assert [m.word for m in sorted(set(Marking))] == ordered
    assert [m.label for m in Marking] == [f"TLP:{word}" for word in ordered]


@given(marks, marks)
def test_two_markings_are_one_or_one_is_stricter(a, b):
    assert (a < b) + (a > b) + (a is b) == 1
    assert (a <= b) is not (a > b)
    assert (a >= b) is not (a < b)


@given(
    marks,
    sampled_from(["{}", "TLP:{}", "tlp: {}", " TLP {} ", "Tlp-{}"]),
    sampled_from([str.upper, str.lower, str.title]),
)
def test_a_label_is_known_however_it_is_written(mark, form, cased):
    assert Marking.parse(cased(form.format(mark.word))) is mark
    assert Marking.parse(mark_values(mark)["tlp"]) is mark


@pytest.mark.parametrize("text", ["amber strict", "AMBER-STRICT", "tlp:amber_strict", "Amber + Strict"])
def test_strict_is_known_with_and_without_its_sign(text):
    assert Marking.parse(text) is Marking.AMBER_STRICT


def test_white_of_the_first_version_is_clear():
    assert Marking.parse("TLP:WHITE") is Marking.CLEAR


@pytest.mark.parametrize("text", ["", "TLP:", "secret", "TLP:AMBER+", "RED+STRICT", "GREEN AMBER", "TLP:TLP:RED"])
def test_anything_else_is_refused_with_the_labels_there_are(text):
    with pytest.raises(BadMarking, match=r"TLP:AMBER\+STRICT"):
        Marking.parse(text)


@given(from_regex(r"[A-Za-z+:\- ]{0,20}", fullmatch=True))
def test_no_text_is_two_markings_or_breaks_the_parser(text):
    try:
        found = Marking.parse(text)
    except BadMarking:
        return
    assert Marking.parse(found.label) is found


@given(lists(maybe), lists(maybe, min_size=1))
def test_more_matter_never_makes_it_less_strict(some, more):
    both, own = strictest([*some, *more]), strictest(more)
    assert strictest([both, own]) is both
    assert both in [*some, *more]


@given(lists(maybe, min_size=1), lists(maybe, min_size=1))
def test_it_does_not_matter_in_which_order_things_are_put_together(a, b):
    assert strictest([strictest(a), strictest(b)]) is strictest([*reversed(b), *a])


@given(lists(marks, min_size=1))
def test_leave_to_share_with_all_needs_the_word_of_all(given_):
    assert (strictest(given_) is Marking.CLEAR) == (set(given_) == {Marking.CLEAR})
    assert strictest([*given_, None]) is not Marking.CLEAR


@given(maybe, maybe)
def test_a_part_is_never_less_strict_than_its_whole(own, whole):
    found = under(own, whole)
    assert found in (own, whole)
    assert all(found is not None and found >= m for m in (own, whole) if m is not None)


@given(marks)
def test_every_marking_has_words_and_a_colour_of_its_own(mark):
    assert mark.meaning
    assert len(mark.colour) == 7

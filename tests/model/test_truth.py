from hypothesis import given
from hypothesis.strategies import lists, sampled_from

from secondsource.model import Truth, all_of, any_of

truths = lists(sampled_from(Truth))


@given(truths)
def test_an_unknown_element_more_never_helps(elements):
    assert all_of([*elements, Truth.UNKNOWN]) <= all_of(elements)


@given(truths)
def test_de_morgan(elements):
    assert ~all_of(elements) == any_of([~e for e in elements])


def test_nothing_asked_is_met_and_nothing_offered_fails():
    assert all_of([]) is Truth.MET
    assert any_of([]) is Truth.FAILED

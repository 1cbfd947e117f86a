from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import numbers_in


def numbers(text):
    return [value for _, value in numbers_in(text)]


def test_one_number_in_two_languages():
    assert numbers("3만~4만 달러") == numbers("$30,000 to $40,000")
    assert numbers("2천4백여 명") == numbers("more than 2,400 men")
    assert numbers("12억 달러") == numbers("$1.2 billion")
    assert numbers("두 사람이 열한 달") != []
    assert numbers("two men, twenty-nine men") == [2, 29]


def test_digits_within_a_name_are_no_number():
    assert numbers("E4orium Telegraph, an F16, B1, Канал5") == []
    assert numbers("KD300, USD5,000, Rs500, 약50명, 第3届") == [300, 5000, 500, 50, 3]
    assert numbers("Channel 4 said 20km, ABKD300") == [4, 20]


@given(st.integers(2, 10**12))
def test_digits_are_read_as_they_stand(n):
    assert numbers(f"{n:,} men") == [n]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    assert all(0 <= at < len(text) for at, _ in numbers_in(text))

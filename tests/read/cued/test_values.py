"""Dates and amounts of Chinese, Japanese and Russian."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import PartialDate
from secondsource.read.cued.amounts_han import number
from secondsource.read.cued.person import chinese_person, japanese_person, russian_person
from secondsource.read.quantity import find_quantities
from secondsource.read.time import find_dates

HAN = {
    "digits": {"一": 1, "二": 2, "三": 3},
    "small": {"十": 10, "百": 100, "千": 1000},
    "big": {"万": 10**4, "億": 10**8},
}


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("zh", "2016年6月8日", "2016-06-08"),
        ("zh", "二〇一七年", "2017"),
        ("zh", "上个月", "2016-05"),
        ("zh", "去年底", "2015-12~"),
        ("zh", "今年夏天", "2016-22"),
        ("zh", "6月上旬", "2016-06-01/2016-06-10"),
        ("zh", "昨日", "2016-06-09"),
        ("zh", "上周", "2016-05-30/2016-06-05"),
        ("zh", "明年三月以前", "../2017-03"),
        ("zh", "三年前", "2013"),
        ("ja", "今月7日", "2016-06-07"),
        ("ja", "昨年11月29日", "2015-11-29"),
        ("ja", "3月から", "2016-03/2016-06"),
        ("ja", "昨年末", "2015-12~"),
        ("ja", "２０１６年６月", "2016-06"),
        ("ru", "8 июня 2016 года", "2016-06-08"),
        ("ru", "в прошлом месяце", "2016-05"),
        ("ru", "29 ноября прошлого года", "2015-11-29"),
        ("ru", "в конце прошлого года", "2015-12~"),
        ("ru", "с марта", "2016-03/2016-06"),
        ("ru", "до августа", "../2016-08"),
        ("ru", "летом этого года", "2016-22"),
        ("ru", "08.06.2016", "2016-06-08"),
    ],
)
def test_a_date_against_the_publication(language, words, value):
    found = find_dates(
        f"{words}，" if language != "ru" else f"Это было {words}.", PartialDate("2016-06-10"), language=language
    )
    assert [str(d.date) for d in found] == [value]


@pytest.mark.parametrize(
    ("language", "words", "what", "low", "high"),
    [
        ("zh", "数十名工人", "workers", 20, 99),
        ("zh", "约两百名工人", "workers", 180, 220),
        ("zh", "四十多名工人", "workers", 40, 49),
        ("zh", "16万余美元", "USD", 160_000, 169_999),
        ("zh", "八万至十万人", "workers", 80_000, 100_000),
        ("zh", "至少3.5亿美元", "USD", 350_000_000, None),
        ("zh", "七成", "percent", 70, 70),
        ("ja", "3万23人", "workers", 30_023, 30_023),
        ("ja", "1500人超", "workers", 1500, None),
        ("ja", "40人余り", "workers", 40, 49),
        ("ja", "約2億円", "JPY", 180_000_000, 220_000_000),
        ("ru", "более 160 тысяч долларов", "USD", 160_000, None),
        ("ru", "от 80 до 100 тысяч рабочих", "workers", 80_000, 100_000),
        ("ru", "двенадцать матросов", "workers", 12, 12),
        ("ru", "30 023 рабочих", "workers", 30_023, 30_023),
        ("ru", "менее 700 рабочих", "workers", None, 700),
        ("ru", "70 процентов", "percent", 70, 70),
    ],
)
def test_an_amount_keeps_its_words_range(language, words, what, low, high):
    (found,) = find_quantities(f"{words}。" if language != "ru" else f"Там {words}.", language=language)
    assert (found.what, found.range.low, found.range.high) == (what, low, high)


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_digits_and_myriads_say_one_number(myriads, rest):
    assert number(f"{myriads}万{rest or ''}", HAN) == myriads * 10_000 + rest


def test_names_without_office_title_and_case():
    assert russian_person("исследователя Павла Кедрова", True) == "Павел Кедров"
    assert russian_person("представителя фирмы Анны Ковалевой", True) == "Анна Ковалева"
    assert chinese_person("船坞老板伊沃·兰托斯", "老板|发言人") == "伊沃·兰托斯"
    assert chinese_person("外交部发言人", "老板|发言人") is None
    assert japanese_person("研究者の早瀬岳氏", "氏|報道官") == "早瀬岳"
    assert japanese_person("外務省報道官", "氏|報道官") is None


@pytest.mark.parametrize(
    ("language", "words", "low", "high"),
    [
        ("zh", "数十万名工人回国。", 200_000, 999_999),
        ("zh", "数十名工人回国。", 20, 99),
        ("ja", "数十万人の労働者が帰国した。", 200_000, 999_999),
        ("ja", "何千人の労働者が帰国した。", 2_000, 9_999),
        ("ru", "Уехали десятки тысяч рабочих.", 20_000, 99_999),
        ("ru", "Уехали десятки рабочих.", 20, 99),
    ],
)
def test_a_vague_number_with_a_scale_is_as_large_as_it_says(language, words, low, high):
    (found,) = find_quantities(words, language=language)
    assert (found.range.low, found.range.high) == (low, high)

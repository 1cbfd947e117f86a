from secondsource.read.quantity import find_quantities


def found(text):
    return [(q.what, q.range.low, q.range.high) for q in find_quantities(text, language="ko")]


def test_counts_and_ranges():
    assert found("북한 노동자 100여 명이 3만~4만 달러를 냈다.") == [("workers", 100, 199), ("USD", 30000, 40000)]
    assert found("현금 1억 5천만 원과 수십 명") == [("KRW", 150_000_000, 150_000_000), ("workers", 20, 99)]


def test_a_flights_number_a_name_and_not_one_are_no_counts():
    assert found("고려항공 JS161편이 떠났다.") == []
    assert found("해외에서 일하는 북한 사람은 많다.") == []
    assert found("비행이 한 차례도 잡히지 않았다.") == []
    assert found("5월에 한 차례 비행이 있었다.") == [("flights", 1, 1)]

from secondsource.model import Transfer


def test_a_field_is_found_whatever_its_case_and_the_first_counts():
    answer = Transfer(asked="a", url="b", at="2016-06-08T00:00:00Z", status=200, response=(("X-A", "1"), ("x-a", "2")))
    assert answer.header("X-a") == "1"
    assert answer.header("etag") == ""

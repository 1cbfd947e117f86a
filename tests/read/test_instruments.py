from secondsource.model import Span
from secondsource.read.instruments import find_instruments


def test_a_resolution_brings_its_day(pack):
    text = "It came before the vote on Resolution 2270 and after H.R. 757 was signed."
    found = find_instruments(text, [Span(0, len(text))], pack)
    assert [(i.span.of(text), str(i.adopted)) for i in found] == [
        ("Resolution 2270", "2016-03-02"),
        ("H.R. 757", "2016-02-18"),
    ]


def test_a_number_that_is_no_instrument_brings_none(pack):
    text = "Room 2270 and resolution 99999."
    assert find_instruments(text, [Span(0, len(text))], pack) == ()

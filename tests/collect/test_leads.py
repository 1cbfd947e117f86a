from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.collect.leads import NoList, listed, words_of


def test_a_list_is_one_address_a_line() -> None:
    found = listed(
        "# reading\r\nhttps://a.example/1\n\n  http://b.example/#part  \nnothing\nhttps://a.example/1 # again\nftp://c.example\n".encode(
            "utf-8-sig"
        )
    )
    assert [lead.url for lead in found.leads] == [
        "https://a.example/1",
        "http://b.example/#part",
    ] and found.left_out == 2


@pytest.mark.parametrize("data", [b"", b"\n\n# only remarks", b"<html></html>", b"\x00\x01\x02"])
def test_a_list_without_an_address_is_none(data: bytes) -> None:
    with pytest.raises(NoList):
        listed(data)


@given(st.text())
def test_words_are_one_line_without_markup(text: str) -> None:
    words = words_of(text)
    assert words == " ".join(words.split()) and len(words) <= 500

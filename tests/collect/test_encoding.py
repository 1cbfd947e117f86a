from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.collect.encoding import clean, decode
from secondsource.collect.errors import NotText, UnknownEncoding

KOREAN = "쿠웨이트의 북한 건설노동자들이 밀린 노임 때문에 일손을 놓았다고 현지 소식통이 말했다. " * 3
JAPANESE = "港の造船所で働く労働者たちが賃金の未払いに抗議して作業を止めたと関係者が伝えた。" * 3
RUSSIAN = "Рабочие заявили, что зарплату им не платили с марта прошлого года. " * 3
ENGLISH = "Workers in the harbour stopped work, and no wages had been paid since March. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8"), (KOREAN, "utf-8-sig"), (KOREAN, "utf-16"), (KOREAN, "utf-16-le"), (KOREAN, "utf-16-be"), (KOREAN, "utf-32"),
        (KOREAN, "cp949"), (KOREAN, "euc-kr"), (JAPANESE, "cp932"), (JAPANESE, "euc-jp"), (JAPANESE, "iso2022_jp"), (RUSSIAN, "cp1251"),
        (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"), ("“Workers” didn’t stop in the café — " + ENGLISH, "cp1252"),
    ],
)  # fmt: skip
def test_text_survives_its_encoding(text, encoding):
    assert decode(text.encode(encoding)).text == text


def test_a_few_bad_bytes_are_shown_and_noted():
    data = bytearray((KOREAN * 5).encode())
    data[100] = 0xFF
    decoded = decode(bytes(data))
    assert "\ufffd" in decoded.text and decoded.note and "utf-8" in decoded.note


def test_a_stray_byte_in_plain_english_costs_one_character():
    data = ENGLISH.encode() * 5
    decoded = decode(data[:60] + b"\x81" + data[60:])
    assert len(decoded.text) == len(data) + 1 and decoded.note


def test_binary_data_is_no_text():
    with pytest.raises((NotText, UnknownEncoding)):
        decode(bytes(range(256)) * 50)


def test_line_ends_are_made_alike():
    assert decode(b"one\r\ntwo\rthree").text == "one\ntwo\nthree"


def test_a_declared_encoding_is_believed_only_if_it_fits():
    assert decode(RUSSIAN.encode("koi8_r"), "koi8-r").text == RUSSIAN
    assert decode(KOREAN.encode(), "cp1252").text == KOREAN
    assert decode(ENGLISH.encode(), "no-such-encoding").text == ENGLISH


@given(st.text())
def test_cleaning_keeps_every_offset_and_leaves_text_that_can_be_written(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned

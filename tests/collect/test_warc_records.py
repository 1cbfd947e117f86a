"""The frames of records, and what strangers make of them."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from secondsource.collect import warc_records
from secondsource.collect.warc import packed
from secondsource.collect.warc_records import Fault, Record, is_warc, records
from tests.collect.archives import http, record

PAGE = http(b"<p>Dozens of builders stopped work.</p>")


def blocks(data: bytes) -> list[bytes]:
    return [item.block for item in records(data) if isinstance(item, Record)]


def faults(data: bytes) -> list[str]:
    return [item.sentence if isinstance(item, Fault) else item.fault for item in records(data) if _wrong(item)]


def _wrong(item: Record | Fault) -> bool:
    return isinstance(item, Fault) or bool(item.fault)


@given(st.lists(st.binary(max_size=200), max_size=5), st.sampled_from(["plain", "each", "whole"]))
def test_any_blocks_come_back_however_they_are_packed(contents, way):
    made = [record(block) for block in contents]
    data = {"plain": b"".join(made), "each": b"".join(map(packed, made)), "whole": gzip.compress(b"".join(made))}[way]
    assert blocks(data) == contents and not faults(data)


@given(st.binary(max_size=400), st.booleans())
def test_nothing_is_raised_whatever_the_bytes_are(noise, compress):
    data = record(PAGE) + noise + record(PAGE)
    list(records(gzip.compress(data) if compress else data))
    list(records(b"\x1f\x8b\x08" + noise))


@given(st.data())
def test_one_changed_byte_costs_at_most_the_record_it_is_in(data):
    made = [packed(record(http(b"%d" % n * 200))) for n in range(3)]
    whole = bytearray(b"".join(made))
    at = data.draw(st.integers(3, len(whole) - 1))  # the first three tell what it is
    whole[at] ^= data.draw(st.integers(1, 255))
    found = blocks(bytes(whole))
    hurt = 0 if at < len(made[0]) else 1 if at < len(made[0]) + len(made[1]) else 2
    assert all(http(b"%d" % n * 200) in found for n in range(3) if n != hurt)


def test_large_records_packed_small_do_not_hold_up_those_after_them():
    large = http(bytes(3_000_000))
    data = (packed(record(large)) + packed(record(PAGE))) * 3
    assert len(data) < 40_000 and blocks(data) == [large, PAGE] * 3 and not faults(data)


def test_a_wrong_length_is_put_right_by_where_the_next_record_begins():
    for claimed in (0, 5, len(PAGE) - 1, len(PAGE) + 1, len(PAGE) + 90, 10**9, 10**17):
        data = record(PAGE, length=claimed) + record(PAGE)
        assert blocks(data) == [PAGE, PAGE], claimed
        assert len(faults(data)) == 1, claimed


def test_fields_that_are_no_length_are_a_wrong_length():
    for claimed in ("", "-5", "x", "1e3", "9" * 5000):
        data = record(PAGE).replace(b"Content-Length: %d" % len(PAGE), b"Content-Length: " + claimed.encode())
        assert blocks(data + record(PAGE)) == [PAGE, PAGE]


def test_an_archive_that_was_cut_short_gives_what_is_there_and_says_so():
    whole = packed(record(PAGE)) + packed(record(http(b"x" * 20_000)))
    assert blocks(whole[:-30])[0] == PAGE and faults(whole[:-30])
    plain = record(PAGE) + record(PAGE)
    assert blocks(plain[:-20])[1] == PAGE[:-16] and faults(plain[:-20]) == [warc_records.CUT]


def test_what_stands_between_records_is_passed_over():
    data = record(PAGE) + b"<html>not a record\r\n\r\n" + record(PAGE)
    first, second = blocks(data)
    assert first.startswith(PAGE) and second == PAGE and len(faults(data)) == 1
    assert blocks(b"\r\nwhatever\r\n" + record(PAGE)) == [PAGE]


def test_fields_without_end_are_not_held():
    data = b"WARC/1.0\r\nX: " + b"a" * 300_000 + b"\r\n\r\n" + record(PAGE)
    assert blocks(data) == [PAGE]


def test_zeros_in_the_fields_are_only_characters():
    data = record(PAGE, url="https://a.example/\0\0b")
    (item,) = records(data)
    assert item.url == "https://a.example/\0\0b" and item.block == PAGE


def test_an_archive_that_unpacks_without_end_is_left_in_time(monkeypatch):
    monkeypatch.setattr(warc_records, "UNPACKED", 5_000_000)
    bomb = gzip.compress(record(b"0" * 40_000_000))
    assert any("far more" in sentence for sentence in faults(packed(record(PAGE)) + bomb))
    assert blocks(packed(record(PAGE)) + bomb)[0] == PAGE


def test_a_record_larger_than_what_is_read_is_passed_over_and_the_rest_read(monkeypatch):
    monkeypatch.setattr(warc_records, "LARGEST_BLOCK", 1000)
    data = record(b"x" * 5000) + record(PAGE)
    assert blocks(data) == [b"", PAGE] and blocks(gzip.compress(data)) == [b"", PAGE]


def test_padding_at_the_end_is_nothing():
    assert not faults(packed(record(PAGE)) + bytes(512))


def test_an_archive_is_known_by_its_first_bytes():
    assert is_warc(record(PAGE)) and is_warc(packed(record(PAGE)))
    assert not is_warc(gzip.compress(b"words")) and not is_warc(b"WARC is a word") and not is_warc(zlib.compress(b"x"))
    assert not is_warc(b"\x1f\x8b\x08")

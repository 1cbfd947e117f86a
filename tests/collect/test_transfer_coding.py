"""Codings of HTTP taken off, within limits."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.collect.errors import DamagedFile, ZipBomb
from secondsource.collect.transfer_coding import OtherCoding, unchunked, uncoded


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=5))
def test_chunks_are_joined(parts):
    sent = b"".join(b"%X\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    assert unchunked(sent) == b"".join(parts)


@given(st.binary(max_size=60))
def test_whatever_is_not_in_chunks_is_left_to_be_read_as_it_is(body):
    assert unchunked(b"<" + body) is None


def test_a_chunk_that_was_cut_short_gives_what_is_there():
    assert unchunked(b"5\r\nabcde\r\nff\r\nxyz") == b"abcdexyz"
    assert unchunked(b"5\r\nabcdeZZ\r\n") is None


@given(st.binary(max_size=200))
def test_codings_are_undone_last_first(body):
    twice = zlib.compress(gzip.compress(body))
    assert uncoded(twice, "gzip, deflate") == body
    assert uncoded(body, "identity") == body


def test_a_body_that_unpacks_without_end_or_is_damaged_is_not_read():
    with pytest.raises(ZipBomb):
        uncoded(gzip.compress(bytes(5000)), "gzip", limit=1000)
    with pytest.raises(DamagedFile):
        uncoded(b"\x1f\x8b\x08\0broken and broken", "gzip")
    with pytest.raises(OtherCoding):
        uncoded(b"x", "zstd")

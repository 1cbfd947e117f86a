from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.watch.fetch.coding import decoded
from secondsource.watch.fetch.errors import BrokenAnswer, OtherCoding, TooMuch

BARE = zlib.compressobj(wbits=-15)


@given(st.binary(max_size=3000))
def test_what_was_packed_comes_out_again(data: bytes) -> None:
    bare = zlib.compressobj(wbits=-15)
    assert decoded(gzip.compress(data), "gzip", 5000) == data
    assert decoded(gzip.compress(data) + gzip.compress(data), "x-gzip", 9000) == data + data
    assert decoded(zlib.compress(data), "deflate", 5000) == data
    assert decoded(bare.compress(data) + bare.flush(), "Deflate", 5000) == data
    assert decoded(gzip.compress(zlib.compress(data)), "deflate, gzip", 5000) == data
    assert decoded(data, "identity", 5000) == data == decoded(data, "", 5000)


def test_a_bomb_is_given_up_long_before_it_fills_the_memory() -> None:
    bomb = gzip.compress(bytes(300_000_000), 9)
    assert len(bomb) < 400_000
    with pytest.raises(TooMuch):
        decoded(bomb, "gzip", 1_000_000)
    with pytest.raises(TooMuch):
        decoded(gzip.compress(bomb), "gzip, gzip", 1_000_000)


def test_packing_within_packing_without_end_is_not_opened() -> None:
    with pytest.raises(OtherCoding):
        decoded(b"", "gzip, gzip, gzip, gzip", 10)


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "x" * 500])
def test_what_was_not_asked_for_is_not_read(coding: str) -> None:
    with pytest.raises(OtherCoding, match=coding[:20]):
        decoded(b"abc", coding, 100)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_what_is_cut_short_or_damaged_is_broken(coding: str) -> None:
    whole = gzip.compress(b"words " * 500) if coding == "gzip" else zlib.compress(b"words " * 500)
    with pytest.raises(BrokenAnswer):
        decoded(whole[:-12], coding, 10_000)
    with pytest.raises(BrokenAnswer):
        decoded(b"<html>no gzip at all", coding, 10_000)
